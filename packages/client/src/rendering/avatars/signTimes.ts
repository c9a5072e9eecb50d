/** How long a text stays over a head, in ms. */
const bubble = { baseMs: 2500, perLetterMs: 50, shortestMs: 3000, longestMs: 10_000, fadeMs: 200 } as const;
/** How long a reaction stays, and the last part of it, in which it fades, in ms. */
const reaction = { durationMs: 2000, fadeMs: 300 } as const;
/** How far up a reaction floats, in CSS px. */
const floatsUpPx = 18;

/** How something over a head looks at one moment. */
export interface SignMoment {
  /** 0 to 1. */
  readonly opacity: number;
  /** How far above its place it is, in CSS px. */
  readonly risePx: number;
  /** In how many ms it looks different: 0 where it moves, `Infinity` when it is over. */
  readonly changesInMs: number;
}

const over: SignMoment = { opacity: 0, risePx: 0, changesInMs: Infinity };

/** @param ageMs how long ago the text was said */
export function bubbleAt(text: string, ageMs: number, reducedMotion: boolean): SignMoment {
  const wished = bubble.baseMs + bubble.perLetterMs * [...text].length;
  const durationMs = Math.min(bubble.longestMs, Math.max(bubble.shortestMs, wished));
  if (ageMs >= durationMs) return over;
  const steadyMs = reducedMotion ? durationMs : durationMs - bubble.fadeMs;
  if (ageMs < steadyMs) return { opacity: 1, risePx: 0, changesInMs: steadyMs - ageMs };
  return { opacity: (durationMs - ageMs) / bubble.fadeMs, risePx: 0, changesInMs: 0 };
}

/** @param ageMs how long ago somebody reacted */
export function reactionAt(ageMs: number, reducedMotion: boolean): SignMoment {
  const leftMs = reaction.durationMs - ageMs;
  if (leftMs <= 0) return over;
  if (reducedMotion) return { opacity: 1, risePx: 0, changesInMs: leftMs };
  const share = Math.max(0, ageMs) / reaction.durationMs;
  return {
    opacity: Math.min(1, leftMs / reaction.fadeMs),
    // Quick at first, then slower: it is thrown up.
    risePx: floatsUpPx * (1 - (1 - share) * (1 - share)),
    changesInMs: 0,
  };
}
