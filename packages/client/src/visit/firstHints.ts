import type { FirstHint } from '../settings/settings.ts';

/** What of the moment decides which hint helps, and which has helped. */
export interface HintSituation {
  /** How far from where one came in, in tiles. */
  readonly walkedTiles: number;
  /** Whether one stands at a Door at which one can knock. */
  readonly isAtDoor: boolean;
  readonly isKnocking: boolean;
  /** Whether the microphone works here: the Zone allows it, and the browser has one to give. */
  readonly canTalk: boolean;
  /** Switch or key. */
  readonly isMicrophoneOn: boolean;
  readonly isSending: boolean;
  readonly isHeard: boolean;
  /** Whether the people here are all out of earshot. */
  readonly isFarFromAll: boolean;
  /** Others in the same Zone. */
  readonly peopleHere: number;
  /** Others in the World, but not here. */
  readonly peopleElsewhere: number;
  readonly isPeopleListOpen: boolean;
}

/** The one hint that helps now and has not helped yet; what lies nearest first. */
export function hintFor(done: readonly FirstHint[], situation: HintSituation): FirstHint | undefined {
  const helps: Readonly<Record<FirstHint, boolean>> = {
    knock: situation.isAtDoor && !situation.isKnocking,
    walk: true,
    heard: situation.isSending && situation.isHeard,
    approach: situation.isSending && situation.peopleHere > 0 && situation.isFarFromAll,
    talk: situation.canTalk && situation.peopleHere > 0 && !situation.isMicrophoneOn,
    others: situation.peopleHere === 0 && situation.peopleElsewhere > 0,
  };
  const nearestFirst = ['knock', 'walk', 'heard', 'approach', 'talk', 'others'] as const;
  return nearestFirst.find((hint) => helps[hint] && !done.includes(hint));
}

/** So far from where one came in, one has walked by oneself: newcomers are led a step aside where it is full. */
const walkedTiles = 3;

/** The hints that are not needed any more. @param shown the one that was shown until now */
export function hintsDone(
  done: readonly FirstHint[],
  situation: HintSituation,
  shown: FirstHint | undefined,
): readonly FirstHint[] {
  const news: readonly (readonly [FirstHint, boolean])[] = [
    ['walk', situation.walkedTiles >= walkedTiles],
    ['talk', situation.isMicrophoneOn],
    // It says where to look: those who have talked have seen it.
    ['heard', shown === 'heard' && !situation.isSending],
    ['approach', shown === 'approach' && situation.isHeard],
    ['knock', situation.isKnocking],
    ['others', situation.isPeopleListOpen],
  ];
  const added = news.filter(([hint, isDone]) => isDone && !done.includes(hint)).map(([hint]) => hint);
  return added.length === 0 ? done : [...done, ...added];
}
