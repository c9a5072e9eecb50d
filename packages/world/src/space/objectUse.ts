import type { WorldObject } from '../format/world.ts';
import { distanceToRectangle } from '../geometry/rectangle.ts';
import type { Position } from '../geometry/units.ts';
import type { DrawnWorldSpace, WorldSpace } from './worldSpace.ts';
import { footprintOf, objectKinds } from '../objects/objectTypes.ts';
import type { Seat } from '../layout/seats.ts';
import { seatsOf } from '../layout/seats.ts';

/** An Object is used from this far at most: from an Avatar's centre to the edge of the Object's footprint, in tiles. */
export const useReachTiles = 1.25;

/** What somebody can do with an Object. */
export type ObjectPurpose =
  | { readonly kind: 'sit' }
  /** @property address of a web page that opens beside the World */
  | { readonly kind: 'page'; readonly address: string }
  /** The shared drawing board of the Zone. */
  | { readonly kind: 'board' }
  /** The start page of the office: who is in, and links that an Admin has set. */
  | { readonly kind: 'start' }
  /** Nothing opens: one just uses it, as a CoffeeMachine. */
  | { readonly kind: 'plain' };

/** `undefined` where an Object just stands there. */
export function purposeOf({
  type,
  interaction,
}: Pick<WorldObject, 'type' | 'interaction'>): ObjectPurpose | undefined {
  if (objectKinds[type].seats > 0) return { kind: 'sit' };
  if (interaction?.opens !== undefined) return { kind: 'page', address: interaction.opens };
  if (type === 'Whiteboard') return { kind: 'board' };
  if (interaction === undefined) return undefined;
  return { kind: type === 'Computer' ? 'start' : 'plain' };
}

/**
 * Whether one person at a time can use an Object; where its World file does not say, a seat and a Computer are for one. A
 * drawing board is for everybody, whatever its World file says.
 */
export function isForOne(object: Pick<WorldObject, 'type' | 'occupancy' | 'interaction'>): boolean {
  const { type, occupancy } = object;
  if (purposeOf(object)?.kind === 'board') return false;
  if (occupancy !== undefined) return occupancy === 'single';
  return type === 'Computer' || objectKinds[type].seats > 0;
}

/** Whether somebody who stands or sits at a Position can reach an Object. */
export function isInReach(object: WorldObject, position: Position): boolean {
  return distanceToRectangle(footprintOf(object), position) <= useReachTiles;
}

/** The Zone whose people can use an Object: where the tile of its position lies. */
export function zoneIdOfObject(space: WorldSpace, { position }: Pick<WorldObject, 'position'>): string {
  return space.zones.at({ x: position.x + 0.5, y: position.y + 0.5 }).id;
}

/** Whether one has to sit to use an Object. */
export function needsSeat(object: WorldObject): boolean {
  const required = object.interaction?.requires ?? [];
  return object.type === 'Computer' || required.some((type) => objectKinds[type].seats > 0);
}

/** Whether an Object that needs a seat is used from this one: a Computer from a Chair that is linked to it or to its Desk. */
export function isSeatToUse(space: WorldSpace, object: WorldObject, { objectId }: Seat): boolean {
  return objectId !== object.id && space.areLinked(object.id, objectId);
}

/** The seats that an Object is used from, those linked to it most closely first; `undefined` where one need not sit. */
export function seatsToUse(space: DrawnWorldSpace, object: WorldObject): readonly Seat[] | undefined {
  return needsSeat(object) ? [...space.linkedTo(object)].flatMap(seatsOf) : undefined;
}

/** The first of `seatsToUse`. */
export function nearestSeatToUse(space: DrawnWorldSpace, object: WorldObject): Seat | undefined {
  if (!needsSeat(object)) return undefined;
  for (const linked of space.linkedTo(object)) {
    const [seat] = seatsOf(linked);
    if (seat !== undefined) return seat;
  }
  return undefined;
}
