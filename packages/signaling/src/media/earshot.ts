import { distance } from '@atrium/world';
import type { Position } from '@atrium/world';
import type { MediaThresholds } from '../limits.ts';

export interface Listener {
  readonly personId: string;
  readonly position: Position;
}

/** Two people who are to be connected. */
export interface Pair {
  readonly people: readonly [string, string];
  readonly audible: boolean;
  /** Since when they have been too far apart to be connected anew; on the server's clock. */
  readonly apartSinceMs: number | undefined;
}

/** One name for both orders of two people. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** The two whom `pairKey` has named. */
export function peopleOfPair(key: string): readonly string[] {
  return key.split(' ');
}

/** Everybody with everybody. */
export function everyPair(people: readonly string[]): Map<string, Pair> {
  const pairs = new Map<string, Pair>();
  people.forEach((a, index) => {
    for (const b of people.slice(index + 1)) {
      pairs.set(pairKey(a, b), { people: [a, b], audible: true, apartSinceMs: undefined });
    }
  });
  return pairs;
}

/** How many people a mesh has to bear, and cameras among them. */
export interface Crowd {
  readonly people: number;
  readonly cameras: number;
}

/** In an OpenArea: the most that anybody has within earshot, themselves included. */
export function densestCrowd(
  people: readonly (Listener & { readonly hasCamera: boolean })[],
  earshotTiles: number,
): Crowd {
  let densest: Crowd = { people: 0, cameras: 0 };
  for (const { position } of people) {
    const near = people.filter((other) => distance(position, other.position) <= earshotTiles);
    densest = {
      people: Math.max(densest.people, near.length),
      cameras: Math.max(densest.cameras, near.filter(({ hasCamera }) => hasCamera).length),
    };
  }
  return densest;
}

/** A pair that exists goes before one that would be new and is so much nearer, in tiles. */
const keptPairBonusTiles = 1;

/**
 * Who is connected with whom in an OpenArea: silently from `connectTiles` on, audibly within `earshotTiles`, and for
 * `lingerMs` beyond. Where somebody would have more than `maxLinks`, the nearest count.
 */
export function pairsInEarshot(
  people: readonly Listener[],
  previous: ReadonlyMap<string, Pair>,
  thresholds: MediaThresholds,
  maxLinks: number,
  nowMs: number,
): Map<string, Pair> {
  const candidates: { readonly key: string; readonly pair: Pair; readonly rank: number }[] = [];
  people.forEach((a, index) => {
    for (let other = index + 1; other < people.length; other++) {
      const b = people[other];
      if (b === undefined) continue;
      const key = pairKey(a.personId, b.personId);
      const before = previous.get(key);
      const apartTiles = distance(a.position, b.position);
      const pair = judgePair([a.personId, b.personId], apartTiles, before, thresholds, nowMs);
      if (pair === undefined) continue;
      const rank = apartTiles - (before === undefined ? 0 : keptPairBonusTiles);
      candidates.push({ key, pair, rank });
    }
  });
  candidates.sort((a, b) => a.rank - b.rank);
  return takeNearest(candidates, maxLinks);
}

function judgePair(
  people: readonly [string, string],
  apartTiles: number,
  before: Pair | undefined,
  { earshotTiles, earshotSlackTiles, connectTiles, lingerMs }: MediaThresholds,
  nowMs: number,
): Pair | undefined {
  const audible = apartTiles <= earshotTiles + (before?.audible === true ? earshotSlackTiles : 0);
  if (apartTiles <= connectTiles) return { people, audible, apartSinceMs: undefined };
  if (before === undefined) return undefined;
  const apartSinceMs = before.apartSinceMs ?? nowMs;
  return nowMs - apartSinceMs < lingerMs ? { people, audible, apartSinceMs } : undefined;
}

function takeNearest(
  candidates: readonly { readonly key: string; readonly pair: Pair }[],
  maxLinks: number,
): Map<string, Pair> {
  const linksOf = new Map<string, number>();
  const taken = new Map<string, Pair>();
  for (const { key, pair } of candidates) {
    if (pair.people.some((person) => (linksOf.get(person) ?? 0) >= maxLinks)) continue;
    for (const person of pair.people) linksOf.set(person, (linksOf.get(person) ?? 0) + 1);
    taken.set(key, pair);
  }
  return taken;
}
