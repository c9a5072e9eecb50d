import { footprintOf, objectKinds, worldLimits } from '@atrium/world';
import type {
  NewId,
  ObjectType,
  Position,
  Rectangle,
  Rotation,
  SpawnPoint,
  WorldObject,
} from '@atrium/world';
import type { ImportNotes } from './importReport.ts';
import type { MapSurvey, SurveyedEntity, SurveyedLink } from './mapSurvey.ts';
import { plainName } from './placeZones.ts';
import type { BlockedParts } from './splitBlocked.ts';

/** The tiles of a World in the making. */
export interface Ground {
  readonly width: number;
  readonly height: number;
  /** Row by row; 1: a wall or furniture. Follows what is placed. */
  readonly solid: Uint8Array;
}

/** @returns Objects for what blocks, for the furniture of WorkAdventure's editor, and for links */
export function placeObjects(
  survey: MapSurvey,
  { furniture }: BlockedParts,
  ground: Ground,
  newId: NewId,
  notes: ImportNotes,
): readonly WorldObject[] {
  const objects: WorldObject[] = furniture.map((piece) => ({ ...piece, id: newId(idOf(piece.type)) }));
  const links = [...survey.links];
  for (const entity of survey.entities) {
    const note = { name: entity.name || entity.words, place: entity.at };
    const object =
      objects.length < worldLimits.objects ? entityObject(entity, ground) : 'entity-without-place';
    if (typeof object !== 'string') {
      objects.push({ ...object, id: newId(idOf(object.type)) });
      if (objectKinds[object.type].placement === 'floor') fill(ground, footprintOf(object));
    } else notes.add({ code: object, ...note });
    if (entity.link !== undefined)
      links.push({ name: note.name, address: entity.link, tiles: [{ ...entity.at, width: 1, height: 1 }] });
  }
  for (const link of links) placeLink(link, objects, ground, newId, notes);
  return objects;
}

function idOf(type: ObjectType): string {
  return type.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();
}

/** The first that fits; what WorkAdventure calls its furniture, in the languages that its makers use. */
const entityTypes: readonly (readonly [RegExp, ObjectType])[] = [
  [/armchair|lounge|pouf|beanbag/, 'LoungeChair'],
  [/chair|stool|chaise/, 'Chair'],
  [/sofa|couch|canap/, 'Sofa'],
  [/coffee ?table/, 'CoffeeTable'],
  [/desk|bureau/, 'Desk'],
  [/table/, 'CoffeeTable'],
  [/white ?board/, 'Whiteboard'],
  [/screen|television|\btv\b/, 'Screen'],
  [/shelf|bookcase|library|cupboard|wardrobe/, 'Bookshelf'],
  [/tree|palm/, 'TallPlant'],
  [/plant|flower|pot/, 'Plant'],
  [/lamp|light/, 'Lamp'],
  [/rug|carpet/, 'Rug'],
  [/cooler|fountain/, 'WaterCooler'],
];
const rotationOf: Readonly<Record<string, Rotation>> = { down: 0, left: 90, up: 180, right: 270 };

function entityObject(
  { words, at }: SurveyedEntity,
  ground: Ground,
): Omit<WorldObject, 'id'> | 'entity-unknown' | 'entity-without-place' {
  const plain = words.toLowerCase();
  const type = entityTypes.find(([pattern]) => pattern.test(plain))?.[1];
  if (type === undefined) return 'entity-unknown';
  const direction = /down|left|up|right/.exec(plain)?.[0] ?? 'down';
  const object = { type, position: at, rotation: rotationOf[direction] ?? 0, ...usedAs(type) };
  const isFlat = objectKinds[type].placement === 'flat';
  const footprint = footprintOf(object);
  if (!isOn(ground, footprint) || (!isFlat && !isFree(ground, footprint))) return 'entity-without-place';
  return object;
}

/** What people do with what can be sat on. */
function usedAs(type: ObjectType): Partial<WorldObject> {
  const { seats } = objectKinds[type];
  if (seats === 0) return {};
  return { occupancy: seats === 1 ? 'single' : 'multiple', interaction: { action: 'sit' } };
}

/** A page opens from furniture that is there already, else from a Screen in its area, else from a Plant. */
function placeLink(
  { name, address, tiles }: SurveyedLink,
  objects: WorldObject[],
  ground: Ground,
  newId: NewId,
  notes: ImportNotes,
): void {
  const [first] = tiles;
  const note = { name, detail: address, place: first && { x: first.x, y: first.y } };
  const opens = webAddress(address);
  if (opens === undefined) return notes.add({ code: 'link-relative', ...note });
  const interaction = { action: 'open' as const, opens };
  const beside = tiles.map(grown);
  const found = objects.findIndex(
    (object) =>
      object.interaction === undefined &&
      objectKinds[object.type].seats === 0 &&
      beside.some((area) => meet(area, footprintOf(object))),
  );
  const there = objects[found];
  if (there !== undefined) {
    objects[found] = { ...there, interaction };
    return;
  }
  const place = objects.length < worldLimits.objects ? freePlace(tiles, ground) : undefined;
  if (place === undefined) return notes.add({ code: 'link-without-place', ...note });
  objects.push({ ...place, id: newId(idOf(place.type)), interaction });
  fill(ground, footprintOf(place));
}

/** Absolute addresses alone: where a map was, nobody knows any more. */
function webAddress(address: string): string | undefined {
  const text = address.startsWith('//') ? `https:${address}` : address;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const { href } = new URL(text);
  return href.length <= worldLimits.urlLength ? href : undefined;
}

function grown({ x, y, width, height }: Rectangle): Rectangle {
  return { x: x - 1, y: y - 1, width: width + 2, height: height + 2 };
}

