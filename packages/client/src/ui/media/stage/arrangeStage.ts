import type { ZoneType } from '@atrium/world';
import type { Settings } from '../../../settings/settings.ts';

/** What is shown large. */
export interface StageMain {
  readonly kind: 'person' | 'screen';
  readonly personId: string;
}

export interface StageWishes {
  readonly view: 'grid' | 'speaker';
  readonly selfId: string;
  /** Everyone with a tile, oneself included, in their order. */
  readonly people: readonly string[];
  /** Who shares a screen, oneself included; the latest last. */
  readonly screens: readonly string[];
  readonly pinnedId: string | undefined;
  /** Whose screen somebody has chosen to see. */
  readonly screenOf: string | undefined;
  readonly speakerId: string | undefined;
}

export interface StageArrangement {
  readonly main: StageMain | undefined;
  readonly tiles: readonly string[];
}

/** What is shown large and what in tiles. Large: the pinned person, else a screen, else the speaker. */
export function arrangeStage(wishes: StageWishes): StageArrangement {
  const { people } = wishes;
  const main = mainOf(wishes);
  if (main?.kind !== 'person') return { main, tiles: people };
  return { main, tiles: people.filter((personId) => personId !== main.personId) };
}

function mainOf(wishes: StageWishes): StageMain | undefined {
  const { view, selfId, people, screens, pinnedId, screenOf, speakerId } = wishes;
  if (pinnedId !== undefined && people.includes(pinnedId)) return { kind: 'person', personId: pinnedId };
  const chosen = screenOf !== undefined && screens.includes(screenOf) ? screenOf : undefined;
  // Your own screen is shown large only on request.
  const screen = chosen ?? screens.filter((personId) => personId !== selfId).at(-1);
  if (screen !== undefined) return { kind: 'screen', personId: screen };
  if (view === 'grid') return undefined;
  const others = people.filter((personId) => personId !== selfId);
  const speaker = speakerId !== undefined && others.includes(speakerId) ? speakerId : others[0];
  return speaker === undefined ? undefined : { kind: 'person', personId: speaker };
}

export type StageMode = 'none' | 'strip' | 'large';

/** Whether video covers the World, stands along its top, or is not there at all. */
export function stageMode(
  zoneType: ZoneType | undefined,
  hasVideo: boolean,
  meetingView: Settings['meetingView'],
  isEnlarged: boolean,
): StageMode {
  if (!hasVideo || zoneType === undefined) return 'none';
  if (zoneType === 'MeetingRoom') return meetingView === 'strip' ? 'strip' : 'large';
  return isEnlarged ? 'large' : 'strip';
}
