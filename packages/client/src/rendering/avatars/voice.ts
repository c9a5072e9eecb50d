/** What is seen of somebody's microphone; `silent` where it is on and nothing is said, or nothing is known. */
export type Voice = 'silent' | 'muted' | 'speaking';

/** How long one picture of the bars stays, in ms: 8 a second. */
export const barsFrameMs = 125;

/** Heights of the three bars in each picture, as shares of the highest. */
const barHeights = [
  [0.45, 0.9, 0.6],
  [0.8, 0.55, 0.95],
  [0.6, 1, 0.45],
  [0.95, 0.65, 0.8],
] as const;

/** Which picture of the bars is shown at a moment; always the same one where motion is reduced. */
export function barsFrameAt(nowMs: number, reducedMotion: boolean): number {
  return reducedMotion ? 0 : Math.floor(nowMs / barsFrameMs) % barHeights.length;
}

export function barHeightsOf(frame: number): readonly number[] {
  return barHeights[frame % barHeights.length] ?? barHeights[0];
}

export const barsFrames = barHeights.length;
