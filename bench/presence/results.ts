import { presenceTickMs } from '@atrium/protocol';
import type { CampaignResult, ContenderKey, Scenario, Series } from './campaign.ts';
import type { Window } from './rig.ts';
import { median, quantile, rounded } from './statistics.ts';

/** The line of JSON that ends the output. Each ratio is Atrium's over the other's. */
export interface Headline {
  readonly floorRatio: number;
  readonly colyseusRatio: number;
  readonly colyseusBytesRatio: number;
  readonly socketioRatio: number;
  readonly p99Ms: number;
  readonly floorP99Ms: number;
  readonly tickMs: number;
  readonly bytesPerUpdate: number;
  readonly kbPerPersonOverFloor: number;
}

const everybodyDiagonally: Scenario = { walk: 'diagonal', share: 1 };

export function summarise(result: CampaignResult): Headline {
  const of = (key: ContenderKey) => seriesOf(result, key, everybodyDiagonally);
  const heapKb = (key: ContenderKey) => result.memory.get(key)?.heapKb ?? NaN;
  return {
    floorRatio: rounded(medianRatio(of('atrium'), of('floor'), cpuPerUpdateUs), 3),
    colyseusRatio: rounded(medianRatio(of('atrium'), of('colyseus'), cpuPerUpdateUs), 3),
    colyseusBytesRatio: rounded(medianRatio(of('atrium'), of('colyseus'), bytesPerUpdate), 3),
    socketioRatio: rounded(medianRatio(of('atriumOf200'), of('socketIo'), cpuPerUpdateUs), 3),
    p99Ms: rounded(medianOf(of('atrium'), delayMs(0.99)), 1),
    floorP99Ms: rounded(medianOf(of('floor'), delayMs(0.99)), 1),
    tickMs: rounded(presenceTickMs, 2),
    bytesPerUpdate: rounded(medianOf(of('atrium'), bytesPerUpdate), 2),
    kbPerPersonOverFloor: rounded(heapKb('atrium') - heapKb('floor'), 1),
  };
}

/** Server CPU time for each Avatar update that reached somebody else, in µs. */
export function cpuPerUpdateUs(window: Window): number {
  return (window.serverCpuMs * 1000) / window.updates;
}

/** All bytes that Clients read from their sockets, by update. */
export function bytesPerUpdate(window: Window): number {
  return window.socketBytes / window.updates;
}

/** Bytes of the messages with updates, without the WebSocket's own and without anything else. */
export function payloadBytesPerUpdate(window: Window): number {
  return window.payloadBytes / window.updates;
}

/** How much of one core the server used, 0 to 1 and above. */
export function coreShare(window: Window): number {
  return window.serverCpuMs / (window.seconds * 1000);
}

/** From MoveIntent sent to read at another Client, in ms. */
export function delayMs(share: number): (window: Window) => number {
  return (window) => quantile(window.delaysMs, share);
}

export function medianOf(series: Series, figure: (window: Window) => number): number {
  return median(series.windows.map(figure));
}

/** Windows of the same round are compared with each other. */
function medianRatio(ours: Series, theirs: Series, figure: (window: Window) => number): number {
  return median(
    ours.windows.map((window, round) => {
      const other = theirs.windows[round];
      return other === undefined ? NaN : figure(window) / figure(other);
    }),
  );
}

function seriesOf(result: CampaignResult, key: ContenderKey, { walk, share }: Scenario): Series {
  const found = result.series.find(
    (series) => series.key === key && series.scenario.walk === walk && series.scenario.share === share,
  );
  if (found === undefined) throw new Error(`${key} was not measured`);
  return found;
}
