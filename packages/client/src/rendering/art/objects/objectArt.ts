import { kindOf } from '@atrium/world';
import type { ColourName, ObjectKind, ObjectType, PlacedObject, objectLooks } from '@atrium/world';
import { computerParts, lampParts, phoneBoothParts, screenParts } from './electronics.ts';
import { cabinetParts } from './cabinet.ts';
import { bookshelfParts, rugParts, whiteboardParts } from './furnishings.ts';
import {
  breakfastCounterParts,
  coffeeMachineParts,
  hobCounterParts,
  kitchenCounterParts,
  waterCoolerParts,
} from './kitchen.ts';
import { colours } from './objectColours.ts';
import type { ObjectArt } from './objectStyle.ts';
import { hangingPlantParts, plantParts, tallPlantParts } from './plants.ts';
import { chairParts, loungeChairParts, sofaParts } from './seats.ts';
import { box } from './solid.ts';
import type { Part } from './solid.ts';
import { coffeeTableParts, deskParts, meetingTableParts, receptionDeskParts } from './tables.ts';

/** What of an Object decides how it looks, but for its place. */
export type Appearance = Omit<PlacedObject, 'position'> & {
  readonly colour?: ColourName | undefined;
  readonly variant?: number | undefined;
};

/** The looks of each type that are drawn by their own art, but for those that a first picture has. */
export type LookArt = {
  readonly [Type in ObjectType]: Readonly<
    Record<Exclude<(typeof objectLooks)[Type][number], keyof typeof firstLooks>, ObjectArt>
  >;
};

const usualArt: Readonly<Record<ObjectType, ObjectArt>> = {
  Chair: chairParts,
  LoungeChair: loungeChairParts,
  Sofa: sofaParts,
  Desk: deskParts,
  Computer: computerParts,
  MeetingTable: meetingTableParts,
  CoffeeTable: coffeeTableParts,
  Whiteboard: whiteboardParts,
  Screen: screenParts,
  Plant: plantParts,
  TallPlant: tallPlantParts,
  HangingPlant: hangingPlantParts,
  Lamp: lampParts,
  Rug: rugParts,
  Bookshelf: bookshelfParts,
  CoffeeMachine: coffeeMachineParts,
  WaterCooler: waterCoolerParts,
  KitchenCounter: kitchenCounterParts,
  PhoneBooth: phoneBoothParts,
  ReceptionDesk: receptionDeskParts,
  Furniture: cabinetParts,
  // Drawn by its footprint.
  Custom: () => [],
};

/** Shown instead of an image that is missing. */
function placeholderParts({ width, depth, placement }: ObjectKind): Part[] {
  const height = placement === 'flat' ? 0.8 : 14;
  return [box({ x: [0.08, width - 0.08], y: [0.08, depth - 0.08], z: [0, height] }, 0xcfcac0)];
}

/** Looks that have been there from the beginning. */
const firstLooks = {
  'hob-counter': hobCounterParts,
  'breakfast-counter': breakfastCounterParts,
} as const;

/** Whether a look is drawn by what a first picture has. */
export function isFirstLook(look: string): boolean {
  return Object.hasOwn(firstLooks, look);
}

/**
 * What an Object is made of, at rotation 0.
 *
 * @param more the art of all looks; `undefined` while it has not arrived
 * @returns nothing for a look that has not arrived
 */
export function partsOf(object: Appearance, more: LookArt | undefined): Part[] {
  const { type, look, colour, variant = 0 } = object;
  if (type === 'Custom') return placeholderParts(kindOf(object));
  const style = { colour: colour && colours[colour], seed: variant };
  if (look === undefined) return usualArt[type](style);
  const first: Readonly<Partial<Record<string, ObjectArt>>> = type === 'KitchenCounter' ? firstLooks : {};
  const others: Readonly<Partial<Record<string, ObjectArt>>> | undefined = more?.[type];
  const art = first[look] ?? others?.[look] ?? (more && usualArt[type]);
  return art?.(style) ?? [];
}
