import { isUnchanged, layerCollides } from '@atrium/world';
import type { EditChange, EditConflict, World, WorldComparison, WorldIssue } from '@atrium/world';
import type { ApiFailure } from '../api/atriumApi.ts';
import type { Strings } from '../strings/en.ts';
import { capitalised, countProblems, itemName, thingName, zoneNameAt } from './describeProblem.ts';
import type { ProblemWords } from './describeProblem.ts';
import type { DraftSessionState, EditingState } from './draftState.ts';
import type { PublishEffects } from './publishEffects.ts';

/** Which number of the version rises. */
export type Bump = 'minor' | 'major';

/** Why a draft cannot be published as it is. */
export type PublishHindrance =
  /** A newer version was published since the draft began. */
  | 'outdated'
  | 'unchanged'
  /** Problems are still being looked for. */
  | 'looking'
  | 'errors';

/** What keeps a draft from being published; `undefined`: nothing. */
export function hindranceOf(
  { base, currentVersion }: Pick<EditingState, 'base' | 'currentVersion'>,
  problems: readonly WorldIssue[] | undefined,
  comparison: WorldComparison,
): PublishHindrance | undefined {
  if (base !== currentVersion) return 'outdated';
  if (isUnchanged(comparison)) return 'unchanged';
  if (problems === undefined) return 'looking';
  return countProblems(problems).errors > 0 ? 'errors' : undefined;
}

/** The number that a version gets, as `1.5.0` or `2.0.0` after `1.4.2`. */
export function nextVersion(version: string, bump: Bump): string {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return bump === 'major' ? `${major + 1}.0.0` : `${major}.${minor + 1}.0`;
}

/** How a language says what publishing does to people and things. */
export interface EffectWords {
  /** @param names as far as there are few; empty: the number alone */
  readonly inTheWay: (count: number, names: readonly string[]) => string;
  readonly along: (count: number, names: readonly string[]) => string;
  readonly silenced: (count: number, names: readonly string[]) => string;
  readonly lockedDoors: (count: number, names: readonly string[]) => string;
  readonly keptBoards: (count: number, zones: readonly string[]) => string;
}

/** Things and people that are named; more are counted. */
const named = 5;

/** A sentence for each kind of effect that there is. @param published the current version, which has what goes */
export function describeEffects(
  effects: PublishEffects,
  published: World,
  words: EffectWords,
  problemWords: ProblemWords,
): readonly string[] {
  const doors = effects.lockedDoors.map((door) => thingName(published, door.id, problemWords) ?? door.id);
  const boards = effects.keptBoards.map(({ position }) => zoneNameAt(published, position));
  const sentences = [
    [effects.inTheWay, words.inTheWay],
    [effects.along, words.along],
    [effects.silenced, words.silenced],
    [doors, words.lockedDoors],
    [boards, words.keptBoards],
  ] as const;
  return sentences.flatMap(([names, tell]) =>
    names.length === 0 ? [] : [tell(names.length, names.length <= named ? [...new Set(names)] : [])],
  );
}

/** How a language names what an editor's step has changed that others have changed as well. */
export interface ConflictWords {
  readonly walls: (x: number, y: number) => string;
  readonly floor: (x: number, y: number) => string;
  readonly name: string;
  readonly ground: string;
  readonly size: string;
}

/** What the steps that could not be made again were about, each thing once. */
export function describeConflicts(
  conflicts: readonly EditConflict[],
  world: World,
  words: ConflictWords,
  problemWords: ProblemWords,
): readonly string[] {
  const tell = (change: EditChange): string => {
    switch (change.kind) {
      case 'tiles': {
        const start = change.runs[0]?.start ?? 0;
        const [x, y] = [start % world.map.width, Math.floor(start / world.map.width)];
        const layer = world.map.layers.find(({ id }) => id === change.layer);
        return layer !== undefined && layerCollides(layer) ? words.walls(x, y) : words.floor(x, y);
      }
      case 'put': {
        const item = change.before ?? change.after;
        return capitalised(item === undefined ? change.id : itemName(world, item, problemWords));
      }
      case 'set':
        return { name: words.name, groundZone: words.ground, map: words.size }[change.key];
      case 'resize':
        return words.size;
    }
  };
  return [...new Set(conflicts.map(({ conflict }) => tell(conflict)))];
}

/** Codes for which the server adds what is wrong in detail, a line each. */
const detailed: ReadonlySet<string> = new Set(['world_invalid', 'bad_request']);

/**
 * Why something was not done: a sentence, then details that the server gives in English alone; nothing where the draft is
 * known to be outdated.
 */
export function describeFailure(
  failure: ApiFailure,
  state: DraftSessionState,
  { errors, lobby }: Pick<Strings, 'errors' | 'lobby'>,
): readonly string[] {
  if (failure.kind === 'unreachable') return [lobby.unreachable];
  // What can be done about it is said already, see `hindranceOf`.
  if (failure.code === 'version_outdated' && state.kind === 'editing' && state.base !== state.currentVersion)
    return [];
  const { code, message = '' } = failure;
  const details = detailed.has(code) ? message.split('\n').slice(1) : [];
  return [errors[code], ...details];
}
