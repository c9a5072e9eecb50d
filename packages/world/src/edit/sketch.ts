import { layerCollides } from '../format/layers.ts';
import { worldLimits } from '../format/limits.ts';
import type { World } from '../format/world.ts';
import { containsPosition } from '../geometry/rectangle.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import type { Position } from '../geometry/units.ts';
import { areaOfZone } from '../zones/zoneArea.ts';
import { applyEdit } from './applyEdit.ts';
import { namesOf } from './editableTiles.ts';
import { isSame } from './isSame.ts';
import { ItemLists } from './itemLists.ts';
import type {
  EditChange,
  PutChange,
  TileName,
  TileRun,
  WorldEdit,
  WorldItem,
  WorldListName,
} from './worldEdit.ts';

/** Why something cannot be done, with a sentence for the person who tries it. */
export const editRefusals = {
  'outside-map': 'This would lie outside of the Map.',
  'too-small': 'This is too small.',
  'too-large': 'The Map would be too large.',
  'too-many': 'A World may not have more of these.',
  'not-straight': 'A wall runs along one row or column.',
  'no-such-layer': 'The Map has no such layer.',
  'nothing-selected': 'Nothing is selected.',
  'unknown-id': 'There is no such thing in this World.',
  'not-a-value': 'This value is not allowed here.',
  'zone-overlap': 'Zones may not overlap, except a PrivateRoom in a TeamArea.',
  'zone-shape': 'A Zone is in one piece, without a hole.',
  'door-not-in-wall': 'A Door needs a wall on both sides.',
  'door-beside-zone': 'A Door needs a Zone right behind it, on one side only.',
  'gate-overlap': 'There is a Door or passage already.',
  'link-cycle': 'These links would lead back to where they began.',
  'last-spawn-point': 'A World needs at least one SpawnPoint.',
  'newer-format': 'A newer Atrium has copied this.',
} as const;
export type EditRefusal = keyof typeof editRefusals;

/** What an operation gives: an edit and the World after it, or why there is none. */
export type EditOutcome =
  | {
      readonly ok: true;
      readonly edit: WorldEdit;
      readonly world: World;
      /** Ids of what was made. */
      readonly made: readonly string[];
    }
  | { readonly ok: false; readonly refusal: EditRefusal };

export const refuse = (refusal: EditRefusal): EditOutcome => ({ ok: false, refusal });

/** Collects the changes of one edit, while the World follows. */
export class Sketch {
  #lists: ItemLists;
  readonly #changes: EditChange[] = [];
  readonly #made: string[] = [];

  constructor(world: World) {
    this.#lists = new ItemLists(world);
  }

  get world(): World {
    return this.#lists.world;
  }

  get size(): Rectangle {
    const { width, height } = this.world.map;
    return { x: 0, y: 0, width, height };
  }

  has(layerId: string): boolean {
    return this.world.map.layers.some(({ id }) => id === layerId);
  }

  /** The name of a tile; `null` where there is none, and outside of the Map. */
  tile(layerId: string, { x, y }: Position): TileName {
    const layer = this.world.map.layers.find(({ id }) => id === layerId);
    if (layer === undefined || !containsPosition(this.size, { x, y })) return null;
    const name = layer.tiles[y * this.world.map.width + x];
    return typeof name === 'string' ? name : null;
  }

  /** Whether a wall stands on a tile, or the Map ends there. */
  isWall({ x, y }: Position): boolean {
    const { width, layers } = this.world.map;
    if (!containsPosition(this.size, { x, y })) return true;
    return layers.some((layer) => layerCollides(layer) && (layer.tiles[y * width + x] ?? null) !== null);
  }

  zonesAt(place: Position): readonly string[] {
    return this.world.zones
      .filter((zone) => areaOfZone(zone).some((part) => containsPosition(part, place)))
      .map(({ id }) => id);
  }

  /** Gives tiles of a layer other names; what is outside of the Map is passed over. */
  paint(layerId: string, tiles: Iterable<Position & { readonly name: TileName }>): void {
    const layer = this.world.map.layers.find(({ id }) => id === layerId);
    if (layer === undefined) return;
    const { width } = this.world.map;
    const names = namesOf(layer);
    const wanted = new Map<number, TileName>();
    for (const { x, y, name } of tiles) {
      if (containsPosition(this.size, { x, y })) wanted.set(y * width + x, name);
    }
    const changed = [...wanted].filter(([index, name]) => names[index] !== name).sort(([a], [b]) => a - b);
    const runs: { start: number; before: TileName[]; after: TileName[] }[] = [];
    for (const [index, name] of changed) {
      let run = runs.at(-1);
      if (run === undefined || run.start + run.after.length !== index) {
        run = { start: index, before: [], after: [] };
        runs.push(run);
      }
      run.before.push(names[index] ?? null);
      run.after.push(name);
    }
    if (runs.length > 0) this.change({ kind: 'tiles', layer: layerId, runs: runs satisfies TileRun[] });
  }

  find<List extends WorldListName>(list: List, id: string): WorldItem<List> | undefined {
    return this.#lists.find(list, id).item;
  }

  /** Adds an entry at the end of its list, or replaces the one with its id. */
  put<List extends WorldListName>(list: List, after: WorldItem<List>): void {
    const { index: found, item: before } = this.#lists.find(list, after.id);
    if (before !== undefined && isSame(before, after)) return;
    if (before === undefined) this.#made.push(after.id);
    const index = before === undefined ? this.#lists.lengthOf(list) : found;
    const was = before === undefined ? {} : { before };
    // Which list it is for, the parameter says for both.
    this.change({ kind: 'put', list, id: after.id, index, ...was, after } as unknown as PutChange);
  }

  remove<List extends WorldListName>(list: List, id: string): void {
    const { index, item: before } = this.#lists.find(list, id);
    if (before === undefined) return;
    this.change({ kind: 'put', list, id, index, before } as unknown as PutChange);
  }

  /** @throws RangeError where the change does not fit the World, which would be a fault of the operation */
  change(change: EditChange): void {
    if (change.kind === 'put') {
      if (!this.#lists.put(change)) throw misfit(change);
    } else {
      const applied = applyEdit(this.world, { changes: [change] });
      if (!applied.ok) throw misfit(change);
      this.#lists = new ItemLists(applied.world);
    }
    this.#changes.push(change);
  }

  /** The edit, or the refusal where the World would have more of something than it may. */
  finish(): EditOutcome {
    const { zones, doors, passages, objects, spawnPoints } = this.world;
    if (spawnPoints.length === 0) return refuse('last-spawn-point');
    const isTooMuch =
      zones.length > worldLimits.zones ||
      doors.length > worldLimits.doors ||
      passages.length > worldLimits.passages ||
      objects.length > worldLimits.objects ||
      spawnPoints.length > worldLimits.spawnPoints;
    if (isTooMuch) return refuse('too-many');
    return { ok: true, edit: { changes: this.#changes }, world: this.world, made: this.#made };
  }
}

function misfit({ kind }: EditChange): RangeError {
  return new RangeError(`A change does not fit its own World: ${kind}.`);
}

/** Whether a rectangle of at least one tile lies wholly on the Map. */
export function isOnMap({ map }: World, { x, y, width, height }: Rectangle): boolean {
  return width >= 1 && height >= 1 && x >= 0 && y >= 0 && x + width <= map.width && y + height <= map.height;
}
