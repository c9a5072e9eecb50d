/** Something that can be found by typing. */
export interface Findable {
  readonly key: string;
  readonly label: string;
  /** What tells it from others with the same label, such as its place. */
  readonly note: string;
}

/** Whatever letters are written with, and whether they are capital, does not count. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * What has all words of a text: first those that begin with it, then those that have it in the label, then those where
 * the note helps. In each, the order stays.
 *
 * @param most how many at most
 */
export function findAnything<Found extends Findable>(
  all: readonly Found[],
  text: string,
  most: number,
): readonly Found[] {
  const whole = plain(text.trim());
  const words = whole.split(/\s+/).filter((word) => word !== '');
  const ranked: [Found[], Found[], Found[]] = [[], [], []];
  for (const found of all) {
    const label = plain(found.label);
    const rest = `${label} ${plain(found.note)}`;
    if (label.startsWith(whole)) ranked[0].push(found);
    else if (words.every((word) => label.includes(word))) ranked[1].push(found);
    else if (words.every((word) => rest.includes(word))) ranked[2].push(found);
  }
  return ranked.flat().slice(0, most);
}
