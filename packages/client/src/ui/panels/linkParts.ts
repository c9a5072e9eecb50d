/** A piece of a chat message. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly address: string };

const addressPattern = /\bhttps?:\/\/[^\s<>"'`]+/gi;
/** What ends a sentence is not part of the address before it. */
const sentenceEnd = /[.,;:!?)\]}»”’]+$/;

/** Finds the web addresses in plain text: http and https alone, so that no link can run anything. */
export function linkParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(addressPattern)) {
    const shown = found.replace(sentenceEnd, '');
    if (!URL.canParse(shown)) continue;
    if (index > from) parts.push({ kind: 'text', text: text.slice(from, index) });
    parts.push({ kind: 'link', text: shown, address: new URL(shown).href });
    from = index + shown.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}