function meet(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Tiles that are looked through for a place. */
const mostTiles = 2_000;

function freePlace(tiles: readonly Rectangle[], ground: Ground) {
  let looked = 0;
  for (const type of ['Screen', 'Plant'] as const) {
    for (const { x: left, y: top, width, height } of tiles) {
      for (let y = top; y < top + height; y++) {
        for (let x = left; x < left + width && ++looked < mostTiles; x++) {
          const object = { type, position: { x, y }, rotation: 0 as const };
          if (isInNobodysWay(ground, footprintOf(object))) return object;
        }
      }
    }
  }
  return undefined;
}

/** Whether the free tiles around a place hang together, so that no way is cut by what is put there. */
function isInNobodysWay(ground: Ground, area: Rectangle): boolean {
  if (!isOn(ground, area) || !isFree(ground, area)) return false;
  const around = ringOf(area).map((tile) => isOn(ground, tile) && isFree(ground, tile));
  const gaps = around.filter((isOpen, index) => isOpen && around.at(index - 1) === false).length;
  return around.includes(true) && gaps <= 1;
}

/** The tiles around a rectangle, clockwise. */
function ringOf({ x, y, width, height }: Rectangle): readonly Rectangle[] {
  const ring: Rectangle[] = [];
  const add = (tileX: number, tileY: number) => ring.push({ x: tileX, y: tileY, width: 1, height: 1 });
  for (let at = x - 1; at < x + width; at++) add(at, y - 1);
  for (let at = y - 1; at < y + height; at++) add(x + width, at);
  for (let at = x + width; at > x - 1; at--) add(at, y + height);
  for (let at = y + height; at > y - 1; at--) add(x - 1, at);
  return ring;
}

function isOn({ width, height }: Ground, area: Rectangle): boolean {
  return area.x >= 0 && area.y >= 0 && area.x + area.width <= width && area.y + area.height <= height;
}

function isFree({ width, solid }: Ground, area: Rectangle): boolean {
  for (let { y } = area; y < area.y + area.height; y++)
    for (let { x } = area; x < area.x + area.width; x++) if (solid[y * width + x] === 1) return false;
  return true;
}

export function fill({ width, solid }: Ground, area: Rectangle): void {
  for (let { y } = area; y < area.y + area.height; y++)
    for (let { x } = area; x < area.x + area.width; x++) solid[y * width + x] = 1;
}

/** SpawnPoints where people arrive on the map, on free tiles. There is at least one. */
export function placeStarts(
  { starts, drawn, width }: MapSurvey,
  ground: Ground,
  newId: NewId,
  notes: ImportNotes,
): readonly SpawnPoint[] {
  const placed: SpawnPoint[] = [];
  const open = Uint8Array.from(ground.solid, (solid) => (solid === 1 ? 0 : 1));
  const floor = open.map((tile, index) => (tile === 1 && drawn[index] === 1 ? 1 : 0));
  const places = floor.includes(1) ? floor : open;
  const at = (index: number): Position => ({ x: index % width, y: Math.floor(index / width) });
  for (const { name = '', tiles } of starts) {
    const wished = middleOf(tiles);
    if (placed.length >= worldLimits.spawnPoints) {
      notes.add({ code: 'starts-too-many', name, place: wished });
      continue;
    }
    const own = new Uint8Array(open.length);
    for (const tile of tiles) fill({ ...ground, solid: own }, tile);
    const nearest = nearestOpen(
      ground,
      open.map((tile, index) => tile & (own[index] ?? 0)),
      wished,
    );
    if (nearest === undefined) notes.add({ code: 'start-moved', name, place: wished });
    const position = nearest ?? nearestOpen(ground, places, wished);
    const plain = plainName(name);
    if (position !== undefined)
      placed.push({ id: newId('spawn'), ...(plain === undefined ? {} : { name: plain }), position });
  }
  if (placed.length > 0) return placed;
  notes.add({ code: 'start-missing', name: '' });
  const tiles = largestPiece(ground, places).map(at);
  const wished = middleOf(tiles.map((tile) => ({ ...tile, width: 1, height: 1 })));
  const position = nearestOpen(ground, places, wished);
  return position === undefined ? [] : [{ id: newId('spawn'), position }];
}

function middleOf(tiles: readonly Rectangle[]): Position {
  let [x, y, area] = [0, 0, 0];
  for (const tile of tiles) {
    const size = tile.width * tile.height;
    x += (tile.x + tile.width / 2) * size;
    y += (tile.y + tile.height / 2) * size;
    area += size;
  }
  return area === 0 ? { x: 0, y: 0 } : { x: Math.floor(x / area), y: Math.floor(y / area) };
}

function nearestOpen({ width }: Ground, open: Uint8Array, { x, y }: Position): Position | undefined {
  let nearest: Position | undefined;
  let least = Infinity;
  for (const [index, tile] of open.entries()) {
    if (tile !== 1) continue;
    const place = { x: index % width, y: Math.floor(index / width) };
    const far = Math.hypot(place.x - x, place.y - y);
    if (far < least) [nearest, least] = [place, far];
  }
  return nearest;
}

/** The most tiles that one can walk between. */
function largestPiece({ width, height }: Ground, open: Uint8Array): readonly number[] {
  const left = open.slice();
  let largest: readonly number[] = [];
  for (const start of left.keys()) {
    if (left[start] !== 1) continue;
    left[start] = 0;
    const piece = [start];
    for (const tile of piece) {
      const x = tile % width;
      const next = [x > 0 ? tile - 1 : -1, x < width - 1 ? tile + 1 : -1, tile - width, tile + width];
      for (const other of next) {
        if (other < 0 || other >= width * height || left[other] !== 1) continue;
        left[other] = 0;
        piece.push(other);
      }
    }
    if (piece.length > largest.length) largest = piece;
  }
  return largest;
}
