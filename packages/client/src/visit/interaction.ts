import type { Door, DrawnWorldSpace, Position, Seat, WorldObject, WorldSpace } from '@atrium/world';
import {
  distanceToRectangle,
  footprintOf,
  isInReach,
  nearestSeatToUse,
  needsSeat,
  purposeOf,
  zoneIdOfObject,
} from '@atrium/world';

/** What the interaction key would do now. */
export type Interaction =
  | { readonly kind: 'standUp' }
  | { readonly kind: 'sit'; readonly seatId: string }
  | { readonly kind: 'use'; readonly objectId: string }
  | { readonly kind: 'knock'; readonly doorId: string };

/** What of the moment decides what is in reach. */
export interface InteractionSituation {
  readonly place: Position & { readonly state: string };
  readonly zoneId: string;
  /** The nearest free seat in reach. */
  readonly seat: Seat | undefined;
  /** Whether a Door does not let oneself in, and can be knocked at. */
  readonly isToKnockAt: (doorId: string) => boolean;
  /** The Object that one uses already. */
  readonly usingId: string | undefined;
}

/** One can knock from this far, in tiles from the Door's tiles; the Signaling Server allows a little more. */
const knockReachTiles = 1.25;

/** Finds what is in reach in one World. */
export class InteractionFinder {
  readonly #space: WorldSpace;
  /** Everything that is used standing. */
  readonly #usable: readonly WorldObject[];
  /** By seat: what is used sitting there. */
  readonly #usedFrom = new Map<string, WorldObject>();

  constructor(space: DrawnWorldSpace) {
    this.#space = space;
    const usable: WorldObject[] = [];
    for (const object of space.world.objects) {
      const use = purposeOf(object);
      if (use === undefined || use.kind === 'sit') continue;
      if (!needsSeat(object)) usable.push(object);
      // A Chair at a Desk for two belongs to the Computer that names it first.
      const seat = nearestSeatToUse(space, object);
      if (seat !== undefined) this.#usedFrom.set(seat.id, object);
    }
    this.#usable = usable;
  }

  /** The nearest of all that could be done from a place. */
  find(situation: InteractionSituation): Interaction | undefined {
    const { place, seat, usingId } = situation;
    if (place.state === 'sitting') {
      const object = this.#usedFrom.get(this.#space.seatAt(place)?.id ?? '');
      if (object === undefined || object.id === usingId) return { kind: 'standUp' };
      return { kind: 'use', objectId: object.id };
    }
    const door = this.doorsAhead(situation).find(({ id }) => situation.isToKnockAt(id));
    if (door !== undefined) return { kind: 'knock', doorId: door.id };
    const object = this.#objectInReach(situation);
    if (seat === undefined) return object && { kind: 'use', objectId: object.id };
    const awayFromSeat = Math.hypot(seat.position.x - place.x, seat.position.y - place.y) - 0.5;
    if (object !== undefined && distanceToRectangle(footprintOf(object), place) < awayFromSeat) {
      return { kind: 'use', objectId: object.id };
    }
    return { kind: 'sit', seatId: seat.id };
  }

  /** The Doors in reach that lead elsewhere. */
  doorsAhead({ place, zoneId }: Pick<InteractionSituation, 'place' | 'zoneId'>): readonly Door[] {
    const chain = this.#space.zones.chain(zoneId);
    return this.#space.world.doors.filter(
      ({ bounds, leadsToZone }) =>
        distanceToRectangle(bounds, place) <= knockReachTiles && !chain.includes(leadsToZone),
    );
  }

  #objectInReach({ place, zoneId, usingId }: InteractionSituation): WorldObject | undefined {
    let nearest: WorldObject | undefined;
    let nearestTiles = Number.POSITIVE_INFINITY;
    for (const object of this.#usable) {
      if (object.id === usingId || !isInReach(object, place)) continue;
      const tiles = distanceToRectangle(footprintOf(object), place);
      if (tiles >= nearestTiles || zoneIdOfObject(this.#space, object) !== zoneId) continue;
      nearest = object;
      nearestTiles = tiles;
    }
    return nearest;
  }
}
