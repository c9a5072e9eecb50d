import { layerCollides, tileNameAt } from '../format/layers.ts';
import type { World } from '../format/world.ts';
import { isSame } from './isSame.ts';
import { worldLists } from './worldEdit.ts';
import type { MapSize, WorldItem, WorldListName } from './worldEdit.ts';

/** An entry of a list that one World has, the other has not, or has another way. */
export interface ItemDifference {
  readonly list: WorldListName;
  readonly id: string;
  readonly what: 'added' | 'removed' | 'changed';
  /** What it is called, or what type of Object it is; its id where it has neither. */
  readonly label: string;
  /** Of what has changed: which of its properties, `position` for any kind of place. */
  readonly properties: readonly string[];
}

/** What changes from one World to another. Which version of what World they are, and of when, does not count. */
export interface WorldComparison {
  readonly name: { readonly before: string; readonly after: string } | undefined;
  readonly size: { readonly before: MapSize; readonly after: MapSize } | undefined;
  /** Whether the groundZone has another name or other rules. */
  readonly groundZone: boolean;
  readonly items: readonly ItemDifference[];
  /** Tiles with a wall where none was, with none where one was, and with another kind of wall. */
  readonly walls: { readonly added: number; readonly removed: number; readonly changed: number };
  /** Tiles of other layers that look different. Where the Map has another size, those of the part that both have. */
  readonly floorTiles: number;
}

const placeProperties = ['bounds', 'polygon', 'position'];

/** Says what is different in a World, by the ids of what is in it. */
export function compareWorlds(before: World, after: World): WorldComparison {
  const { width, height } = before.map;
  const isResized = width !== after.map.width || height !== after.map.height;
  return {
    name:
      before.meta.name === after.meta.name ? undefined : { before: before.meta.name, after: after.meta.name },
    size: isResized
      ? { before: { width, height }, after: { width: after.map.width, height: after.map.height } }
      : undefined,
    groundZone: !isSame(before.groundZone, after.groundZone),
    items: worldLists.flatMap((list) => compareLists(list, before[list], after[list])),
    ...compareTiles(before, after),
  };
}

/** Whether two Worlds are alike in all that `compareWorlds` looks at. */
export function isUnchanged({ name, size, groundZone, items, walls, floorTiles }: WorldComparison): boolean {
  const tiles = walls.added + walls.removed + walls.changed + floorTiles;
  return name === undefined && size === undefined && !groundZone && items.length === 0 && tiles === 0;
}

function compareLists(
  list: WorldListName,
  before: readonly WorldItem[],
  after: readonly WorldItem[],
): ItemDifference[] {
  const known = new Map(before.map((item) => [item.id, item]));
  const kept = new Set(after.map(({ id }) => id));
  const removed = before.filter(({ id }) => !kept.has(id));
  return [
    ...after.flatMap((item): ItemDifference[] => {
      const old = known.get(item.id);
      if (old === undefined) return [differenceOf(list, item, 'added')];
      const properties = changedProperties(old, item);
      return properties.length === 0 ? [] : [{ ...differenceOf(list, item, 'changed'), properties }];
    }),
    ...removed.map((item) => differenceOf(list, item, 'removed')),
  ];
}

function differenceOf(list: WorldListName, item: WorldItem, what: ItemDifference['what']): ItemDifference {
  const name = 'name' in item ? item.name : 'type' in item ? item.type : undefined;
  return { list, id: item.id, what, label: name ?? item.id, properties: [] };
}

function changedProperties(before: WorldItem, after: WorldItem): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...keys].filter((key) => !isSame(Reflect.get(before, key), Reflect.get(after, key)));
  return [...new Set(changed.map((key) => (placeProperties.includes(key) ? 'position' : key)))];
}

function compareTiles(before: World, after: World): Pick<WorldComparison, 'walls' | 'floorTiles'> {
  const walls = { added: 0, removed: 0, changed: 0 };
  let floorTiles = 0;
  const width = Math.min(before.map.width, after.map.width);
  const height = Math.min(before.map.height, after.map.height);
  const ids = new Set([...before.map.layers, ...after.map.layers].map(({ id }) => id));
  for (const id of ids) {
    const [old, now] = [before, after].map(({ map }) => map.layers.find((layer) => layer.id === id));
    const isWall = [old, now].some((layer) => layer !== undefined && layerCollides(layer));
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const was = old && tileNameAt(old, y * before.map.width + x);
        const is = now && tileNameAt(now, y * after.map.width + x);
        if (was === is) continue;
        if (!isWall) floorTiles++;
        else if (was === undefined) walls.added++;
        else if (is === undefined) walls.removed++;
        else walls.changed++;
      }
    }
  }
  return { walls, floorTiles };
}
