import type { Place, SilencingReason, WorldMove } from '@atrium/protocol';
import type { Door, Facing, Position, Role, Seat, SpaceChange, WorldSpace } from '@atrium/world';
import {
  distance,
  freePointInTile,
  mayKnock,
  quantise,
  sweepCircle,
  sweepRadiusTiles,
  unitsPerTile,
} from '@atrium/world';

/** Somebody who is in a World while it changes. */
export interface Settler {
  readonly personId: string;
  readonly role: Role;
  readonly position: Position;
  readonly facing: Facing;
  readonly state: Place['state'];
  readonly zoneId: string;
  /** Of the seat that they sit on. */
  readonly seatId: string | undefined;
  /** Of the Door or passage that they are in. */
  readonly gateId: string | undefined;
}

/** What is not in the file of a World. */
export interface SettlingRules {
  /** Whether a Door lets somebody in without being asked, with so many others inside. */
  admits(settler: Settler, door: Door, othersInside: number): boolean;
  /** Whether a moderator keeps somebody out of a Zone. */
  isKeptOut(settler: Settler, zoneId: string): boolean;
  /** People in a Zone at most. */
  maxPeople(zoneId: string): number;
}

/** Where somebody is after a change of the World. */
export interface Settlement {
  readonly place: Place;
  readonly zoneId: string;
  readonly seat: Seat | undefined;
  readonly moved: WorldMove | null;
  readonly silenced: SilencingReason | null;
}

/** How far "the nearest place" may be, in tiles along either axis; who finds none goes to a SpawnPoint. */
const asideReachTiles = 20;

/**
 * Says where everybody goes when a World changes, in this order: along with a room that was moved as a whole; with their
 * seat; nowhere, if their place is free; to the nearest free place; to a SpawnPoint. All of it only to a Zone that they may be
 * in: one without a Door, one that they were in already and whose Doors are the same (or could let them in), or one whose Door
 * admits them now. Limits throw nobody out.
 *
 * @returns by personId; who is missing has no place at all
 */
export function settlePeople(
  change: SpaceChange,
  settlers: readonly Settler[],
  rules: SettlingRules,
): ReadonlyMap<string, Settlement> {
  const settling = new Settling(change, settlers, rules);
  // Those who stay first: who has to make way finds their places taken.
  const onTheMove = settlers.filter((settler) => !settling.stay(settler));
  for (const settler of onTheMove) settling.moveAside(settler);
  return settling.settlements;
}

class Settling {
  readonly settlements = new Map<string, Settlement>();
  readonly #change: SpaceChange;
  readonly #rules: SettlingRules;
  /** By Zone: those who were in it or would stay in it, and those who were put there. */
  readonly #claimants = new Map<string, Set<string>>();
  /** By Zone: those who are in it from now on. */
  readonly #settled = new Map<string, number>();
  readonly #takenTiles = new Set<number>();
  readonly #takenSeats = new Set<string>();

