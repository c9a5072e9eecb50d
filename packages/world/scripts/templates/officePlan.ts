import { fillFloor, paintFloor, paintWalls } from '../../src/edit/drawTiles.ts';
import { drawRoom, drawZone, placeDoor } from '../../src/edit/drawZones.ts';
import type { RoomPlan } from '../../src/edit/drawZones.ts';
import { packTiles } from '../../src/edit/editableTiles.ts';
import { placeObjects, placeSpawnPoint } from '../../src/edit/placeThings.ts';
import type { EditOutcome } from '../../src/edit/sketch.ts';
import { currentFormatVersion } from '../../src/format/world.ts';
import type { Door, World, WorldObject } from '../../src/format/world.ts';
import type { Rectangle } from '../../src/geometry/rectangle.ts';
import { tilesOf } from '../../src/geometry/rectangle.ts';
import { objectKinds } from '../../src/objects/objectTypes.ts';
import type { ObjectType, Rotation } from '../../src/objects/objectTypes.ts';

/** An Object by its tile; `linked`: the places in its list of those that it is linked to. */
export interface Placed {
  readonly type: ObjectType;
  readonly x: number;
  readonly y: number;
  readonly rotation?: Rotation;
  readonly linked?: readonly number[];
  readonly more?: Partial<WorldObject>;
}

/** @param rotation degrees clockwise; at 0 the front looks towards larger y */
export function put(type: ObjectType, x: number, y: number, rotation: Rotation = 0): Placed {
  return { type, x, y, rotation };
}

export const knock: Door['access'] = { type: 'knock', allowedRoles: ['Admin', 'Editor', 'Member'] };
const open: Door['access'] = { type: 'open' };

/** A Desk with its Chair and Computer. @param side of the Desk that one sits at: `below` is towards larger y */
export function workplace(x: number, y: number, side: 'above' | 'below'): readonly Placed[] {
  const isAbove = side === 'above';
  return [
    put('Desk', x, y, isAbove ? 180 : 0),
    put('Chair', x, isAbove ? y - 1 : y + 1, isAbove ? 0 : 180),
    { ...put('Computer', x, y, isAbove ? 180 : 0), linked: [0, 1] },
  ];
}

/** Chairs that look the same way, along x. */
export function row(fromX: number, count: number, y: number, rotation: Rotation): readonly Placed[] {
  return Array.from({ length: count }, (_, place) => put('Chair', fromX + place, y, rotation));
}

/** What people do with an Object that has nothing else to say about it. */
function usedAs(type: ObjectType): Partial<WorldObject> {
  const { seats } = objectKinds[type];
  if (seats > 0) return { occupancy: seats === 1 ? 'single' : 'multiple', interaction: { action: 'sit' } };
  if (type === 'Computer')
    return { occupancy: 'single', interaction: { action: 'use', requires: ['Desk', 'Chair'] } };
  if (type === 'CoffeeMachine') return { occupancy: 'single', interaction: { action: 'use' } };
  if (type === 'Whiteboard') return { occupancy: 'multiple', interaction: { action: 'use' } };
  return {};
}

export interface TemplatePlan {
  readonly worldId: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly floor: string;
  readonly groundZone: World['groundZone'];
}

/** A template in the making, drawn with the operations of Build Mode, so that nothing in it is other than one can build. */
export class OfficePlan {
  #world: World;
  readonly #counts = new Map<string, number>();
  /** Ids count up, so that a template that is written again differs only where its plan does. */
  readonly #newId = (kind: string): string => {
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    return `${kind}-${number}`;
  };

  constructor({ worldId, name, width, height, floor, groundZone }: TemplatePlan) {
    const moment = '2025-01-01T00:00:00Z';
    const size = width * height;
    this.#world = {
      formatVersion: currentFormatVersion,
      worldId,
      workspaceId: 'atrium',
      version: '1.0.0',
      meta: { name, createdAt: moment, updatedAt: moment, createdBy: 'Atrium' },
      map: {
        tileSet: 'office',
        width,
        height,
        layers: [
          { id: 'floor', tiles: new Array<string>(size).fill(floor) },
          { id: 'walls', tiles: new Array<null>(size).fill(null) },
        ],
      },
      groundZone,
      zones: [],
      doors: [],
      passages: [],
      objects: [],
      // Until the first own one is there.
      spawnPoints: [{ id: 'drawing', position: { x: 1, y: 1 } }],
    };
    this.#ring({ x: 0, y: 0, width, height });
  }

  /** The outer walls: windows in pairs, as far from corners as from each other. */
  #ring({ width, height }: Rectangle): void {
    const edge = [...tilesOf({ x: 0, y: 0, width, height })].filter(
      ({ x, y }) => x === 0 || y === 0 || x === width - 1 || y === height - 1,
    );
    this.#do((world) => paintWalls(world, edge, 'wall'));
    const windows = edge.filter(({ x, y }) => {
      const isAlongX = y === 0 || y === height - 1;
      const [along, length] = isAlongX ? [x, width] : [y, height];
      return along > 1 && along < length - 2 && along % 4 >= 2;
    });
    this.#do((world) => paintWalls(world, windows, 'window'));
  }

  /** @param doors places in its walls; the access of all of them */
  room(
    plan: Omit<RoomPlan, 'door'>,
    doors: readonly { readonly x: number; readonly y: number }[],
    access = open,
  ): void {
    this.#do((world) => drawRoom(world, plan, this.#newId));
    for (const at of doors)
      this.#do((world) => placeDoor(world, { ...at, width: 1, height: 1 }, access, this.#newId));
  }

  zone(zone: Parameters<typeof drawZone>[1]): void {
    this.#do((world) => drawZone(world, zone, this.#newId));
  }

  floor(area: Rectangle, floor: string): void {
    this.#do((world) => paintFloor(world, tilesOf(area), floor));
  }

  /** Up to walls. */
  fill(x: number, y: number, floor: string): void {
    this.#do((world) => fillFloor(world, { x, y }, floor));
  }

  wall(area: Rectangle, wall: string | null): void {
    this.#do((world) => paintWalls(world, tilesOf(area), wall));
  }

  /** Links count within the Objects that are placed together. */
  place(...objects: readonly Placed[]): void {
    const placed = objects.map(({ type, x, y, rotation = 0, linked = [], more = {} }) => ({
      type,
      position: { x, y },
      rotation,
      ...usedAs(type),
      ...more,
      linkedTo: linked,
    }));
    this.#do((world) => placeObjects(world, placed, this.#newId));
  }

  spawn(name: string, x: number, y: number): void {
    this.#do((world) => placeSpawnPoint(world, { x, y }, name, this.#newId));
  }

  /** The finished World. */
  done(): World {
    const spawnPoints = this.#world.spawnPoints.filter(({ id }) => id !== 'drawing');
    return packTiles({ ...this.#world, spawnPoints });
  }

  /** @throws Error where a plan asks for what Build Mode refuses */
  #do(operation: (world: World) => EditOutcome): void {
    const outcome = operation(this.#world);
    if (!outcome.ok) throw new Error(`${this.#world.meta.name}: ${outcome.refusal}`);
    this.#world = outcome.world;
  }
}
