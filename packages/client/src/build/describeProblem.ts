import { areaOfZone, containsPosition, isError, zoneTypes } from '@atrium/world';
import type { ObjectType, Position, World, WorldIssue, WorldIssueCode } from '@atrium/world';

/** Mistakes that only a file can have, and no World under edit; nobody but who wrote the file can mend them. */
type FileMistake =
  | 'file-too-large'
  | 'not-utf8'
  | 'not-json'
  | 'duplicate-key'
  | 'too-deep'
  | 'format-version'
  | 'format-too-new'
  | 'missing-key'
  | 'unknown-key'
  | 'wrong-type'
  | 'wrong-value'
  | 'wrong-text'
  | 'out-of-range'
  | 'too-many'
  | 'too-few'
  | 'more-issues'
  | 'more-warnings';

/** How a language says what is wrong with a World. */
export interface ProblemWords {
  /** @param others what else it is about; empty where that is nothing */
  readonly texts: Readonly<Record<Exclude<WorldIssueCode, FileMistake>, (others: string) => string>>;
  readonly things: {
    readonly doorTo: (zone: string) => string;
    readonly door: string;
    readonly passage: string;
    readonly entrance: (name: string) => string;
    readonly unnamedEntrance: string;
    readonly object: Readonly<Record<ObjectType, string>>;
    /** What is about no thing, but about the floor. */
    readonly floor: string;
    readonly map: string;
    readonly list: (things: readonly string[]) => string;
  };
  readonly place: (zone: string, x: number, y: number) => string;
}

/** A problem as a person reads it. */
export interface DescribedProblem {
  /** What it is about first. */
  readonly title: string;
  readonly text: string;
  /** Zone and tile; `undefined`: it has no place. */
  readonly place: string | undefined;
}

/** Says what is wrong in words, with the names that things have in the World. */
export function describeProblem(world: World, problem: WorldIssue, words: ProblemWords): DescribedProblem {
  const { code, about, message } = problem;
  const { things } = words;
  const [title, ...others] = about.ids.map((id) => capitalised(nameOf(world, id, words) ?? id));
  const [first] = about.tiles;
  const tell = Object.hasOwn(words.texts, code)
    ? words.texts[code as keyof ProblemWords['texts']]
    : () => message;
  return {
    title: title ?? (first === undefined ? things.map : things.floor),
    text: tell(others.length === 0 ? '' : things.list(others)),
    place: first && words.place(zoneNameAt(world, first), first.x, first.y),
  };
}

/** Errors first; else as they come. */
export function inOrder(problems: readonly WorldIssue[]): readonly WorldIssue[] {
  return [...problems.filter(isError), ...problems.filter((problem) => !isError(problem))];
}

/** How many problems keep a World from being published, and how many do not. */
export function countProblems(problems: readonly WorldIssue[]): {
  readonly errors: number;
  readonly warnings: number;
} {
  const errors = problems.filter(isError).length;
  return { errors, warnings: problems.length - errors };
}

function nameOf(world: World, id: string, { things }: ProblemWords): string | undefined {
  const zone = zoneName(world, id);
  if (zone !== undefined) return zone;
  const door = world.doors.find((other) => other.id === id);
  if (door !== undefined) {
    const leadsTo = zoneName(world, door.leadsToZone);
    return leadsTo === undefined ? things.door : things.doorTo(leadsTo);
  }
  if (world.passages.some((passage) => passage.id === id)) return things.passage;
  const object = world.objects.find((other) => other.id === id);
  if (object !== undefined) return things.object[object.type];
  const spawnPoint = world.spawnPoints.find((other) => other.id === id);
  if (spawnPoint === undefined) return undefined;
  return spawnPoint.name === undefined ? things.unnamedEntrance : things.entrance(spawnPoint.name);
}

function zoneName({ zones, groundZone }: World, id: string): string | undefined {
  return groundZone.id === id ? groundZone.name : zones.find((zone) => zone.id === id)?.name;
}

/** The most specific Zone, as people who stand there are in. */
function zoneNameAt({ zones, groundZone }: World, tile: Position): string {
  const covering = zones.filter((zone) => areaOfZone(zone).some((part) => containsPosition(part, tile)));
  const [zone = groundZone] = covering.sort((a, b) => zoneTypes.indexOf(a.type) - zoneTypes.indexOf(b.type));
  return zone.name;
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
