/** The word that a mistyped one was probably meant to be; `undefined` where none is close. */
export function nearestWord(typed: string, words: readonly string[]): string | undefined {
  const most = Math.min(3, Math.floor(typed.length / 2));
  let nearest: string | undefined;
  let fewest = most + 1;
  for (const word of words) {
    if (Math.abs(word.length - typed.length) > most) continue;
    const changes = changesBetween(typed.toLowerCase(), word.toLowerCase());
    if (changes < fewest) {
      fewest = changes;
      nearest = word;
    }
  }
  return nearest;
}

/** Levenshtein distance: letters to be added, removed or replaced. */
function changesBetween(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
