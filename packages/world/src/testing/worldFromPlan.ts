import { currentFormatVersion } from '../format/world.ts';
import type { Door, Passage, SpawnPoint, World, WorldObject, Zone } from '../format/world.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import type { Rotation } from '../objects/objectTypes.ts';
import { footprintOf } from '../objects/objectTypes.ts';

/** What the letters of a plan stand for, and what cannot be drawn. */
export interface PlanOptions {
  /** Lower-case letter -> the Zone that the letter's tiles span; its id is the letter unless given. */
  readonly zones?: Readonly<Record<string, Pick<Zone, 'type'> & Partial<Zone>>>;
  /** Digit -> the Door on that digit's tiles; its id is `door-<digit>` unless given, its access `open`. */
  readonly doors?: Readonly<Record<string, Pick<Door, 'leadsToZone'> & Partial<Door>>>;
  /**
   * Capital letter -> the Object on each of its tiles, or the one Object that begins there when it is wider; ids are
   * like `chair-3-4`. `C` is a Chair and `P` a Plant unless said otherwise.
   */
  readonly objects?: Readonly<Record<string, Pick<WorldObject, 'type'> & Partial<WorldObject>>>;
  readonly groundZone?: Partial<World['groundZone']>;
  /** Added to what the plan shows. */
  readonly more?: {
    readonly zones?: readonly Zone[];
    readonly doors?: readonly Door[];
    readonly passages?: readonly Passage[];
    readonly objects?: readonly WorldObject[];
    readonly spawnPoints?: readonly SpawnPoint[];
  };
}

interface PlanTile {
  readonly letter: string;
  readonly x: number;
  readonly y: number;
}

const wallPalette = [null, 'wall', 'window', 'glass'];
const defaultObjects: NonNullable<PlanOptions['objects']> = { C: { type: 'Chair' }, P: { type: 'Plant' } };

/**
 * Builds a World from a drawing: one string per row of the Map, one character per tile, x to the right, y down.
 *
 * `#` wall, `=` window, `%` glass, `.` or a space floor, `@` SpawnPoint, `:` passage, lower-case letters Zones (a Zone's
 * bounds span all its letters), digits Doors, capital letters Objects. Without an `@` the first `.` is the SpawnPoint.
 * Nothing is validated: tests build invalid Worlds too.
 *
 * @example worldFromPlan(['#####', '#@1a#', '#####'], { zones: { a: { type: 'MeetingRoom' } }, doors: { 1: { leadsToZone: 'a' } } })
 */
export function worldFromPlan(rows: readonly string[], options: PlanOptions = {}): World {
  const width = rows[0]?.length ?? 0;
  if (rows.some((row) => row.length !== width))
    throw new Error('The rows of a plan have to be equally long.');
  const tiles = rows.flatMap((row, y) => [...row].map((letter, x) => ({ letter, x, y })));
  const objectLegend = { ...defaultObjects, ...options.objects };
  for (const { letter } of tiles) checkLetter(letter, options, objectLegend);
  return {
    formatVersion: currentFormatVersion,
    worldId: 'plan',
    workspaceId: 'tests',
    version: '1.0.0',
    meta: {
      name: 'Plan',
      createdAt: '2025-01-01T00:00:00Z',
      updatedAt: '2025-01-01T00:00:00Z',
      createdBy: 'tests',
    },
    map: {
      tileSet: 'office',
      width,
      height: rows.length,
      layers: [
        { id: 'floor', palette: ['oak'], tiles: tiles.map(() => 0) },
        {
          id: 'walls',
          palette: wallPalette,
          tiles: tiles.map(({ letter }) => Math.max(0, ['.', '#', '=', '%'].indexOf(letter))),
        },
      ],
    },
    groundZone: { id: 'ground', name: 'Ground', ...options.groundZone },
    zones: [...zonesOf(tiles, options), ...(options.more?.zones ?? [])],
    doors: [...doorsOf(tiles, options), ...(options.more?.doors ?? [])],
    passages: [...passagesOf(tiles), ...(options.more?.passages ?? [])],
    objects: [...objectsOf(tiles, objectLegend), ...(options.more?.objects ?? [])],
    spawnPoints: [...spawnPointsOf(tiles), ...(options.more?.spawnPoints ?? [])],
  };
}

function checkLetter(letter: string, options: PlanOptions, objects: Readonly<Record<string, unknown>>): void {
  const known =
    '#=%. @:'.includes(letter) || letter in objects || letter in { ...options.zones, ...options.doors };
  if (!known) throw new Error(`The plan has "${letter}", which nothing explains.`);
}

function spanOf(tiles: readonly PlanTile[], letter: string): Rectangle | undefined {
  const own = tiles.filter((tile) => tile.letter === letter);
  if (own.length === 0) return undefined;
  const x = Math.min(...own.map((tile) => tile.x));
  const y = Math.min(...own.map((tile) => tile.y));
  return {
    x,
    y,
    width: Math.max(...own.map((tile) => tile.x)) - x + 1,
    height: Math.max(...own.map((tile) => tile.y)) - y + 1,
  };
}

function zonesOf(tiles: readonly PlanTile[], options: PlanOptions): Zone[] {
  return Object.entries(options.zones ?? {}).map(([letter, zone]) => {
    const bounds = spanOf(tiles, letter);
    return { id: letter, name: letter, ...(bounds === undefined ? {} : { bounds }), ...zone };
  });
}

function doorsOf(tiles: readonly PlanTile[], options: PlanOptions): Door[] {
  return Object.entries(options.doors ?? {}).map(([digit, door]) => {
    const bounds = door.bounds ?? spanOf(tiles, digit);
    if (bounds === undefined) throw new Error(`The plan does not show where Door ${digit} is.`);
    return { id: `door-${digit}`, access: { type: 'open' }, ...door, bounds };
  });
}

function passagesOf(tiles: readonly PlanTile[]): Passage[] {
  return tiles
    .filter(({ letter }) => letter === ':')
    .map(({ x, y }, place) => ({ id: `passage-${place + 1}`, bounds: { x, y, width: 1, height: 1 } }));
}

function objectsOf(
  tiles: readonly PlanTile[],
  legend: NonNullable<PlanOptions['objects']>,
): readonly WorldObject[] {
  const covered = new Set<string>();
  return tiles.flatMap(({ letter, x, y }): WorldObject[] => {
    const kind = legend[letter];
    if (kind === undefined || covered.has(`${letter} ${x} ${y}`)) return [];
    const rotation: Rotation = kind.rotation ?? 0;
    const object = { id: `${kebabCase(kind.type)}-${x}-${y}`, ...kind, position: { x, y }, rotation };
    const area = footprintOf(object);
    for (let row = y; row < y + area.height; row++) {
      for (let column = x; column < x + area.width; column++) covered.add(`${letter} ${column} ${row}`);
    }
    return [object];
  });
}

function spawnPointsOf(tiles: readonly PlanTile[]): SpawnPoint[] {
  const marked = tiles.filter(({ letter }) => letter === '@');
  const places = marked.length > 0 ? marked : tiles.filter(({ letter }) => letter === '.').slice(0, 1);
  return places.map(({ x, y }, place) => ({ id: `spawn-${place + 1}`, position: { x, y } }));
}

function kebabCase(type: string): string {
  return type.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();
}
