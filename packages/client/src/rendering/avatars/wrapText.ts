const ellipsis = '…';

/**
 * Breaks a text into lines at its spaces, and inside of words that are longer than a line. What does not fit into the
 * last line ends with an ellipsis.
 *
 * @param measure width of a text, in the unit of `width`
 */
export function wrapText(
  text: string,
  width: number,
  mostLines: number,
  measure: (text: string) => number,
): readonly string[] {
  const fits = (line: string): boolean => measure(line) <= width;
  const words = text.split(/\s+/u).filter((word) => word !== '');
  const lines: string[] = [];
  let line = '';
  // One line more than is shown is enough to know that there is more.
  while (lines.length <= mostLines) {
    const word = words.shift();
    if (word === undefined) break;
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') {
      lines.push(line);
      line = '';
      words.unshift(word);
      continue;
    }
    const head = longestHead(word, fits);
    lines.push(head);
    words.unshift(word.slice(head.length));
  }
  if (line !== '') lines.push(line);
  if (lines.length <= mostLines) return lines;
  const shown = lines.slice(0, mostLines);
  shown[mostLines - 1] = withEllipsis(shown[mostLines - 1] ?? '', fits);
  return shown;
}

/** As many letters as fit, and one at least. */
function longestHead(word: string, fits: (text: string) => boolean): string {
  let head = '';
  for (const letter of word) {
    if (head !== '' && !fits(head + letter)) break;
    head += letter;
  }
  return head;
}

function withEllipsis(line: string, fits: (text: string) => boolean): string {
  const letters = [...line];
  while (letters.length > 1 && !fits(letters.join('').trimEnd() + ellipsis)) letters.pop();
  return letters.join('').trimEnd() + ellipsis;
}
