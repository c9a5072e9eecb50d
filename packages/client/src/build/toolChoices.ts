import type {
  ColourName,
  Door,
  ObjectLook,
  ObjectType,
  Rotation,
  WorldObject,
  ZoneType,
} from '@atrium/world';
import type { FurnitureSet, RoomDesign } from './furnishedRooms.ts';

export const toolNames = [
  'select',
  'room',
  'wall',
  'floor',
  'zone',
  'door',
  'object',
  'link',
  'spawn',
  'erase',
  'pick',
] as const;
export type ToolName = (typeof toolNames)[number];

/** What a new Object says of its image. */
export type ChosenImage = Pick<WorldObject, 'footprint' | 'placement' | 'collision' | 'image'> & {
  readonly asset: string;
};

/** What is chosen beforehand for the next gesture of each tool. */
export interface ToolChoices {
  readonly object: ObjectType;
  readonly look: ObjectLook | undefined;
  readonly colour: ColourName | undefined;
  /** An image in place of the picture of that type. */
  readonly image: ChosenImage | undefined;
  /** Objects that come together, instead of a single one. */
  readonly furnitureSet: FurnitureSet | undefined;
  readonly rotation: Rotation;
  /** Tile names; of a floor, it may be the file name of an image. */
  readonly floor: string;
  readonly wall: string;
  readonly zoneType: ZoneType;
  /** Whether a rectangle becomes a Zone, or adds to the selected one, or takes away from it. */
  readonly zonePart: 'new' | 'add' | 'subtract';
  /** A room with its furniture; `undefined`: an empty one of any size. */
  readonly design: RoomDesign | undefined;
  /** Of a room: what a new one is called. */
  readonly zoneName: string;
  readonly door: Door['access'];
}
