/** A number from 0 to 1 (excluded) that looks random and depends on seed and salt alone (Wang's integer hash). */
export function pick(seed: number, salt: number): number {
  let hash = (Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)) >>> 0;
  hash = Math.imul(hash ^ 61 ^ (hash >>> 16), 9) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 4), 0x27d4eb2d) >>> 0;
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

/** One of a few choices: neighbouring seeds give different ones. */
export function choose<Choice>(choices: readonly [Choice, ...Choice[]], seed: number): Choice {
  const index = ((Math.floor(seed) % choices.length) + choices.length) % choices.length;
  return choices[index] ?? choices[0];
}
