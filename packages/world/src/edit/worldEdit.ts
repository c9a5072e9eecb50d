import type { World } from '../format/world.ts';

/** The lists of a World whose entries have ids. */
export const worldLists = ['zones', 'doors', 'passages', 'objects', 'spawnPoints'] as const;
export type WorldListName = (typeof worldLists)[number];
export type WorldItem<List extends WorldListName = WorldListName> = World[List][number];

/** The name of a tile; `null`: none. */
export type TileName = string | null;

/** Tiles of a layer, one after the other, row by row. */
export interface TileRun {
  /** The place of the first: y times the width of the Map, plus x. */
  readonly start: number;
  readonly before: readonly TileName[];
  readonly after: readonly TileName[];
}

interface TilesChange {
  readonly kind: 'tiles';
  /** Id of the layer. */
  readonly layer: string;
  readonly runs: readonly TileRun[];
}

/** An entry of a list is added (no `before`), removed (no `after`) or replaced. */
export type PutChange = {
  readonly [List in WorldListName]: {
    readonly kind: 'put';
    readonly list: List;
    readonly id: string;
    /** Its place in the list. */
    readonly index: number;
    readonly before?: WorldItem<List>;
    readonly after?: WorldItem<List>;
  };
}[WorldListName];

/** What is there once in a World. */
type SetChange = { readonly kind: 'set' } & (
  | { readonly key: 'name'; readonly before: string; readonly after: string }
  | {
      readonly key: 'groundZone';
      readonly before: World['groundZone'];
      readonly after: World['groundZone'];
    }
  /** As a whole, where another one takes its place. */
  | { readonly key: 'map'; readonly before: World['map']; readonly after: World['map'] }
);

export interface MapSize {
  readonly width: number;
  readonly height: number;
}

/** Tiles that only one of two sizes of a Map has, by their place in that size. */
export interface EdgeTiles {
  readonly layer: string;
  readonly runs: readonly { readonly start: number; readonly tiles: readonly TileName[] }[];
}

/** The Map gets another size. All that lies on it moves along. */
export interface ResizeChange {
  readonly kind: 'resize';
  readonly before: MapSize;
  readonly after: MapSize;
  /** Where the tile 0, 0 of before is afterwards. */
  readonly offset: { readonly x: number; readonly y: number };
  /** Tiles that are gone afterwards; empty ones are left out. */
  readonly cut: readonly EdgeTiles[];
  /** Tiles that are new; empty ones are left out. */
  readonly added: readonly EdgeTiles[];
}

export type EditChange = TilesChange | PutChange | SetChange | ResizeChange;

/**
 * One gesture of an editor: changes that hold before and after, so that they can be undone, kept as JSON, and made again
 * on a World that others have changed elsewhere. Worlds under edit have no palettes (`unpackTiles`).
 */
export interface WorldEdit {
  /** In the order in which they are made. */
  readonly changes: readonly EditChange[];
}

/** The edit that undoes another. */
export function invertEdit({ changes }: WorldEdit): WorldEdit {
  return { changes: changes.map(invertChange).reverse() };
}

function invertChange(change: EditChange): EditChange {
  switch (change.kind) {
    case 'tiles':
      return {
        ...change,
        runs: change.runs.map(({ start, before, after }) => ({ start, before: after, after: before })),
      };
    case 'put': {
      const { before, after, ...rest } = change;
      // Each list keeps its own type of entry.
      return {
        ...rest,
        ...(after === undefined ? {} : { before: after }),
        ...(before === undefined ? {} : { after: before }),
      } as PutChange;
    }
    case 'set':
      // Before and after are of one kind, whichever it is.
      return { ...change, before: change.after, after: change.before } as SetChange;
    case 'resize': {
      const { before, after, offset, cut, added } = change;
      // Not -0, which is not equal to 0 everywhere.
      const back = { x: 0 - offset.x, y: 0 - offset.y };
      return { kind: 'resize', before: after, after: before, offset: back, cut: added, added: cut };
    }
  }
}

/** One edit that does what two do, the second after the first; as short as the first where both replace the same entries. */
export function joinEdits(first: WorldEdit, second: WorldEdit): WorldEdit {
  const changes = [...first.changes];
  const replaced = new Map<string, number>();
  for (const [place, change] of changes.entries()) {
    if (isReplacement(change)) replaced.set(`${change.list} ${change.id}`, place);
    // What follows could not be made before it.
    else replaced.clear();
  }
  for (const change of second.changes) {
    const place = isReplacement(change) ? replaced.get(`${change.list} ${change.id}`) : undefined;
    const before = place === undefined ? undefined : changes[place];
    if (place === undefined || before?.kind !== 'put' || change.kind !== 'put') {
      replaced.clear();
      changes.push(change);
    } else {
      // The same list, with entries of the same type.
      changes[place] = { ...before, after: change.after } as PutChange;
    }
  }
  return { changes };
}

function isReplacement(change: EditChange): change is PutChange {
  return change.kind === 'put' && change.before !== undefined && change.after !== undefined;
}