  constructor(change: SpaceChange, settlers: readonly Settler[], rules: SettlingRules) {
    this.#change = change;
    this.#rules = rules;
    for (const settler of settlers) {
      const zoneIds = [settler.zoneId, this.#zoneAt(settler, originOf(change, settler))];
      for (const zoneId of zoneIds) this.#claim(settler, zoneId);
    }
  }

  /** With the room, with the seat, or where they are. @returns whether that is possible */
  stay(settler: Settler): boolean {
    const { after } = this.#change;
    const origin = originOf(this.#change, settler);
    const hasMoved = distance(origin, settler.position) > 0;
    const seat = settler.seatId === undefined ? undefined : after.seat(settler.seatId);
    if (seat !== undefined && !this.#takenSeats.has(seat.id) && this.#canReachSeat(seat)) {
      const zoneId = after.zones.at(seat.position).id;
      const isAlong = distance(seat.position, origin) === 0;
      const isStill = distance(seat.position, settler.position) === 0;
      const moved = isStill ? null : isAlong ? 'room' : 'seat';
      if (this.#mayBeIn(settler, zoneId)) return this.#settle(settler, seat.position, zoneId, seat, moved);
    }
    const zoneId = this.#zoneAt(settler, origin);
    if (!this.#isFree(settler, origin) || !this.#mayBeIn(settler, zoneId)) return false;
    return this.#settle(settler, origin, zoneId, undefined, hasMoved ? 'room' : null);
  }

  moveAside(settler: Settler): void {
    const origin = originOf(this.#change, settler);
    const aside = this.#nearest(settler, origin, asideReachTiles);
    if (aside !== undefined)
      return void this.#settle(settler, aside.position, aside.zoneId, undefined, 'aside');
    const { after } = this.#change;
    const entrances = after.world.spawnPoints
      .map(({ position: { x, y } }) => ({ x: x + 0.5, y: y + 0.5 }))
      .map((centre) => ({ centre, zoneId: after.zones.at(centre).id }))
      .filter(({ zoneId }) => this.#mayBeIn(settler, zoneId));
    const entrance = entrances.find(({ zoneId }) => !this.#isFull(settler, zoneId)) ?? entrances[0];
    if (entrance === undefined) return;
    const { centre, zoneId } = entrance;
    const near = this.#nearest(settler, centre, asideReachTiles, zoneId);
    const position = near?.position ?? freePointInTile(after, centre);
    this.#settle(settler, position, zoneId, undefined, 'spawnPoint');
  }

  #settle(
    settler: Settler,
    position: Position,
    zoneId: string,
    seat: Seat | undefined,
    moved: WorldMove | null,
  ): true {
    const { before, after } = this.#change;
    this.#takenTiles.add(this.#tileAt(position));
    if (seat !== undefined) this.#takenSeats.add(seat.id);
    this.#claim(settler, zoneId);
    for (const link of after.zones.chain(zoneId)) this.#settled.set(link, (this.#settled.get(link) ?? 0) + 1);
    const isTurned = seat !== undefined && before.seat(seat.id)?.facing !== seat.facing;
    const facing = isTurned ? seat.facing : settler.facing;
    const wasSitting = settler.state === 'sitting';
    const state = seat !== undefined ? 'sitting' : wasSitting || moved !== null ? 'idle' : settler.state;
    this.settlements.set(settler.personId, {
      place: { x: position.x, y: position.y, facing, state },
      zoneId,
      seat,
      moved,
      silenced: this.#change.silencing(settler.zoneId, zoneId),
    });
    return true;
  }

  #claim({ personId }: Settler, zoneId: string): void {
    for (const link of this.#change.after.zones.chain(zoneId)) {
      const claimants = this.#claimants.get(link) ?? new Set<string>();
      this.#claimants.set(link, claimants.add(personId));
    }
  }

  /** Whether no Door and no moderator keeps somebody out of a Zone. */
  #mayBeIn(settler: Settler, zoneId: string): boolean {
    const { before, after } = this.#change;
    const wereIn = before.zones.chain(settler.zoneId);
    return after.zones.chain(zoneId).every((link) => {
      const doors = after.doorsTo(link);
      const wasIn = wereIn.includes(link);
      if (!wasIn && this.#rules.isKeptOut(settler, link)) return false;
      if (doors.length === 0 || (wasIn && this.#change.hasSameAccess(link))) return true;
      // Who was let into a room by its Doors stays with the others when these are other ones that could have let them in.
      const wasLetIn = wasIn && before.doorsTo(link).length > 0;
      if (wasLetIn && doors.some(({ access }) => mayKnock(access, settler.role))) return true;
      return doors.some((door) => this.#rules.admits(settler, door, this.#othersIn(link, settler)));
    });
  }

  #othersIn(zoneId: string, { personId }: Settler): number {
    const claimants = this.#claimants.get(zoneId);
    return claimants === undefined ? 0 : claimants.size - (claimants.has(personId) ? 1 : 0);
  }

  /** Whether a Zone that somebody was not in has no room for them. */
  #isFull(settler: Settler, zoneId: string): boolean {
    const wereIn = this.#change.before.zones.chain(settler.zoneId);
    return this.#change.after.zones
      .chain(zoneId)
      .some(
        (link) => !wereIn.includes(link) && (this.#settled.get(link) ?? 0) >= this.#rules.maxPeople(link),
      );
  }

  /** The Zone that somebody is in at a place: the one they were in, as far as that goes; never past a Door. */
  #zoneAt({ zoneId }: Settler, position: Position): string {
    const { after } = this.#change;
    const { zones } = after;
    const exact = zones.at(position).id;
    if (zones.get(zoneId) === undefined) return exact;
    const next = zones.next(zoneId, position).id;
    const stays = zones.chain(next);
    const isBehindDoor = zones
      .chain(exact)
      .some((link) => !stays.includes(link) && after.doorsTo(link).length > 0);
    return isBehindDoor ? exact : next;
  }

  #isFree({ gateId }: Settler, position: Position): boolean {
    const { after } = this.#change;
    const gate = after.gateAt(position);
    return (
      after.reach[this.#tileAt(position)] === 1 &&
      (gate === undefined || gate.id === gateId) &&
      sweepCircle(after.collision, position, position, sweepRadiusTiles) === undefined
    );
  }

  #canReachSeat({ position: { x, y } }: Seat): boolean {
    const around = [
      { x: x + 1, y },
      { x: x - 1, y },
      { x, y: y + 1 },
      { x, y: y - 1 },
    ];
    const { after } = this.#change;
    return around.some((tile) => after.reach[this.#tileAt(tile)] === 1);
  }

  /** -1 outside of the Map. */
  #tileAt({ x, y }: Position): number {
    const { width, height } = this.#change.after.collision;
    return x < 0 || y < 0 || x >= width || y >= height ? -1 : Math.floor(y) * width + Math.floor(x);
  }

  /**
   * The nearest tile where nobody stands: in the Zone somebody was in if that has any, else in another one they may be in.
   *
   * @param onlyZoneId leaves all other Zones out
   */
  #nearest(
    settler: Settler,
    from: Position,
    reachTiles: number,
    onlyZoneId?: string,
  ): { readonly position: Position; readonly zoneId: string } | undefined {
    const { after } = this.#change;
    const allowed = new Map<string, boolean>();
    const isAllowed = (zoneId: string) => {
      const known = allowed.get(zoneId);
      if (known !== undefined) return known;
      const is =
        (onlyZoneId ?? zoneId) === zoneId && this.#mayBeIn(settler, zoneId) && !this.#isFull(settler, zoneId);
      allowed.set(zoneId, is);
      return is;
    };
    const { width, height } = after.collision;
    const centreX = Math.min(width - 1, Math.max(0, Math.floor(from.x)));
    const centreY = Math.min(height - 1, Math.max(0, Math.floor(from.y)));
    let best: { readonly position: Position; readonly zoneId: string; readonly rank: number } | undefined;
    for (let ring = 0; ring <= reachTiles; ring++) {
      // In the same Zone nothing further out is nearer.
      if (best !== undefined && best.zoneId === settler.zoneId && best.rank <= ring - 1) break;
      for (const { x, y } of ringAround(centreX, centreY, ring)) {
        if (x < 0 || y < 0 || x >= width || y >= height) continue;
        const tile = y * width + x;
        if (after.reach[tile] !== 1 || this.#takenTiles.has(tile) || after.gateAtTile(x, y) !== undefined)
          continue;
        const zoneId = after.zones.at({ x: x + 0.5, y: y + 0.5 }).id;
        const rank = Math.hypot(x - centreX, y - centreY);
        if (best !== undefined && !isBetter({ zoneId, rank }, best, settler.zoneId)) continue;
        if (isAllowed(zoneId)) best = { position: { x, y }, zoneId, rank };
      }
    }
    return best && { position: placeOnTile(after, from, best.position), zoneId: best.zoneId };
  }
}

type Ranked = { readonly zoneId: string; readonly rank: number };

function isBetter(one: Ranked, other: Ranked, zoneId: string): boolean {
  const [isHere, isOtherHere] = [one.zoneId === zoneId, other.zoneId === zoneId];
  return isHere === isOtherHere ? one.rank < other.rank : isHere;
}

/** Where somebody would be who moves with their room. */
function originOf(change: SpaceChange, { position, zoneId }: Settler): Position {
  const shift = change.shiftOf(zoneId);
  return quantise({ x: position.x + shift.x, y: position.y + shift.y });
}

/** A place on a free tile, as near to another as may be. */
function placeOnTile(after: WorldSpace, near: Position, { x, y }: Position): Position {
  const far = 1 - 1 / unitsPerTile;
  const clamped = {
    x: Math.min(x + far, Math.max(x, near.x)),
    y: Math.min(y + far, Math.max(y, near.y)),
  };
  return freePointInTile(after, clamped);
}

function* ringAround(centreX: number, centreY: number, ring: number): Generator<Position> {
  if (ring === 0) yield { x: centreX, y: centreY };
  for (let step = -ring; step < ring; step++) {
    yield { x: centreX + step, y: centreY - ring };
    yield { x: centreX + ring, y: centreY + step };
    yield { x: centreX - step, y: centreY + ring };
    yield { x: centreX - ring, y: centreY - step };
  }
}
