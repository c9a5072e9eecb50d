import { useEffect } from 'react';
import { liveStateSchema } from '@atrium/protocol';
import type { LiveState } from '@atrium/protocol';
import { useAccountStrings } from '../accountStrings.ts';
import { AddressWarning } from '../invite/AddressWarning.tsx';
import { Section } from '../parts/OfficePage.tsx';
import { Problem } from '../parts/Problem.tsx';
import { useMoment } from '../parts/useMoment.ts';
import { lazyPart, Part } from '../../ui/Part.tsx';
import { useResource } from '../useAccountApi.ts';
import { Connections } from './Connections.tsx';

const refreshMs = 5_000;

const LastHour = lazyPart(async () => (await import('./live/LastHour.tsx')).LastHour);

/** Who is online where, and how the server is. */
export function LiveSection() {
  const { live } = useAccountStrings();
  const momentText = useMoment();
  const { value, problem, reload } = useResource('/live', liveStateSchema);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && reload(), refreshMs);
    return () => clearInterval(timer);
  }, [reload]);
  if (value === undefined) return <Problem text={problem} />;
  const address = value.publicUrl ?? window.location.origin;
  const { certificate } = value;
  const ends = certificate?.endsAt ?? null;
  const certificateText = ends === null ? live.certificateNone : live.certificateUntil(momentText(ends));
  const facts = [
    [live.address, address],
    [live.version, value.version],
    [live.uptime, live.hours(value.uptimeSeconds)],
    [live.database, live.databases[value.database]],
    [live.media, live.mediaOver(value.media)],
    [live.turn, value.turn ? live.turnYes : live.turnNo],
    ...(certificate === null ? [] : [[live.certificate, certificateText]]),
  ];
  return (
    <>
      <Section title={live.serverTitle}>
        <AddressWarning address={address} />
        <dl className="grid grid-cols-[auto_1fr] gap-x-2 gap-y-0.5 text-body">
          {facts.map(([name, text]) => (
            <div key={name} className="contents">
              <dt className="text-secondary">{name}</dt>
              <dd className="wrap-anywhere">{text}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Part>
        <LastHour />
      </Part>
      {value.worlds.map((world) => (
        <LiveWorld key={world.worldId} world={world} />
      ))}
    </>
  );
}

/** Who is in a World, and how they are connected. */
function LiveWorld({ world }: { readonly world: LiveState['worlds'][number] }) {
  const { live, roles } = useAccountStrings();
  const { name, people, connections } = world;
  return (
    <Section title={name} text={live.people(people.length)}>
      {people.length > 0 && (
        <ul className="flex flex-col divide-y divide-hairline">
          {people.map((person) => (
            <li
              key={person.personId}
              className="grid grid-cols-2 gap-x-2 py-0.5 text-body sm:grid-cols-[2fr_1fr_2fr_1fr]"
            >
              <span dir="auto" className="font-semibold wrap-anywhere">
                {person.name}
              </span>
              <span className="text-secondary">{roles[person.role]}</span>
              <span className="wrap-anywhere">{person.zoneName}</span>
              {!person.connected && <span className="text-secondary">{live.away}</span>}
            </li>
          ))}
        </ul>
      )}
      <Connections people={people} connections={connections} />
    </Section>
  );
}
