import type { Facing } from '../geometry/facing.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import { lookSizes } from './lookSizes.ts';

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
  'Furniture',
  'Custom',
] as const;
export type ObjectType = (typeof objectTypes)[number];

export const placements = ['floor', 'flat', 'surface'] as const;

/** What Objects that look alike have in common. */
export interface ObjectKind {
  /** Tiles along x at rotation 0. */
  readonly width: number;
  /** Tiles along y at rotation 0. */
  readonly depth: number;
  /** `floor` stands on the floor, `flat` lies on it, `surface` stands on another Object. */
  readonly placement: (typeof placements)[number];
  /** People who can sit on it, one on each tile of its footprint; 0 where it is no seat. */
  readonly seats: number;
  /** Whether people walk around it. */
  readonly blocks: boolean;
}

const floor = (width: number, depth: number, seats = 0): ObjectKind => ({
  width,
  depth,
  placement: 'floor',
  seats,
  blocks: true,
});
const elsewhere = (placement: 'flat' | 'surface', width = 1, depth = 1): ObjectKind => ({
  width,
  depth,
  placement,
  seats: 0,
  blocks: false,
});

/** What Objects of a type are while they have no look of their own. */
export const objectKinds: Readonly<Record<ObjectType, ObjectKind>> = {
  Chair: floor(1, 1, 1),
  LoungeChair: floor(1, 1, 1),
  Sofa: floor(2, 1, 2),
  Desk: floor(2, 1),
  Computer: elsewhere('surface'),
  MeetingTable: floor(4, 2),
  CoffeeTable: floor(1, 1),
  Whiteboard: floor(2, 1),
  Screen: floor(2, 1),
  Plant: floor(1, 1),
  TallPlant: floor(1, 1),
  HangingPlant: elsewhere('surface'),
  Lamp: floor(1, 1),
  Rug: elsewhere('flat', 4, 3),
  Bookshelf: floor(2, 1),
  CoffeeMachine: elsewhere('surface'),
  WaterCooler: floor(1, 1),
  KitchenCounter: floor(2, 1),
  PhoneBooth: floor(1, 1),
  ReceptionDesk: floor(3, 1),
  Furniture: floor(2, 1),
  Custom: floor(1, 1),
};

/** What of an Object decides what it is and which tiles it takes. */
export interface PlacedObject {
  readonly type: ObjectType;
  readonly look?: string | undefined;
  readonly position: { readonly x: number; readonly y: number };
  readonly rotation: Rotation;
  /** Of a `Custom` Object. */
  readonly footprint?: { readonly width: number; readonly depth: number } | undefined;
  readonly placement?: ObjectKind['placement'] | undefined;
  readonly collision?: boolean | undefined;
}

/** What an Object is: by its type, by its look where that has another size than usual, or as it says of itself. */
export function kindOf({
  type,
  look,
  footprint,
  placement = 'floor',
  collision = true,
}: Omit<PlacedObject, 'position' | 'rotation'>): ObjectKind {
  if (type === 'Custom') {
    const { width, depth } = footprint ?? objectKinds.Custom;
    return { width, depth, placement, seats: 0, blocks: placement === 'floor' && collision };
  }
  const kind = objectKinds[type];
  const size = look === undefined ? undefined : lookSizes[look];
  if (size?.[0] !== type) return kind;
  const [, width, depth, placed = kind.placement] = size;
  const seats = kind.seats === 0 ? 0 : width * depth;
  return { width, depth, placement: placed, seats, blocks: placed === 'floor' };
}

/** The tiles an Object takes; its position is the one with the smallest x and y, whatever its rotation. */
export function footprintOf(object: PlacedObject): Rectangle {
  const kind = kindOf(object);
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
