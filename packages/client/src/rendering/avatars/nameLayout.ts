/** A rectangle of the picture, in device px, y downwards. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Somebody who has a name to show. */
export interface NameCandidate {
  readonly isSelf: boolean;
  /** From oneself, in tiles. */
  readonly distance: number;
  /** Hovered, speaking or searched for. */
  readonly isAskedFor: boolean;
  /** Whether the name was readable in the frame before. */
  readonly wasFull: boolean;
}

/** Names of others that are shown in a crowd without being asked for: of the nearest whose names find a place. */
export const nearestShown = 8;
/** Who comes nearer than somebody whose name is read takes their place only by so much, in tiles: no name flickers. */
const firmTiles = 0.75;

/** People in the order in which their names are hung: oneself and those asked for, then the nearest. */
export function orderNames<Person extends NameCandidate>(people: readonly Person[]): Person[] {
  const rankOf = ({ isSelf, isAskedFor, distance, wasFull }: Person): number =>
    isSelf || isAskedFor ? Number.NEGATIVE_INFINITY : distance - (wasFull ? firmTiles : 0);
  const ranked = people.map((person) => ({ person, rank: rankOf(person) }));
  return ranked
    .sort((a, b) => (a.rank === b.rank ? a.person.distance - b.person.distance : a.rank - b.rank))
    .map(({ person }) => person);
}

/** Whose name it is: the middle of its lower edge right above the head, and what it must not cover. */
export interface Head {
  readonly x: number;
  readonly y: number;
  readonly face: Box;
}

/** What somebody's name wants. */
export interface NameWish extends Head {
  /** In full. */
  readonly width: number;
  readonly height: number;
  /** Width and height of the dot instead. */
  readonly dotSize: number;
  /** Whether it may be shown in full. */
  readonly isFull: boolean;
  /** Is shown as long as there is any place, however far up; others become a dot. */
  readonly isAskedFor: boolean;
  /** One's own name makes way for all others: one knows it. */
  readonly isSelf?: boolean;
  /** How far to the right it hung before; it stays on that side where it can. */
  readonly shiftBefore: number;
}

/** Where a name hangs: moved to the right and up from where it wants to. `none` where even a dot would cover a face. */
export interface NamePlace {
  readonly form: 'full' | 'dot' | 'none';
  readonly shift: number;
  readonly lift: number;
  /** How far to the right of the head its line comes down: beside the face where it would cross others right above it. */
  readonly leader: number;
}

/** Distances of the layout, in device px. */
export interface NameRoom {
  readonly gap: number;
  /** How far up a name moves at most, and one that is asked for. */
  readonly highest: number;
  readonly highestAskedFor: number;
  readonly leaderWidth: number;
  /** Names that are shown at most without being asked for. */
  readonly most: number;
}

/** A name this little above its head needs no line to it, as a share of its height. */
const leaderFrom = 0.5;
/** Where a plate may hang from, as shares of its width: it always stays above its head. */
const shiftShares = [0, -0.22, 0.22, -0.4, 0.4] as const;
/** What a line beside the face counts for, as a share of a name's height. */
const besideCost = 0.2;
/** Lists of places that are looked through at most so that the names of a small company all find one. */
const mostLists = 100;
/** What a shift counts for beside a lift of the same length, and to change sides. */
const shiftCost = 0.45;
const otherSideCost = 0.25;

/** Whether a line leads from a plate to its head. */
export function needsLeader({ lift }: Pick<NamePlace, 'lift'>, height: number): boolean {
  return lift > height * leaderFrom;
}

function overlap(a: Box, b: Box, gap: number): boolean {
  return a.left < b.right + gap && b.left < a.right + gap && a.top < b.bottom + gap && b.top < a.bottom + gap;
}

/** The plate of a name at a place. */
export function plateBox(wish: Pick<NameWish, 'x' | 'y' | 'width' | 'height'>, place: NamePlace): Box {
  const left = wish.x + place.shift - wish.width / 2;
  const bottom = wish.y - place.lift;
  return { left, top: bottom - wish.height, right: left + wish.width, bottom };
}

/** The line from a plate to its head. */
export function leaderBox({ x, y, face }: Head, { lift, leader }: NamePlace, width: number): Box {
  const middle = x + leader;
  const bottom = leader === 0 ? y : (face.top + face.bottom) / 2;
  return { left: middle - width / 2, top: y - lift, right: middle + width / 2, bottom };
}

/**
 * Hangs names so that they cover no face, no sign and no other name. Those asked for are hung first, then the order
 * counts; yours is last. A name without room becomes a dot; a dot without room is left out.
 *
 * @param wishes those to whom it matters most first; everybody in view is among them, because of the faces
 * @returns a place for each wish
 */
