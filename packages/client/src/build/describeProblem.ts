import { areaOfZone, containsPosition, isError, worldLists, zoneTypes } from '@atrium/world';
import type { ObjectType, Position, World, WorldIssue, WorldIssueCode, WorldItem } from '@atrium/world';

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
  const [title, ...others] = about.ids.map((id) => capitalised(thingName(world, id, words) ?? id));
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

/** What people call something in a World; `undefined` where nothing has this id. */
export function thingName(world: World, id: string, words: ProblemWords): string | undefined {
  if (world.groundZone.id === id) return world.groundZone.name;
  for (const list of worldLists) {
    const item = world[list].find((other) => other.id === id);
    if (item !== undefined) return itemName(world, item, words);
  }
  return undefined;
}

/** What people call something that may not be in the World any more. */
export function itemName(world: World, item: WorldItem, { things }: ProblemWords): string {
  if ('leadsToZone' in item) {
    const leadsTo = zoneName(world, item.leadsToZone);
    return leadsTo === undefined ? things.door : things.doorTo(leadsTo);
  }
  if ('rotation' in item) return things.object[item.type];
  if ('type' in item) return item.name;
  if ('bounds' in item) return things.passage;
  return item.name === undefined ? things.unnamedEntrance : things.entrance(item.name);
}

function zoneName({ zones, groundZone }: World, id: string): string | undefined {
  return groundZone.id === id ? groundZone.name : zones.find((zone) => zone.id === id)?.name;
}

/** The most specific Zone, as people who stand there are in. */
export function zoneNameAt({ zones, groundZone }: World, tile: Position): string {
  const covering = zones.filter((zone) => areaOfZone(zone).some((part) => containsPosition(part, tile)));
  const [zone = groundZone] = covering.sort((a, b) => zoneTypes.indexOf(a.type) - zoneTypes.indexOf(b.type));
  return zone.name;
}

export function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
