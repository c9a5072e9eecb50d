import { distance, facings } from '@atrium/world';
import type { Facing, Position, WorldSpace } from '@atrium/world';

/** Silhouettes that one Zone shows at most. */
const mostInZone = 40;
/** Silhouettes keep this far from each other while there is room, and then this far, in tiles. */
const spacingTiles = [1.8, 0.95] as const;

/** Somebody in another Zone, as far as they are shown: that they are there. */
export interface SilhouettePlace {
  readonly position: Position;
  readonly facing: Facing;
  /** Chooses one of the outlines; any whole number from 0 on. */
  readonly outline: number;
}

/**
 * The places of silhouettes for each Zone, the first for one person, the next for the second, and so on: on free floor, chosen by a
 * seed and never where somebody really is; none on seats, in Doors and passages, and none in PrivateRooms.
 */
export class SilhouettePlaces {
  private readonly space: WorldSpace;
  private readonly byZone = new Map<string, readonly SilhouettePlace[]>();

  constructor(space: WorldSpace) {
    this.space = space;
  }

  /** Chooses the places of some Zones anew when they are asked for next. */
  forget(isTouched: (zoneId: string) => boolean): void {
    for (const zoneId of [...this.byZone.keys()]) if (isTouched(zoneId)) this.byZone.delete(zoneId);
  }

  /** @param count people in the Zone itself, those in Zones within it not included */
  of(zoneId: string, count: number): readonly SilhouettePlace[] {
    if (count <= 0 || this.space.zones.get(zoneId)?.type === 'PrivateRoom') return [];
    let places = this.byZone.get(zoneId);
    if (places === undefined) {
      places = choosePlaces(this.space, zoneId);
      this.byZone.set(zoneId, places);
    }
    return places.slice(0, count);
  }
}

function choosePlaces(space: WorldSpace, zoneId: string): readonly SilhouettePlace[] {
  const seed = [...zoneId].reduce((hash, letter) => Math.imul(hash, 31) + letter.charCodeAt(0), 7);
  const seats = new Set(space.seats.map(({ position }) => tileKey(position)));
  const sown: { readonly position: Position; readonly chance: number }[] = [];
  for (const { x, y, width, height } of space.zones.areaOf(zoneId)) {
    for (let tileY = y; tileY < y + height; tileY++) {
      for (let tileX = x; tileX < x + width; tileX++) {
        const position = { x: tileX + 0.5, y: tileY + 0.5 };
        const isFree =
          space.zones.at(position).id === zoneId &&
          !space.collision.isSolid(tileX, tileY) &&
          !seats.has(tileKey(position)) &&
          !isAtGate(space, tileX, tileY);
        if (isFree) sown.push({ position, chance: chanceOf(tileX, tileY, seed) });
      }
    }
  }
  sown.sort((a, b) => a.chance - b.chance);
  const chosen: SilhouettePlace[] = [];
  for (const spacing of spacingTiles) {
    for (const { position, chance } of sown) {
      if (chosen.length >= mostInZone) return chosen;
      if (chosen.some((other) => distance(other.position, position) < spacing)) continue;
      const number = Math.floor(chance * 2 ** 20);
      chosen.push({
        position,
        facing: facings[number % facings.length] ?? 'S',
        outline: Math.floor(number / facings.length),
      });
    }
  }
  return chosen;
}

function tileKey({ x, y }: Position): string {
  return `${Math.floor(x)},${Math.floor(y)}`;
}

/** Whether a tile is a Door or passage, or right before one. */
function isAtGate(space: WorldSpace, tileX: number, tileY: number): boolean {
  return [
    [0, 0],
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ].some(([dx = 0, dy = 0]) => space.gateAtTile(tileX + dx, tileY + dy) !== undefined);
}

/** A number from 0 to 1 that belongs to a tile and a seed. */
function chanceOf(tileX: number, tileY: number, seed: number): number {
  let hash = Math.imul(tileX + 1, 374_761_393) ^ Math.imul(tileY + 1, 668_265_263) ^ seed;
  hash = Math.imul(hash ^ (hash >>> 13), 1_274_126_177);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
