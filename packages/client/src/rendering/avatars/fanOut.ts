import { distance } from '@atrium/world';
import type { Position } from '@atrium/world';
import { floorAt } from '../iso/projection.ts';
import type { AvatarView } from '../../session/avatarView.ts';

/** Two people who have stopped nearer to each other than this hide each other, in tiles. */
const hidingTiles = 0.45;
/** Somebody who moves aside keeps this far from those who stand by themselves, in tiles. */
const clearOfOthersTiles = 0.4;
/** People who stand beside each other are this far apart, and rows of them, in px at zoom 1: every face can be seen. */
const besidePx = 22;
const rowPx = 17;
/** At this distance the hands of two who give each other a high five meet, in tiles. */
const handsMeetTiles = 0.78;
/** Nobody is drawn further from their place than this for a high five, in tiles. */
const longestReachTiles = 0.6;
/** How fast somebody moves aside in the picture, in tiles per ms. */
const tilesPerMs = 0.0035;
/** After a pause people go on from where they were, in ms. */
const longestStepMs = 50;

type Stander = Pick<AvatarView, 'key' | 'isSelf' | 'x' | 'y' | 'state' | 'fade'>;
const nowhere: Position = { x: 0, y: 0 };

/**
 * Where people are drawn who have stopped in one spot: one of them stays, oneself if one is among them, and the others stand around.
 * Nobody's real place changes.
 *
 * @param isFree whether somebody can be drawn at a place
 * @returns how far each one who moves is drawn from their place, in tiles, by their key
 */
export function fanOut(
  people: readonly Stander[],
  isFree: (place: Position) => boolean,
): ReadonlyMap<string, Position> {
  const standing = people.filter(({ state, fade }) => state === 'idle' && fade !== 'leaving');
  const offsets = new Map<string, Position>();
  const grouped = new Set<Stander>();
  for (const person of standing) {
    if (grouped.has(person)) continue;
    const group = standing.filter((other) => !grouped.has(other) && distance(person, other) < hidingTiles);
    for (const member of group) grouped.add(member);
    if (group.length > 1) spread(group, standing, isFree, offsets);
  }
  return offsets;
}

function spread(
  group: readonly Stander[],
  standing: readonly Stander[],
  isFree: (place: Position) => boolean,
  offsets: Map<string, Position>,
): void {
  const [anchor, ...rest] = [...group].sort(
    (a, b) => Number(b.isSelf) - Number(a.isSelf) || (a.key < b.key ? -1 : 1),
  );
  if (anchor === undefined) return;
  const others = standing.filter((person) => !group.includes(person));
  const isClear = (place: Position) =>
    isFree(place) && others.every((other) => distance(other, place) >= clearOfOthersTiles);
  const spots = spotsAround(anchor, rest.length * 3).filter(isClear);
  rest.forEach((person, index) => {
    const spot = spots[index];
    if (spot !== undefined) offsets.set(person.key, { x: spot.x - person.x, y: spot.y - person.y });
  });
}

/** Places around a person, the nearest first: beside them, then in staggered rows behind and in front. */
function spotsAround(anchor: Position, atLeast: number): Position[] {
  const reach = 2 + Math.ceil(Math.sqrt(atLeast) / 2);
  const spots: { readonly spot: Position; readonly apart: number }[] = [];
  for (let row = -reach; row <= reach; row++) {
    for (let column = -reach; column <= reach; column++) {
      if (row === 0 && column === 0) continue;
      const right = (column + (row % 2 === 0 ? 0 : 0.5)) * besidePx;
      const { x, y } = floorAt(right, row * rowPx);
      // Those in front come a little later: they hide more.
      spots.push({
        spot: { x: anchor.x + x, y: anchor.y + y },
        apart: Math.hypot(right, row * rowPx * 1.5) + (row > 0 ? 1 : 0),
      });
    }
  }
  return spots.sort((a, b) => a.apart - b.apart).map(({ spot }) => spot);
}

/**
 * Where two are drawn who give each other a high five: so near that their hands meet. Nobody's real place changes.
 *
 * @param partnerOf the key of the person whom somebody gives one at this moment
 * @returns how far each is drawn from their place, in tiles, by their key
 */
export function stepTogether(
  people: readonly Stander[],
  partnerOf: (key: string) => string | undefined,
): ReadonlyMap<string, Position> {
  const offsets = new Map<string, Position>();
  for (const person of people) {
    const partnerKey = partnerOf(person.key);
    const partner = partnerKey && people.find(({ key }) => key === partnerKey);
    if (!partner || person.state !== 'idle' || partner.state !== 'idle') continue;
    const apart = distance(person, partner);
    const step = (apart - handsMeetTiles) / 2;
    if (step <= 0 || step > longestReachTiles) continue;
    const share = step / apart;
    offsets.set(person.key, { x: (partner.x - person.x) * share, y: (partner.y - person.y) * share });
  }
  return offsets;
}

/** Lets people who hide each other step aside in the picture, and those who give a high five step closer. */
export class FanningOut {
  private readonly isFree: (place: Position) => boolean;
  private readonly partnerOf: (key: string, nowMs: number) => string | undefined;
  private readonly reducedMotion: boolean;
  private readonly shown = new Map<string, Position>();
  private shownAtMs = 0;
  private moves = false;

  /** @param partnerOf the key of the person whom somebody gives a high five at a moment */
  constructor(
    isFree: (place: Position) => boolean,
    partnerOf: (key: string, nowMs: number) => string | undefined,
    reducedMotion: boolean,
  ) {
    this.isFree = isFree;
    this.partnerOf = partnerOf;
    this.reducedMotion = reducedMotion;
  }

  /** Whether somebody is on their way. */
  get isMoving(): boolean {
    return this.moves;
  }

  /** People as they are drawn at a moment. */
  apply(people: readonly AvatarView[], nowMs: number): readonly AvatarView[] {
    const elapsedMs = Math.min(longestStepMs, Math.max(0, nowMs - this.shownAtMs));
    this.shownAtMs = nowMs;
    this.moves = false;
    const aside = fanOut(people, this.isFree);
    const together = stepTogether(people, (key) => this.partnerOf(key, nowMs));
    const offsets = together.size === 0 ? aside : new Map([...aside, ...together]);
    if (offsets.size === 0 && this.shown.size === 0) return people;
    const here = new Set(people.map(({ key }) => key));
    for (const key of this.shown.keys()) if (!here.has(key)) this.shown.delete(key);
    return people.map((person) => {
      const target = offsets.get(person.key) ?? nowhere;
      const before = this.shown.get(person.key);
      if (before === undefined && target === nowhere) return person;
      const next = this.reducedMotion ? target : stepTowards(before ?? nowhere, target, elapsedMs);
      if (distance(next, target) > 0) this.moves = true;
      if (distance(next, nowhere) === 0) this.shown.delete(person.key);
      else this.shown.set(person.key, next);
      return { ...person, x: person.x + next.x, y: person.y + next.y };
    });
  }
}

function stepTowards(from: Position, to: Position, elapsedMs: number): Position {
  const rest = distance(from, to);
  const step = elapsedMs * tilesPerMs;
  if (rest <= step) return to;
  return { x: from.x + ((to.x - from.x) * step) / rest, y: from.y + ((to.y - from.y) * step) / rest };
}
