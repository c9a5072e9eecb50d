import { tileNameAt } from '@atrium/world';
import type { World } from '@atrium/world';

/** Floors that can be drawn. */
const floorMaterials = ['oak', 'stone', 'wood', 'carpet', 'ceramic'] as const;
export type FloorMaterial = (typeof floorMaterials)[number];

export type WallKind = 'wall' | 'window' | 'glass';

/** What lies and stands on each tile of a Map, as the picture needs it. */
export interface FloorPlan {
  readonly width: number;
  readonly height: number;
  /** The floor of a tile; undefined outside of the Map, where there is none, and under walls. */
  materialAt(tileX: number, tileY: number): FloorMaterial | undefined;
  wallAt(tileX: number, tileY: number): WallKind | undefined;
}

const wallsLayerId = 'walls';

/** Tile names may carry a prefix or a variant, as in `floor-oak` or `oak.2`; what is unknown is drawn as stone. */
export function materialOf(name: string): FloorMaterial {
  const lower = name.toLowerCase();
  if (lower.includes('tile')) return 'ceramic';
  return floorMaterials.find((material) => lower.includes(material)) ?? 'stone';
}

/** How a tile of the walls layer is drawn; what is unknown is a plain wall. */
export function wallKindOf(name: string): WallKind {
  const lower = name.toLowerCase();
  if (lower.includes('window')) return 'window';
  return lower.includes('glass') ? 'glass' : 'wall';
}

/** Reads the layers of a World once. */
export function createFloorPlan(world: World): FloorPlan {
  const { width, height, layers } = world.map;
  const materials = new Array<FloorMaterial | undefined>(width * height).fill(undefined);
  const walls = new Array<WallKind | undefined>(width * height).fill(undefined);
  const materialNamed = remembered(materialOf);
  const wallNamed = remembered(wallKindOf);
  for (const layer of layers) {
    for (let index = 0; index < width * height; index++) {
      const name = tileNameAt(layer, index);
      if (name === undefined) continue;
      if (layer.id === wallsLayerId) walls[index] = wallNamed(name);
      else materials[index] = materialNamed(name);
    }
  }
  const within = (tileX: number, tileY: number): boolean =>
    tileX >= 0 && tileY >= 0 && tileX < width && tileY < height;
  return {
    width,
    height,
    materialAt(tileX, tileY) {
      if (!within(tileX, tileY)) return undefined;
      const index = tileY * width + tileX;
      return walls[index] === undefined ? materials[index] : undefined;
    },
    wallAt(tileX, tileY) {
      return within(tileX, tileY) ? walls[tileY * width + tileX] : undefined;
    },
  };
}

/** A large Map has few kinds of tiles. */
function remembered<Value>(valueOf: (name: string) => Value): (name: string) => Value {
  const values = new Map<string, Value>();
  return (name) => {
    const known = values.get(name);
    if (known !== undefined) return known;
    const value = valueOf(name);
    values.set(name, value);
    return value;
  };
}
