/** In which order tiles are shown, and what is remembered so that they do not jump around. */
export interface TileOrder {
  readonly ids: readonly string[];
  /** When each person last began to speak, as a running number. */
  readonly spokeAt: ReadonlyMap<string, number>;
  readonly speaking: ReadonlySet<string>;
  readonly turn: number;
}

export const emptyOrder: TileOrder = { ids: [], spokeAt: new Map(), speaking: new Set(), turn: 0 };

export interface TileWishes {
  /** Everyone who has a tile; new ones come after those who are there. */
  readonly present: readonly string[];
  readonly speaking: ReadonlySet<string>;
  /** Those who keep their place among the first whatever happens: oneself, and who is pinned. */
  readonly kept: ReadonlySet<string>;
  /** How many are on the first page. */
  readonly front: number;
}

/**
 * Everyone stays where they are; only who speaks and is not on the first page changes places with the one there who
 * has been silent for longest. Gives back the same object where nothing has changed.
 */
export function orderTiles(before: TileOrder, wishes: TileWishes): TileOrder {
  const { present, speaking } = wishes;
  const began = present.filter((id) => speaking.has(id) && !before.speaking.has(id));
  let { turn, spokeAt } = before;
  if (began.length > 0) {
    turn++;
    spokeAt = new Map([...spokeAt, ...began.map((id) => [id, turn] as const)]);
  }
  const isPresent = new Set(present);
  const stayed = before.ids.filter((id) => isPresent.has(id));
  const known = new Set(stayed);
  const ids = [...stayed, ...present.filter((id) => !known.has(id))];
  bringForward(ids, wishes, spokeAt);
  const isSame =
    began.length === 0 && sameItems(ids, before.ids) && sameItems([...speaking], [...before.speaking]);
  return isSame ? before : { ids, spokeAt, speaking: new Set(speaking), turn };
}

function bringForward(
  ids: string[],
  { speaking, kept, front }: TileWishes,
  spokeAt: ReadonlyMap<string, number>,
): void {
  for (let from = front; from < ids.length; from++) {
    const id = ids[from];
    if (id === undefined || !(speaking.has(id) || kept.has(id))) continue;
    const to = longestSilent(ids.slice(0, front), { speaking, kept }, spokeAt);
    const other = to === undefined ? undefined : ids[to];
    if (to === undefined || other === undefined) return;
    ids[to] = id;
    ids[from] = other;
  }
}

function longestSilent(
  ids: readonly string[],
  { speaking, kept }: Pick<TileWishes, 'speaking' | 'kept'>,
  spokeAt: ReadonlyMap<string, number>,
): number | undefined {
  let found: number | undefined;
  let since = Number.POSITIVE_INFINITY;
  for (const [index, id] of ids.entries()) {
    const at = spokeAt.get(id) ?? 0;
    // Of those who never spoke, the last one.
    if (speaking.has(id) || kept.has(id) || at > since) continue;
    found = index;
    since = at;
  }
  return found;
}

function sameItems(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
