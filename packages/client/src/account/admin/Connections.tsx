import type { LiveState } from '@atrium/protocol';
import { useAccountStrings } from '../accountStrings.ts';

type LiveWorld = LiveState['worlds'][number];

/** Who is connected with whom, over what, and why not directly. */
export function Connections({ people, connections }: Pick<LiveWorld, 'people' | 'connections'>) {
  const { live } = useAccountStrings();
  if (connections.length === 0) return null;
  const nameOf = (personId: string) => people.find((person) => person.personId === personId)?.name ?? '…';
  return (
    <details className="mt-1 text-body">
      <summary className="cursor-pointer font-semibold">{live.connections}</summary>
      <ul className="flex flex-col divide-y divide-hairline">
        {connections.map(({ personIds, route, why, rttMs, loss }) => {
          const names = [nameOf(personIds[0]), nameOf(personIds[1])] as const;
          return (
            <li key={personIds.join()} className="grid gap-x-2 py-0.5 sm:grid-cols-[2fr_1fr_2fr_1fr]">
              <span dir="auto" className="wrap-anywhere">
                {names.join(' – ')}
              </span>
              <span>{live.routes[route]}</span>
              <span className="text-secondary">{why !== null && live.whyNotDirect(why, names)}</span>
              <span className="text-secondary">{live.measured(rttMs, loss)}</span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