export function layOutNames(
  wishes: readonly NameWish[],
  signs: readonly Box[],
  room: NameRoom,
): readonly NamePlace[] {
  const layout = new Layout(wishes, signs, room);
  const isOwn = ({ isSelf = false }: NameWish): boolean => isSelf;
  layout.hang((wish) => wish.isAskedFor && !isOwn(wish), Infinity);
  layout.hang((wish) => !wish.isAskedFor && !isOwn(wish), room.most);
  layout.hang(isOwn, Infinity);
  return layout.withDots();
}

interface Obstacles {
  readonly faces: readonly Box[];
  /** Signs and names. */
  readonly taken: readonly Box[];
  readonly leaders: readonly Box[];
}

/** Names on their way to their places. */
class Layout {
  readonly #wishes: readonly NameWish[];
  readonly #signs: readonly Box[];
  readonly #room: NameRoom;
  readonly #faces: readonly Box[];
  /** Of those that are hung in full, by the index of their wish. */
  readonly #places = new Map<number, NamePlace>();
  #listsLeft = mostLists;

  constructor(wishes: readonly NameWish[], signs: readonly Box[], room: NameRoom) {
    this.#wishes = wishes;
    this.#signs = signs;
    this.#room = room;
    this.#faces = wishes.map(({ face }) => face);
  }

