import type { WorldObject } from '../format/world.ts';
import type { Facing } from '../geometry/facing.ts';
import { tilesOf } from '../geometry/rectangle.ts';
import type { Position } from '../geometry/units.ts';
import { facingOf, footprintOf, objectKinds } from '../objects/objectTypes.ts';

/** A place to sit: one tile of an Object that is made for it. */
export interface Seat {
  /** The Object's id; where the Object has several seats, the second is `<objectId>.1`, and so on. */
  readonly id: string;
  readonly objectId: string;
  /** Centre of the tile. */
  readonly position: Position;
  /** Where someone who sits here looks. */
  readonly facing: Facing;
}

/** The id of the seat on the `place`-th tile of an Object's footprint, row by row, counted from 0. */
export function seatIdOf(objectId: string, place: number): string {
  return place === 0 ? objectId : `${objectId}.${place}`;
}

/** The seats of an Object, one for each tile of its footprint; none where it is nothing to sit on. */
export function seatsOf(object: WorldObject): readonly Seat[] {
  if (objectKinds[object.type].seats === 0) return [];
  return [...tilesOf(footprintOf(object))].map((tile, place) => ({
    id: seatIdOf(object.id, place),
    objectId: object.id,
    position: { x: tile.x + 0.5, y: tile.y + 0.5 },
    facing: facingOf(object),
  }));
}
