import {
  copyFragment,
  currentFormatVersion,
  drawRoom,
  placeObjects,
  selectRoom,
  turnFragment,
} from '@atrium/world';
import type {
  Door,
  EditOutcome,
  ObjectType,
  Position,
  Rotation,
  World,
  WorldFragment,
  Zone,
  ZoneType,
} from '@atrium/world';

export const roomDesigns = [
  'oneToOne',
  'meeting6',
  'meeting12',
  'focus',
  'teamBay',
  'kitchen',
  'lounge',
  'library',
] as const;
export type RoomDesign = (typeof roomDesigns)[number];
export const furnitureSets = ['deskSet'] as const;
export type FurnitureSet = (typeof furnitureSets)[number];

/** An Object to be placed, linked to others by their places in the same list. */
export type ObjectToPlace = Parameters<typeof placeObjects>[1][number];

/** An Object, by the tile from the outer corner of the room, and the places in the list of those that it is linked to. */
type Placed = readonly [
  type: ObjectType,
  x: number,
  y: number,
  rotation?: Rotation,
  linkedTo?: readonly number[],
];

interface Design {
  /** With the walls. */
  readonly width: number;
  readonly height: number;
  readonly type: ZoneType;
  readonly overrides?: Zone['overrides'];
  readonly floor: string;
  readonly wall: string;
  /** In the wall towards larger y. */
  readonly doorX: number;
  readonly access: Door['access'];
  readonly objects: readonly Placed[];
}

const open: Door['access'] = { type: 'open' };
const knock: Door['access'] = { type: 'knock', allowedRoles: ['Admin', 'Editor', 'Member'] };

/** A Desk with its Chair and Computer; `first`: the place of the Desk in the list. */
const deskSet = (first: number, x: number, y: number, isChairBehind: boolean): readonly Placed[] => [
  ['Desk', x, y, isChairBehind ? 180 : 0],
  ['Chair', x, isChairBehind ? y - 1 : y + 1, isChairBehind ? 0 : 180],
  ['Computer', x, y, isChairBehind ? 180 : 0, [first, first + 1]],
];

const designs: Readonly<Record<RoomDesign, Design>> = {
  oneToOne: {
    ...{ width: 5, height: 5, type: 'PrivateRoom', floor: 'carpet', wall: 'glass', doorX: 2, access: knock },
    objects: [
      ['CoffeeTable', 2, 1],
      ['LoungeChair', 1, 1, 270],
      ['LoungeChair', 3, 1, 90],
      ['Plant', 3, 3],
    ],
  },
  meeting6: {
    ...{ width: 10, height: 8, type: 'MeetingRoom', floor: 'carpet', wall: 'glass', doorX: 2, access: open },
    objects: [
      ['MeetingTable', 3, 3],
      ['Chair', 4, 2, 0],
      ['Chair', 5, 2, 0],
      ['Chair', 4, 5, 180],
      ['Chair', 5, 5, 180],
      ['Chair', 2, 3, 270],
      ['Chair', 7, 4, 90],
      ['Screen', 4, 1],
      ['Whiteboard', 1, 1],
      ['Plant', 8, 1],
    ],
  },
  meeting12: {
    ...{ width: 14, height: 8, type: 'MeetingRoom', floor: 'carpet', wall: 'glass', doorX: 2, access: open },
    objects: [
      ['MeetingTable', 3, 3],
      ['MeetingTable', 7, 3],
      ...[4, 5, 7, 8, 9].flatMap((x): Placed[] => [
        ['Chair', x, 2, 0],
        ['Chair', x, 5, 180],
      ]),
      ['Chair', 2, 3, 270],
      ['Chair', 11, 4, 90],
      ['Screen', 9, 1],
      ['Whiteboard', 1, 1],
      ['Plant', 12, 1],
      ['TallPlant', 12, 6],
    ],
  },
  focus: {
    ...{ width: 5, height: 4, type: 'PrivateRoom', floor: 'carpet', wall: 'wall', doorX: 2, access: knock },
    objects: [...deskSet(0, 1, 1, false), ['Plant', 3, 1]],
  },
  teamBay: {
    ...{ width: 9, height: 7, type: 'TeamArea', floor: 'oak', wall: 'glass', doorX: 4, access: open },
    objects: [
      ...deskSet(0, 2, 2, true),
      ...deskSet(3, 2, 3, false),
      ...deskSet(6, 5, 2, true),
      ...deskSet(9, 5, 3, false),
      ['Plant', 7, 5],
    ],
  },
  kitchen: {
    ...{ width: 8, height: 9, type: 'OpenArea', floor: 'tile', wall: 'wall', doorX: 1, access: open },
    objects: [
      ['KitchenCounter', 1, 1],
      ['KitchenCounter', 3, 1],
      ['CoffeeMachine', 1, 1],
      ['WaterCooler', 6, 1],
      ['MeetingTable', 2, 4],
      ['Chair', 3, 3, 0],
      ['Chair', 4, 3, 0],
      ['Chair', 3, 6, 180],
      ['Chair', 4, 6, 180],
    ],
  },
  lounge: {
    ...{ width: 8, height: 7, type: 'OpenArea', floor: 'wood', wall: 'glass', doorX: 3, access: open },
    objects: [
      ['Rug', 2, 2],
      ['Sofa', 3, 2, 0],
      ['CoffeeTable', 3, 3],
      ['LoungeChair', 2, 3, 270],
      ['LoungeChair', 5, 3, 90],
      ['Lamp', 1, 1],
      ['TallPlant', 6, 1],
    ],
  },
  library: {
    ...{ width: 8, height: 6, type: 'OpenArea', floor: 'wood', wall: 'wall', doorX: 3, access: open },
    overrides: { audio: 'off' },
    objects: [
      ['Bookshelf', 1, 1],
      ['Bookshelf', 3, 1],
      ['Bookshelf', 5, 1],
      ['LoungeChair', 2, 3, 270],
      ['CoffeeTable', 3, 3],
      ['LoungeChair', 4, 3, 90],
      ['Lamp', 6, 3],
    ],
  },
};

