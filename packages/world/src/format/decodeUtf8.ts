/** Every engine that runs Atrium has it, though the language's own types do not. */
declare const TextDecoder: new (
  encoding: 'utf-8',
  options: { readonly fatal: boolean },
) => { decode(bytes: Uint8Array): string };

export type DecodedText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly line: number };

/** Bytes -> text; a byte order mark is dropped. What is no UTF-8 fails, with the line of the first bad byte. */
export function decodeUtf8(bytes: Uint8Array): DecodedText {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const text = new TextDecoder('utf-8', { fatal: false }).decode(bytes);
    return { ok: false, line: text.slice(0, text.indexOf('\uFFFD')).split('\n').length };
  }
}
