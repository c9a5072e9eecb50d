import type { DoorShown } from '@atrium/protocol';
import { distanceToRectangle, mayKnock, nearestFreePosition } from '@atrium/world';
import type { Door, DrawnWorldSpace, Position, Role, ZoneInfo } from '@atrium/world';
import { createStore } from 'zustand/vanilla';
import { OwnAvatar } from '../movement/ownAvatar.ts';
import type { CourseGoal } from '../movement/planCourse.ts';
import type { TapTarget } from '../rendering/scene.ts';

/** What keeps one out of a room: nobody inside can answer a knock, or someone would. */
export type ClosedBecause = 'locked' | 'role' | 'empty' | 'knock';

interface WalkState {
  readonly role: Role;
  /** Whether the Doors act as if there were people in every room. */
  readonly hasPeople: boolean;
  readonly zone: ZoneInfo;
  /** The Door that one was stopped at last, for as long as one is near it. */
  readonly closed: { readonly door: Door; readonly room: string; readonly why: ClosedBecause } | undefined;
  readonly isSitting: boolean;
}

interface WalkParts {
  /** The draft. It stays the same for as long as one walks. */
  readonly space: DrawnWorldSpace;
  /** Where one wishes to begin, in tiles. */
  readonly from: Position;
  readonly role: Role;
  /** Doors as people hold them now. Locks hold in the draft, too. */
  readonly doors: ReadonlyMap<string, DoorShown>;
  /** ms on the clock of `performance.now()`. */
  readonly now: () => number;
  /** Told when the picture may be different from now on. */
  readonly wake: () => void;
}

/** From here on, in tiles, one has gone away from a Door. */
const awayFromDoorTiles = 2;
/** Who was let in may take so long, in ms. */
const passMs = 30_000;

/** Walks through a draft on this device alone: by the movement rules of the World, as some Role. Nobody is told. */
export class WalkThrough {
  readonly store;
  readonly space: DrawnWorldSpace;
  readonly doors: ReadonlyMap<string, DoorShown>;
  readonly #own: OwnAvatar;
  readonly #counts = new Map<string, number>();
  readonly #now: () => number;
  readonly #wake: () => void;

  constructor({ space, from, role, doors, now, wake }: WalkParts) {
    this.space = space;
    this.doors = doors;
    this.#now = now;
    this.#wake = wake;
    const position = nearestFreePosition(space, from) ?? from;
    const zone = space.zones.at(position);
    const place = { position, zoneId: zone.id, facing: 'S', state: 'idle' } as const;
    this.store = createStore<WalkState>(() => ({
      role,
      hasPeople: false,
      zone,
      closed: undefined,
      isSitting: false,
    }));
    this.#own = new OwnAvatar(space, this.#counts, place, {
      send: () => undefined,
      zoneChanged: (zoneId) => this.#enter(zoneId),
      refused: ({ blocker }) => blocker?.kind === 'door' && this.#stopAt(blocker.id),
      courseEnded: () => undefined,
      jumped: () => undefined,
    });
    this.#own.restrictions.role = role;
    this.#own.restrictions.doorsChanged(doors);
  }

  get place() {
    return this.#own.place;
  }

  pictureAt(nowMs: number) {
    return this.#own.pictureAt(nowMs);
  }

  isActive(nowMs: number): boolean {
    return this.#own.isActive(nowMs);
  }

  advance(nowMs: number): void {
    this.#own.advance(nowMs);
    const { closed, isSitting } = this.store.getState();
    const { position, state } = this.#own.place;
    const isAway =
      closed !== undefined && distanceToRectangle(closed.door.bounds, position) > awayFromDoorTiles;
    if (isAway) this.store.setState({ closed: undefined });
    if ((state === 'sitting') !== isSitting) this.store.setState({ isSitting: !isSitting });
  }

  /** Goes on as another Role, from where one is. */
  become(role: Role): void {
    this.#own.restrictions.role = role;
    this.store.setState({ role, closed: undefined });
  }

  /** Lets the Doors act as if there were people in every room, or in none. */
  setPeople(hasPeople: boolean): void {
    for (const { id } of this.space.world.zones) this.#counts.set(id, hasPeople ? 1 : 0);
    this.#own.restrictions.countsChanged();
    this.store.setState({ hasPeople, closed: undefined });
  }

  /** Walks in a direction on the Map; `undefined` stops. */
  walk(direction: Position | undefined): void {
    this.#own.walk(direction, this.#now());
    this.#wake();
  }

  /** Walks to what was tapped: onto a seat, to an Object, into the room behind a Door, or to the place. */
  goTo({ position, seatId, objectId, doorId }: TapTarget): void {
    const seat = seatId === undefined ? undefined : this.space.seat(seatId);
    const room = doorId === undefined ? undefined : this.space.door(doorId)?.leadsToZone;
    if (seat !== undefined) this.#own.sitOn(seat, this.#now());
    else this.#go(goalOf(position, objectId, room));
    this.#wake();
  }

  /** Does what is in reach: knocks and is let in, stands up, or sits down. */
  interact(): void {
    const nowMs = this.#now();
    const { closed } = this.store.getState();
    if (closed?.why === 'knock') {
      this.#own.restrictions.letThrough(closed.door.id, nowMs + passMs);
      this.store.setState({ closed: undefined });
      this.#go({ kind: 'zone', zoneId: closed.door.leadsToZone });
    } else if (this.#own.place.state === 'sitting') this.#own.standUp(nowMs);
    else {
      const seat = this.#own.reachableSeat(nowMs, () => false);
      if (seat !== undefined) this.#own.sitOn(seat, nowMs);
    }
    this.#wake();
  }

  #go(goal: CourseGoal): void {
    this.#own.goTo(goal, this.#now());
  }

  #enter(zoneId: string): void {
    const zone = this.space.zones.get(zoneId);
    this.#own.restrictions.zoneEntered(zoneId);
    if (zone !== undefined) this.store.setState({ zone, closed: undefined });
  }

  #stopAt(doorId: string): void {
    const door = this.space.door(doorId);
    if (door === undefined) return;
    const { closed, role, hasPeople } = this.store.getState();
    if (closed?.door.id === doorId) return;
    const room = this.space.zones.get(door.leadsToZone)?.name ?? '';
    this.store.setState({ closed: { door, room, why: this.#whyClosed(door, role, hasPeople) } });
  }

  #whyClosed({ id, access }: Door, role: Role, hasPeople: boolean): ClosedBecause {
    const state = this.doors.get(id);
    if (state?.locked === true && role !== 'Admin') return 'locked';
    if (!mayKnock(access, role, state)) return 'role';
    return hasPeople ? 'knock' : 'empty';
  }
}

function goalOf(position: Position, objectId: string | undefined, room: string | undefined): CourseGoal {
  if (objectId !== undefined) return { kind: 'object', objectId };
  return room === undefined ? { kind: 'place', position } : { kind: 'zone', zoneId: room };
}
