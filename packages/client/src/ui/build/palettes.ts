import { hasLook, objectTypes } from '@atrium/world';
import type { ObjectLook, ObjectType, World, ZoneType } from '@atrium/world';
import type { ToolChoices } from '../../build/tools.ts';

/** Tile names that are drawn each in their own way. */
export const floorChoices = [
  ...(['oak', 'walnut', 'wood', 'herringbone', 'carpet', 'sisal', 'cork', 'rubber', 'stone'] as const),
  ...(['slate', 'marble', 'terrazzo', 'concrete', 'tile', 'checker', 'brick', 'grass'] as const),
] as const;
export type FloorChoice = (typeof floorChoices)[number];
export const wallChoices = ['wall', 'half-wall', 'window', 'tall-window', 'glass'] as const;
export type WallChoice = (typeof wallChoices)[number];

/** Objects as one looks for them: a look by its name, or a type where it looks as usual. */
export const objectGroups = {
  work: [
    ...['Desk', 'small-desk', 'long-desk', 'trestle-desk', 'standing-desk'],
    ...['Computer', 'laptop', 'two-screens', 'Chair', 'wooden-chair', 'shell-chair', 'stool'],
    ...['PhoneBooth', 'double-booth', 'ReceptionDesk', 'partition', 'printer', 'waste-bin'],
  ],
  storage: [
    ...['Bookshelf', 'low-shelf', 'cube-shelf', 'narrow-shelf', 'Furniture', 'filing-cabinet'],
    ...['locker', 'coat-rack', 'crate'],
  ],
  meet: [
    ...['MeetingTable', 'round-table', 'small-table', 'long-table', 'conference-chair'],
    ...['Whiteboard', 'flip-chart', 'pin-board', 'Screen', 'lectern'],
  ],
  relax: [
    ...['Sofa', 'three-seater', 'bench', 'daybed', 'LoungeChair', 'wing-chair', 'beanbag', 'pouf'],
    ...['CoffeeTable', 'square-coffee-table', 'glass-coffee-table', 'side-table'],
    ...['Rug', 'round-rug', 'small-rug', 'runner', 'doormat', 'fireplace', 'piano', 'table-football'],
    ...['table-tennis', 'pool-table', 'arcade-machine'],
  ],
  kitchen: [
    ...['KitchenCounter', 'hob-counter', 'breakfast-counter', 'plain-counter', 'kitchen-island'],
    ...['CoffeeMachine', 'filter-machine', 'kettle', 'WaterCooler', 'drinking-fountain', 'fridge'],
    ...['vending-machine', 'high-table', 'bar', 'fruit-bowl'],
  ],
  decor: [
    ...['Plant', 'cactus', 'flowers', 'snake-plant', 'TallPlant', 'palm', 'fig-tree', 'bamboo'],
    ...['HangingPlant', 'vase', 'succulent', 'planter', 'Lamp', 'arc-lamp', 'paper-lamp', 'desk-lamp'],
    ...['aquarium', 'column', 'easel', 'sculpture', 'globe', 'books'],
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The type and look that a name of the groups stands for. @throws RangeError for a name that stands for none */
export function appearanceOf(name: string): {
  readonly type: ObjectType;
  readonly look: ObjectLook | undefined;
} {
  for (const type of objectTypes) {
    if (type === name) return { type, look: undefined };
    if (hasLook(type, name)) return { type, look: name };
  }
  throw new RangeError(`No Object is called ${name}.`);
}
export type ObjectGroup = keyof typeof objectGroups;

export const firstChoices: ToolChoices = {
  object: 'Desk',
  look: undefined,
  colour: undefined,
  image: undefined,
  furnitureSet: undefined,
  rotation: 0,
  floor: 'oak',
  wall: 'wall',
  zoneType: 'MeetingRoom',
  zonePart: 'new',
  design: undefined,
  zoneName: '',
  door: { type: 'open' },
};

/** A name that no Zone has yet. @param numbered how a name with a number is written */
export function freeZoneName({ zones }: World, numbered: (number: number) => string): string {
  const taken = new Set(zones.map(({ name }) => name));
  for (let number = 1; ; number++) {
    const name = numbered(number);
    if (!taken.has(name)) return name;
  }
}

export const zoneColours: Readonly<Record<ZoneType, string>> = {
  OpenArea: 'var(--color-open-area)',
  TeamArea: 'var(--color-team-area)',
  MeetingRoom: 'var(--color-meeting-room)',
  PrivateRoom: 'var(--color-private-room)',
};
