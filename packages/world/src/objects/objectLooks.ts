import type { ObjectType } from './objectTypes.ts';

/**
 * The pictures that Objects of each type may have instead of the usual one. A look decides the picture and its size on the
 * floor, the type what people do with it.
 */
export const objectLooks = {
  Chair: ['wooden-chair', 'shell-chair', 'stool', 'conference-chair'],
  LoungeChair: ['beanbag', 'pouf', 'wing-chair'],
  Sofa: ['three-seater', 'bench', 'daybed'],
  Desk: ['small-desk', 'long-desk', 'trestle-desk', 'standing-desk'],
  Computer: ['laptop', 'two-screens'],
  MeetingTable: ['round-table', 'small-table', 'long-table', 'high-table'],
  CoffeeTable: ['square-coffee-table', 'glass-coffee-table', 'side-table'],
  Whiteboard: ['flip-chart', 'pin-board'],
  Screen: [],
  Plant: ['cactus', 'flowers', 'snake-plant'],
  TallPlant: ['palm', 'fig-tree', 'bamboo'],
  HangingPlant: ['vase', 'succulent'],
  Lamp: ['arc-lamp', 'paper-lamp', 'desk-lamp'],
  Rug: ['round-rug', 'small-rug', 'runner', 'doormat'],
  Bookshelf: ['low-shelf', 'cube-shelf', 'narrow-shelf'],
  CoffeeMachine: ['filter-machine', 'kettle'],
  WaterCooler: ['drinking-fountain'],
  KitchenCounter: ['hob-counter', 'breakfast-counter', 'plain-counter', 'kitchen-island'],
  PhoneBooth: ['double-booth'],
  ReceptionDesk: ['bar', 'lectern'],
  Furniture: [
    'fridge',
    'locker',
    'filing-cabinet',
    'partition',
    'coat-rack',
    'waste-bin',
    'printer',
    'vending-machine',
    'piano',
    'table-football',
    'table-tennis',
    'pool-table',
    'planter',
    'aquarium',
    'fireplace',
    'column',
    'crate',
    'easel',
    'sculpture',
    'arcade-machine',
    'globe',
    'fruit-bowl',
    'books',
  ],
  Custom: [],
} as const satisfies Readonly<Record<ObjectType, readonly string[]>>;

/** The name of a look. */
export type ObjectLook = (typeof objectLooks)[ObjectType][number];

/** Whether Objects of a type may have a look. */
export function hasLook(type: ObjectType, look: string): look is ObjectLook {
  const looks: readonly string[] = objectLooks[type];
  return looks.includes(look);
}
