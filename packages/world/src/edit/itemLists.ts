import type { World } from '../format/world.ts';
import { isSame } from './isSame.ts';
import type { PutChange, WorldItem, WorldListName } from './worldEdit.ts';

interface ItemList {
  readonly items: { readonly id: string }[];
  /** Where each entry is, by its id; `undefined` once entries have moved along. */
  places: Map<string, number> | undefined;
}

/**
 * A World while entries of its lists change: a list is copied once, and not for each of two thousand entries that move.
 * The World that it was made of never changes.
 */
export class ItemLists {
  #world: World;
  readonly #changed = new Map<WorldListName, ItemList>();

  constructor(world: World) {
    this.#world = world;
  }

  /** The World as it is now. What changes afterwards copies its lists anew. */
  get world(): World {
    if (this.#changed.size === 0) return this.#world;
    const lists = [...this.#changed].map(([list, { items }]) => [list, items]);
    this.#changed.clear();
    this.#world = { ...this.#world, ...(Object.fromEntries(lists) as Pick<World, WorldListName>) };
    return this.#world;
  }

  /** How many entries a list has. */
  lengthOf(list: WorldListName): number {
    return (this.#changed.get(list)?.items ?? this.#world[list]).length;
  }

  /** An entry, and its place; -1 where there is none. */
  find<List extends WorldListName>(
    list: List,
    id: string,
  ): { readonly index: number; readonly item: WorldItem<List> | undefined } {
    const changed = this.#changed.get(list);
    // The same list, with entries of the same type.
    const items = (changed?.items ?? this.#world[list]) as unknown as readonly WorldItem<List>[];
    const index =
      changed?.places?.get(id) ?? (changed?.places ? -1 : items.findIndex((item) => item.id === id));
    return { index, item: items[index] };
  }

  /** @returns whether the entry was as the change says */
  put({ list, id, index, before, after }: PutChange): boolean {
    const changed = this.#changed.get(list) ?? this.#copy(list);
    const { items } = changed;
    const found = this.find(list, id);
    if (before === undefined ? found.index !== -1 : found.index === -1 || !isSame(found.item, before))
      return false;
    if (before !== undefined && after !== undefined) {
      items[found.index] = after;
    } else if (after !== undefined && index >= items.length) {
      changed.places?.set(id, items.length);
      items.push(after);
    } else {
      changed.places = undefined;
      if (after === undefined) items.splice(found.index, 1);
      else items.splice(index, 0, after);
    }
    return true;
  }

  #copy(list: WorldListName): ItemList {
    const items = [...this.#world[list]];
    const copied = { items, places: new Map(items.map(({ id }, place) => [id, place] as const)) };
    this.#changed.set(list, copied);
    return copied;
  }
}
