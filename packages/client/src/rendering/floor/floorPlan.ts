import { isAssetName, tileNameAt } from '@atrium/world';
import type { AssetName, World } from '@atrium/world';

/** Floors by the part of a tile name that says them. */
const oldMaterials = ['oak', 'stone', 'wood', 'carpet'] as const;
/** Floors that only their whole name says. */
const newFloors = [
  'concrete',
  'marble',
  'terrazzo',
  'slate',
  'cork',
  'herringbone',
  'walnut',
  'checker',
  'grass',
  'sisal',
  'brick',
  'rubber',
] as const;
export type NewFloor = (typeof newFloors)[number];
/** What a floor is made of, or the file name of an image. */
export type FloorMaterial = (typeof oldMaterials)[number] | 'ceramic' | NewFloor | AssetName;

export type WallKind = 'wall' | 'window' | 'glass' | 'half' | 'tall-window';

/** What lies and stands on each tile of a Map, as the picture needs it. */
export interface FloorPlan {
  readonly width: number;
  readonly height: number;
  /** The floor of a tile; undefined outside of the Map, where there is none, and under walls. */
  materialAt(tileX: number, tileY: number): FloorMaterial | undefined;
  wallAt(tileX: number, tileY: number): WallKind | undefined;
}

const wallsLayerId = 'walls';

/**
 * Tile names may carry a prefix or a variant, as in `floor-oak` or `oak.2`, or be the file name of an image; what is
 * unknown is drawn as stone.
 */
export function materialOf(name: string): FloorMaterial {
  const whole = newFloors.find((floor) => floor === name);
  if (whole !== undefined) return whole;
  if (isAssetName(name)) return name;
  const lower = name.toLowerCase();
  if (lower.includes('tile')) return 'ceramic';
  return oldMaterials.find((material) => lower.includes(material)) ?? 'stone';
}

/** Whether a floor is drawn by what a first picture has. */
export function isFirstFloor(name: string): boolean {
  return !isAssetName(name) && newFloors.every((floor) => floor !== name);
}

/** How a tile of the walls layer is drawn; what is unknown is a plain wall. */
export function wallKindOf(name: string): WallKind {
  if (name === 'half-wall') return 'half';
  if (name === 'tall-window') return name;
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
