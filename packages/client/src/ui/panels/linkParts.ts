/** A piece of a chat message. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly address: string };

const addressPattern = /\bhttps?:\/\/[^\s<>"'`]+/gi;
/** What ends a sentence is not part of the address before it. */
const sentenceEnd = /[.,;:!?»”’]$/;
const brackets: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** The address without what belongs to the text around it: a bracket that was opened within the address stays. */
function withoutSentenceEnd(found: string): string {
  const opened = brackets[found.at(-1) ?? ''];
  const isAround =
    opened === undefined
      ? sentenceEnd.test(found)
      : found.split(opened).length < found.split(found.at(-1) ?? '').length;
  return isAround ? withoutSentenceEnd(found.slice(0, -1)) : found;
}

/** Finds the web addresses in plain text: http and https alone, so that no link can run anything. */
export function linkParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(addressPattern)) {
    const shown = withoutSentenceEnd(found);
    if (!URL.canParse(shown)) continue;
    if (index > from) parts.push({ kind: 'text', text: text.slice(from, index) });
    parts.push({ kind: 'link', text: shown, address: new URL(shown).href });
    from = index + shown.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}
