import type { ObjectType } from '@atrium/world';
import { computerParts, lampParts, phoneBoothParts, screenParts } from './electronics.ts';
import { bookshelfParts, rugParts, whiteboardParts } from './furnishings.ts';
import { coffeeMachineParts, kitchenCounterParts, waterCoolerParts } from './kitchen.ts';
import { hangingPlantParts, plantParts, tallPlantParts } from './plants.ts';
import { chairParts, loungeChairParts, sofaParts } from './seats.ts';
import type { Part } from './solid.ts';
import { coffeeTableParts, deskParts, meetingTableParts, receptionDeskParts } from './tables.ts';

const builders: Readonly<Record<ObjectType, (seed: number) => Part[]>> = {
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
};

/** What an Object is made of, at rotation 0. */
export function partsOf(type: ObjectType, seed: number): Part[] {
  return builders[type](seed);
}
