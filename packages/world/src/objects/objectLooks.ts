import type { ObjectType } from './objectTypes.ts';

/**
 * The pictures that Objects of each type may have instead of the usual one. A look decides the picture and its size on the
 * floor, the type what people do with it.
 */
export const objectLooks = {
  Chair: [],
  LoungeChair: [],
  Sofa: [],
  Desk: [],
  Computer: [],
  MeetingTable: [],
  CoffeeTable: [],
  Whiteboard: [],
  Screen: [],
  Plant: [],
  TallPlant: [],
  HangingPlant: [],
  Lamp: [],
  Rug: [],
  Bookshelf: [],
  CoffeeMachine: [],
  WaterCooler: [],
  KitchenCounter: ['hob-counter', 'breakfast-counter'],
  PhoneBooth: [],
  ReceptionDesk: [],
  Furniture: [],
  Custom: [],
} as const satisfies Readonly<Record<ObjectType, readonly string[]>>;

/** The name of a look. */
export type ObjectLook = (typeof objectLooks)[ObjectType][number];

/** Whether Objects of a type may have a look. */
export function hasLook(type: ObjectType, look: string): look is ObjectLook {
  const looks: readonly string[] = objectLooks[type];
  return looks.includes(look);
}
