import { mostVoices } from '@atrium/protocol';

/** A Zone counts as one of many microphones until there are so many fewer than `mostVoices`: it does not go to and fro. */
const crowdMargin = 2;
/** How long a microphone can still be received after it was closed: a pause between two words ends nothing, in ms. */
const keptClosedMs = 10_000;

/**
 * Whether there are so many microphones in the room of a Zone that only open ones can be received. Where there are few,
 * all can, so that unmuting needs no time.
 *
 * @param microphones that are published, open or not
 */
export function isCrowdOfMicrophones(microphones: number, wasCrowd: boolean): boolean {
  return microphones > (wasCrowd ? mostVoices - crowdMargin : mostVoices);
}

/** Whether others can receive a microphone. @param closedSinceMs `undefined` while it is open */
export function isMicrophoneOffered(
  closedSinceMs: number | undefined,
  isCrowd: boolean,
  nowMs: number,
): boolean {
  return !isCrowd || closedSinceMs === undefined || nowMs - closedSinceMs < keptClosedMs;
}