  /** Hangs the names of those whose turn it is. @param most of them at most */
  hang(isTurn: (wish: NameWish) => boolean, most: number): void {
    let hung = 0;
    this.#wishes.forEach((wish, index) => {
      if (hung >= most || !wish.isFull || !isTurn(wish)) return;
      if (this.#hangNear(wish, index) || this.#makeRoomFor(wish, index) || this.#hangAnywhere(wish, index))
        hung++;
    });
  }

  /** A place for each wish: those that are not hung in full become dots. */
  withDots(): readonly NamePlace[] {
    const taken = [...this.#faces, ...this.#obstacles().taken];
    return this.#wishes.map((wish, index) => {
      const full = this.#places.get(index);
      if (full !== undefined) return full;
      const dot = placeAsDot(wish, taken, this.#room.gap);
      if (dot.form === 'dot') taken.push(dotBox(wish, dot));
      return dot;
    });
  }

  /** Not far from the head, with a line that crosses neither faces nor names. */
  #hangNear(wish: NameWish, index: number): boolean {
    return this.#hangAt(index, this.#placesNear(wish)[0]);
  }

  /** A name that is asked for, and has no other place. */
  #hangAnywhere(wish: NameWish, index: number): boolean {
    if (!wish.isAskedFor) return false;
    const { highestAskedFor } = this.#room;
    return this.#hangAt(index, placesFor(wish, this.#obstacles(), this.#room, highestAskedFor, true)[0]);
  }

  #hangAt(index: number, place: NamePlace | undefined): boolean {
    if (place !== undefined) this.#places.set(index, place);
    return place !== undefined;
  }

  #placesNear(wish: NameWish): readonly NamePlace[] {
    return placesFor(wish, this.#obstacles(), this.#room, this.#room.highest, false);
  }

  /** Moves the names of the one or two people nearby, so that all find a place. In a crowd, some names are dots. */
  #makeRoomFor(wish: NameWish, index: number): boolean {
    const near = [...this.#places].filter(([other]) => isNear(wish, this.#wishes[other], this.#room));
    if (near.length > 2) return false;
    const indexes = near.map(([other]) => other);
    const companies = near.length === 2 ? [...indexes.map((other) => [other]), indexes] : [indexes];
    for (const company of companies) {
      for (const other of company) this.#places.delete(other);
      for (const order of permutations([...company, index])) if (this.#hangAll(order)) return true;
      for (const [other, place] of near) this.#places.set(other, place);
    }
    return false;
  }

  /** Hangs all of these or none, each as near to its head as the others allow. */
  #hangAll([index, ...rest]: readonly number[]): boolean {
    if (index === undefined) return true;
    const wish = this.#wishes[index];
    if (wish === undefined || this.#listsLeft-- <= 0) return false;
    for (const place of this.#placesNear(wish)) {
      this.#places.set(index, place);
      if (this.#hangAll(rest)) return true;
      this.#places.delete(index);
    }
    return false;
  }

  #obstacles(): Obstacles {
    const taken = [...this.#signs];
    const leaders: Box[] = [];
    for (const [index, place] of this.#places) {
      const wish = this.#wishes[index];
      if (wish === undefined) continue;
      taken.push(plateBox(wish, place));
      if (needsLeader(place, wish.height)) leaders.push(leaderBox(wish, place, this.#room.leaderWidth));
    }
    return { faces: this.#faces, taken, leaders };
  }
}

/** Whether the names of two people can be in each other's way. */
function isNear(a: NameWish, b: NameWish | undefined, { highest }: NameRoom): boolean {
  if (b === undefined) return false;
  return Math.abs(a.x - b.x) < a.width + b.width && Math.abs(a.y - b.y) < highest + a.height + b.height;
}

function permutations(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length <= 1) return [items];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

/** Where a name can hang in full, the nearest to its head first. */
function placesFor(
  wish: NameWish,
  obstacles: Obstacles,
  room: NameRoom,
  highest: number,
  mayCross: boolean,
): readonly NamePlace[] {
  const places: { readonly place: NamePlace; readonly cost: number }[] = [];
  for (const share of shiftShares) {
    const shift = Math.round(share * wish.width);
    const isOtherSide = shift !== 0 && Math.sign(shift) !== Math.sign(wish.shiftBefore);
    const toSide = Math.abs(shift) * shiftCost + (isOtherSide ? wish.height * otherSideCost : 0);
    const lift = liftAt(wish, shift, obstacles, room.gap);
    if (lift > highest) continue;
    for (const leader of leadersFor(wish, shift, lift, room)) {
      const cost = lift + toSide + (leader === 0 ? 0 : besideCost * wish.height);
      const place: NamePlace = { form: 'full', shift, lift, leader };
      if (mayCross || !crosses(wish, place, obstacles, room.leaderWidth)) places.push({ place, cost });
    }
  }
  return places.sort((a, b) => a.cost - b.cost).map(({ place }) => place);
}

/** Where the line to a head may come down: onto it, or beside the face as far as the plate reaches. */
function* leadersFor(wish: NameWish, shift: number, lift: number, room: NameRoom): Generator<number> {
  yield 0;
  if (!needsLeader({ lift }, wish.height)) return;
  const beside = (wish.face.right - wish.face.left) / 2 + room.gap * 1.5;
  const reach = wish.width / 2 - wish.height / 2;
  for (const leader of [beside, -beside]) if (Math.abs(leader - shift) <= reach) yield leader;
}

/** How far up a plate must move to overlap no other. */
function liftAt(wish: NameWish, shift: number, { faces, taken, leaders }: Obstacles, gap: number): number {
  const left = wish.x + shift - wish.width / 2;
  const right = left + wish.width;
  const inColumn = [...faces, ...taken, ...leaders]
    .filter((box) => left < box.right + gap && box.left < right + gap && box.top < wish.y + gap)
    .sort((a, b) => b.bottom - a.bottom);
  let bottom = wish.y;
  for (;;) {
    const top = bottom - wish.height;
    const inTheWay = inColumn.find((box) => top < box.bottom + gap && box.top < bottom + gap);
    if (inTheWay === undefined) return wish.y - bottom;
    bottom = inTheWay.top - gap;
  }
}

function crosses(wish: NameWish, place: NamePlace, { faces, taken }: Obstacles, width: number): boolean {
  if (!needsLeader(place, wish.height)) return false;
  const line = leaderBox(wish, place, width);
  const isCrossed = (box: Box): boolean => overlap(line, box, 0);
  return faces.some((face) => face !== wish.face && isCrossed(face)) || taken.some(isCrossed);
}

/** The dot of a name at a place. */
export function dotBox({ x, y, dotSize }: Pick<NameWish, 'x' | 'y' | 'dotSize'>, place: NamePlace): Box {
  const left = x + place.shift - dotSize / 2;
  const bottom = y - place.lift;
  return { left, top: bottom - dotSize, right: left + dotSize, bottom };
}

/** Above the head, beside the face, on the chest. */
function placeAsDot(wish: NameWish, obstacles: readonly Box[], gap: number): NamePlace {
  const { face, dotSize, y } = wish;
  const beside = (face.right - face.left + dotSize) / 2 + gap / 4;
  const levelWithFace = y - (face.top + face.bottom + dotSize) / 2;
  const onChest = y - (face.bottom + gap * 2 + dotSize);
  for (const [shift, lift] of [
    [0, 0],
    [beside, levelWithFace],
    [-beside, levelWithFace],
    [0, onChest],
  ] as const) {
    const place: NamePlace = { form: 'dot', shift, lift, leader: 0 };
    const box = dotBox(wish, place);
    if (!obstacles.some((obstacle) => overlap(box, obstacle, 0))) return place;
  }
  return { form: 'none', shift: 0, lift: 0, leader: 0 };
}
