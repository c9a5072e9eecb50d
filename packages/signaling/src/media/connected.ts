import type { TopologyReason } from '@atrium/protocol';
import type { MediaRoute } from '../ports/measures.ts';
import { routeOf } from './link.ts';
import type { Link } from './link.ts';

/**
 * Why two people are not connected directly: the reason of their Zone or of the two for the SFU; `no-direct-path`: a relay
 * carries it; `connecting`: not yet; `fails-here`, `fails-there`, `fails`: the first, the second, or both of them say that
 * no path comes about.
 */
export type WhyNotDirect =
  | TopologyReason
  | 'no-direct-path'
  | 'connecting'
  | 'fails-here'
  | 'fails-there'
  | 'fails';

/** Two people who are to hear each other, and what carries it. */
export interface Connected {
  readonly personIds: readonly [string, string];
  /** `none`: nothing does yet, or any more. */
  readonly route: MediaRoute | 'none';
  /** `undefined`: they are connected directly. */
  readonly why: WhyNotDirect | undefined;
  /** There and back in ms, the slower of what both ends say. */
  readonly rttMs: number | undefined;
  /** Of the packets, the part that was lost, 0 to 1: the worse of what both ends say. */
  readonly loss: number | undefined;
}

/** @param whySfu why the two, or their Zone, talk through the SFU */
export function connectedBy(link: Link, whySfu: TopologyReason | undefined): Connected {
  const { ends, linkId } = link;
  const reports = ends.flatMap(({ reports }) => reports.get(linkId) ?? []);
  const worst = (values: readonly number[]) => (values.length === 0 ? undefined : Math.max(...values));
  return {
    personIds: [ends[0].personId, ends[1].personId],
    ...howConnected(link, whySfu),
    rttMs: worst(reports.flatMap(({ rttMs }) => rttMs ?? [])),
    loss: worst(reports.map(({ loss }) => loss)),
  };
}

function howConnected(link: Link, whySfu: TopologyReason | undefined): Pick<Connected, 'route' | 'why'> {
  const { ends, liveAt, failsAt } = link;
  const [fails, failsToo] = ends.map(({ personId }) => failsAt.has(personId));
  if (fails === true || failsToo === true) {
    const why = fails !== true ? 'fails-there' : failsToo === true ? 'fails' : 'fails-here';
    return { route: 'none', why };
  }
  if (liveAt.size === 0) return { route: 'none', why: 'connecting' };
  const route = routeOf(link);
  return { route, why: { direct: undefined, relayed: 'no-direct-path' as const, sfu: whySfu }[route] };
}
