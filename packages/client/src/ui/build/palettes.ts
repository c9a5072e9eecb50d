import type { ObjectType, World, ZoneType } from '@atrium/world';
import type { ToolChoices } from '../../build/tools.ts';

/** Tile names that are drawn each in their own way. */
export const floorChoices = ['oak', 'wood', 'carpet', 'stone', 'tile'] as const;
export type FloorChoice = (typeof floorChoices)[number];
export const wallChoices = ['wall', 'window', 'glass'] as const;
export type WallChoice = (typeof wallChoices)[number];

/** Objects as one looks for them. */
export const objectGroups = {
  work: ['Desk', 'Computer', 'Chair', 'Bookshelf', 'PhoneBooth', 'ReceptionDesk'],
  meet: ['MeetingTable', 'Whiteboard', 'Screen'],
  relax: ['Sofa', 'LoungeChair', 'CoffeeTable', 'Rug'],
  kitchen: ['KitchenCounter', 'CoffeeMachine', 'WaterCooler'],
  decor: ['Plant', 'TallPlant', 'HangingPlant', 'Lamp'],
} as const satisfies Readonly<Record<string, readonly ObjectType[]>>;
export type ObjectGroup = keyof typeof objectGroups;

export const firstChoices: ToolChoices = {
  object: 'Desk',
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
