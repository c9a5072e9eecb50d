import type { Facing } from '../geometry/facing.ts';
import type { Rectangle } from '../geometry/rectangle.ts';

/** Quarter turns clockwise, in degrees. At 0 an Object faces SW on the screen (towards larger y). */
export const rotations = [0, 90, 180, 270] as const;
export type Rotation = (typeof rotations)[number];

export const objectTypes = [
  'Chair',
  'LoungeChair',
  'Sofa',
  'Desk',
  'Computer',
  'MeetingTable',
  'CoffeeTable',
  'Whiteboard',
  'Screen',
  'Plant',
  'TallPlant',
  'HangingPlant',
  'Lamp',
  'Rug',
  'Bookshelf',
  'CoffeeMachine',
  'WaterCooler',
  'KitchenCounter',
  'PhoneBooth',
  'ReceptionDesk',
] as const;
export type ObjectType = (typeof objectTypes)[number];

/** What every Object of a type has in common. */
export interface ObjectKind {
  /** Tiles along x at rotation 0. */
  readonly width: number;
  /** Tiles along y at rotation 0. */
  readonly depth: number;
  /** `floor` stands on the floor and blocks, `flat` lies on it, `surface` stands on another Object. */
  readonly placement: 'floor' | 'flat' | 'surface';
  /** People who can sit on it, one on each tile of its footprint; 0 where it is no seat. */
  readonly seats: number;
}

const floor = (width: number, depth: number, seats = 0): ObjectKind => ({
  width,
  depth,
  placement: 'floor',
  seats,
});

export const objectKinds: Readonly<Record<ObjectType, ObjectKind>> = {
  Chair: floor(1, 1, 1),
  LoungeChair: floor(1, 1, 1),
  Sofa: floor(2, 1, 2),
  Desk: floor(2, 1),
  Computer: { width: 1, depth: 1, placement: 'surface', seats: 0 },
  MeetingTable: floor(4, 2),
  CoffeeTable: floor(1, 1),
  Whiteboard: floor(2, 1),
  Screen: floor(2, 1),
  Plant: floor(1, 1),
  TallPlant: floor(1, 1),
  HangingPlant: { width: 1, depth: 1, placement: 'surface', seats: 0 },
  Lamp: floor(1, 1),
  Rug: { width: 4, depth: 3, placement: 'flat', seats: 0 },
  Bookshelf: floor(2, 1),
  CoffeeMachine: { width: 1, depth: 1, placement: 'surface', seats: 0 },
  WaterCooler: floor(1, 1),
  KitchenCounter: floor(2, 1),
  PhoneBooth: floor(1, 1),
  ReceptionDesk: floor(3, 1),
};

/** What of an Object decides which tiles it takes. */
export interface PlacedObject {
  readonly type: ObjectType;
  readonly position: { readonly x: number; readonly y: number };
  readonly rotation: Rotation;
}

/** The tiles an Object takes; its position is the one with the smallest x and y, whatever its rotation. */
export function footprintOf(object: PlacedObject): Rectangle {
  const kind = objectKinds[object.type];
  const turned = object.rotation === 90 || object.rotation === 270;
  return {
    x: object.position.x,
    y: object.position.y,
    width: turned ? kind.depth : kind.width,
    height: turned ? kind.width : kind.depth,
  };
}

const facingOfRotation: Readonly<Record<Rotation, Facing>> = { 0: 'SW', 90: 'NW', 180: 'NE', 270: 'SE' };

/** Where the front of an Object looks; who sits on a seat looks the same way. */
export function facingOf(object: Pick<PlacedObject, 'rotation'>): Facing {
  return facingOfRotation[object.rotation];
}