/** What the room tool goes on with: a furnished room and whom its Door usually lets in, or an empty one. */
export function choicesOfDesign(design: RoomDesign | undefined): {
  readonly design: RoomDesign | undefined;
  readonly door: Door['access'];
} {
  return { design, door: design === undefined ? open : designs[design].access };
}

/** @param turns quarters, clockwise. @returns a furnished room, ready to be pasted */
export function furnishedRoom(
  design: RoomDesign,
  { name, access, turns }: { readonly name: string; readonly access: Door['access']; readonly turns: number },
): WorldFragment {
  let fragment = fragmentOf({ ...designs[design], access }, name);
  for (let turned = 0; turned < turns; turned++) fragment = turnFragment(fragment);
  return fragment;
}

const sets: Readonly<Record<FurnitureSet, readonly Placed[]>> = { deskSet: deskSet(0, 0, 0, false) };

/** @param turns quarters, clockwise. @returns Objects that come together, the corner of them all at 0, 0 */
export function furnitureOfSet(set: FurnitureSet, turns: number): readonly ObjectToPlace[] {
  let number = 0;
  const newId = (kind: string) => `${kind}-${++number}`;
  const world = done(placeObjects(emptyWorld(4, 4), sets[set].map(objectOf), newId));
  let fragment = copyFragment(world, { ids: new Set(world.objects.map(({ id }) => id)) });
  if (fragment === undefined) throw new Error(`The set ${set} has nothing in it.`);
  for (let turned = 0; turned < turns; turned++) fragment = turnFragment(fragment);
  const ids = fragment.objects.map(({ id }) => id);
  return fragment.objects.map(({ id, linkedObjects = [], ...object }) => ({
    ...object,
    linkedTo: linkedObjects.map((other) => ids.indexOf(other)),
  }));
}

function fragmentOf(design: Design, name: string): WorldFragment {
  const { width, height, type, overrides, floor, wall, doorX, access, objects } = design;
  let number = 0;
  const newId = (kind: string) => `${kind}-${++number}`;
  const room = done(
    drawRoom(
      emptyWorld(width, height),
      {
        bounds: { x: 0, y: 0, width, height },
        zone: { name, type, ...(overrides === undefined ? {} : { overrides }) },
        floor,
        wall,
        door: { at: { x: doorX, y: height - 1 }, access },
      },
      newId,
    ),
  );
  const furnished = done(placeObjects(room, objects.map(objectOf), newId));
  const [zone] = furnished.zones;
  const selection = zone && selectRoom(furnished, zone.id);
  const fragment = selection && copyFragment(furnished, selection);
  if (fragment === undefined) throw new Error(`The room ${name} has nothing in it.`);
  return fragment;
}

function objectOf([type, x, y, rotation = 0, linkedTo = []]: Placed) {
  const position: Position = { x, y };
  return { type, position, rotation, ...(linkedTo.length === 0 ? {} : { linkedTo }) };
}

/** @throws Error where a design does not fit into its own room */
function done(outcome: EditOutcome): World {
  if (!outcome.ok) throw new Error(`A furnished room cannot be made: ${outcome.refusal}.`);
  return outcome.world;
}

/** Bare ground that a room is drawn on, to be cut out of it. */
function emptyWorld(width: number, height: number): World {
  const tiles = new Array<null>(width * height).fill(null);
  const moment = '1970-01-01T00:00:00Z';
  return {
    formatVersion: currentFormatVersion,
    worldId: 'rooms',
    workspaceId: 'rooms',
    version: '1.0.0',
    meta: { name: 'Rooms', createdAt: moment, updatedAt: moment, createdBy: 'Atrium' },
    map: {
      tileSet: 'office',
      width,
      height,
      layers: [
        { id: 'floor', tiles },
        { id: 'walls', tiles: [...tiles] },
      ],
    },
    groundZone: { id: 'ground', name: 'Ground' },
    zones: [],
    doors: [],
    passages: [],
    objects: [],
    spawnPoints: [{ id: 'start', position: { x: 0, y: 0 } }],
  };
}
