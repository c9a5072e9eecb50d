import * as z from 'zod';
import { wireLimits } from '../limits.ts';

/**
 * Turns the text around it, or is not to be seen; line breaks, tabs and what joins emoji and letters are welcome. First,
 * to be kept: the flag of a region, as of Scotland, which ends in letters that are not to be seen (UTS #51, 2.3).
 */
const unwelcome =
  /(\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{1,6}\u{e007f})|(?![\n\t\u200c\u200d\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** So many accents on one letter reach into the lines above and below. */
const stacked = /(\p{M}{4})\p{M}+/gu;
/** Something to read or to look at, other than what only joins and turns. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;
const blankLines = /\n{3,}/g;

/** Plain text of a chat: what would spoil the text of others is taken out, and something has to be left. */
export const chatTextSchema = z
  .string()
  .max(wireLimits.chatLength)
  .overwrite((text) =>
    text
      .normalize('NFC')
      .replace(/\r\n?/g, '\n')
      .replace(unwelcome, '$1')
      .replace(stacked, '$1')
      .replace(blankLines, '\n\n')
      .trim(),
  )
  .regex(visible);
