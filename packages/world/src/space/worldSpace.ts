import { createCollisionGrid } from '../collision/collisionGrid.ts';
import type { CollisionGrid } from '../collision/collisionGrid.ts';
import type { Gate } from '../doors/gate.ts';
import type { Door, World, WorldObject } from '../format/world.ts';
import type { Position } from '../geometry/units.ts';
import { createObjectLinks } from '../layout/objectLinks.ts';
import { seatsOf } from '../layout/seats.ts';
import type { Seat } from '../layout/seats.ts';
import { layOutWorld } from '../layout/worldLayout.ts';
import type { WorldLayout, WorldOutline } from '../layout/worldLayout.ts';
import { createZoneIndex } from './zoneIndex.ts';
import type { ZoneIndex } from './zoneIndex.ts';

/** Everything about the space of a World that follows from its file. Never changes, but for a `ChangingSpace`. */
export interface WorldSpace {
  readonly world: WorldOutline;
  readonly collision: CollisionGrid;
  readonly zones: ZoneIndex;
  /** 1 for each tile, row by row, that can be walked to from a SpawnPoint, Doors taken as open; else 0. */
  readonly reach: Uint8Array;
  /** Doors first, then passages. */
  readonly gates: readonly Gate[];
  /** The Door or passage whose tiles hold a Position. */
  gateAt(position: Position): Gate | undefined;
  gateAtTile(tileX: number, tileY: number): Gate | undefined;
  gate(gateId: string): Gate | undefined;
  door(doorId: string): Door | undefined;
  /** The Doors that lead to a Zone. */
  doorsTo(zoneId: string): readonly Door[];
  object(objectId: string): WorldObject | undefined;
  /** Whether links join two Objects, whichever way they point and over however many others. */
  areLinked(objectId: string, otherId: string): boolean;
  readonly seats: readonly Seat[];
  /** The seat whose tile holds a Position. */
  seatAt(position: Position): Seat | undefined;
  seat(seatId: string): Seat | undefined;
}

/** The same with all that is drawn. */
export interface DrawnWorldSpace extends WorldSpace {
  readonly world: World;
  /** Every Object that links join to one; the nearest by links first. */
  linkedTo(object: WorldObject): Iterable<WorldObject>;
}

/** The space of a World that may change under those who keep it: they always see the World as it is now. */
export class ChangingSpace implements DrawnWorldSpace {
  #now: DrawnWorldSpace;

  constructor(first: DrawnWorldSpace) {
    this.#now = first;
  }

  /** The space as it is now; it stays as it is when this one changes. */
  get now(): DrawnWorldSpace {
    return this.#now;
  }

  changeTo(next: DrawnWorldSpace): void {
    this.#now = next;
  }

  get world(): World {
    return this.#now.world;
  }
  get collision(): CollisionGrid {
    return this.#now.collision;
  }
  get zones(): ZoneIndex {
    return this.#now.zones;
  }
  get reach(): Uint8Array {
    return this.#now.reach;
  }
  get gates(): readonly Gate[] {
    return this.#now.gates;
  }
  get seats(): readonly Seat[] {
    return this.#now.seats;
  }

  gateAt(position: Position): Gate | undefined {
    return this.#now.gateAt(position);
  }
  gateAtTile(tileX: number, tileY: number): Gate | undefined {
    return this.#now.gateAtTile(tileX, tileY);
  }
  gate(gateId: string): Gate | undefined {
    return this.#now.gate(gateId);
  }
  door(doorId: string): Door | undefined {
    return this.#now.door(doorId);
  }
  doorsTo(zoneId: string): readonly Door[] {
    return this.#now.doorsTo(zoneId);
  }
  object(objectId: string): WorldObject | undefined {
    return this.#now.object(objectId);
  }
  linkedTo(object: WorldObject): Iterable<WorldObject> {
    return this.#now.linkedTo(object);
  }
  areLinked(objectId: string, otherId: string): boolean {
    return this.#now.areLinked(objectId, otherId);
  }
  seatAt(position: Position): Seat | undefined {
    return this.#now.seatAt(position);
  }
  seat(seatId: string): Seat | undefined {
    return this.#now.seat(seatId);
  }
}

/** Derives the space of a World, once. Takes long for a large Map: servers lay it out where that holds nobody up. */
export function createWorldSpace(world: World): DrawnWorldSpace {
  const linkedTo = createObjectLinks(world.objects);
  return { ...spaceOf(world, layOutWorld(world)), world, linkedTo };
}

/** The space of a World that was laid out already. */
export function spaceOf(world: WorldOutline, layout: WorldLayout): WorldSpace {
  const { width, height } = world.map;
  const gates: readonly Gate[] = [
    ...world.doors.map(({ id, bounds }) => ({ kind: 'door' as const, id, bounds })),
    ...world.passages.map(({ id, bounds }) => ({ kind: 'passage' as const, id, bounds })),
  ];
  const gateAtTile = (tileX: number, tileY: number) => {
    if (tileX < 0 || tileY < 0 || tileX >= width || tileY >= height) return undefined;
    // Most tiles have none, and an array is asked for what it does not have at length.
    const place = layout.gates[tileY * width + tileX] ?? 0;
    return place === 0 ? undefined : gates[place - 1];
  };

  const seats = world.objects.flatMap(seatsOf);
  const tileKey = ({ x, y }: Position) => Math.floor(y) * width + Math.floor(x);
  const gatesById = new Map(gates.map((gate) => [gate.id, gate]));
  const doorsById = new Map(world.doors.map((door) => [door.id, door]));
  const doorsByZone = groupBy(world.doors, (door) => door.leadsToZone);
  const groupsById = new Map(world.objects.map(({ id }, place) => [id, layout.linkGroups[place]]));
  const objectsById = new Map(world.objects.map((object) => [object.id, object]));
  const seatsById = new Map(seats.map((seat) => [seat.id, seat]));
  const seatsByTile = new Map(seats.map((seat) => [tileKey(seat.position), seat]));
  return {
    world,
    collision: createCollisionGrid(world, layout),
    zones: createZoneIndex(world, layout),
    reach: layout.reach,
    gates,
    gateAt: ({ x, y }) => gateAtTile(Math.floor(x), Math.floor(y)),
    gateAtTile,
    gate: (gateId) => gatesById.get(gateId),
    door: (doorId) => doorsById.get(doorId),
    doorsTo: (zoneId) => doorsByZone.get(zoneId) ?? [],
    object: (objectId) => objectsById.get(objectId),
    areLinked(objectId, otherId) {
      const group = groupsById.get(objectId);
      return group !== undefined && group === groupsById.get(otherId);
    },
    seats,
    seatAt: (position) => {
      const isOnMap = position.x >= 0 && position.x < width;
      return isOnMap ? seatsByTile.get(tileKey(position)) : undefined;
    },
    seat: (seatId) => seatsById.get(seatId),
  };
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
