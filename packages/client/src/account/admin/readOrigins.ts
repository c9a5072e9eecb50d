import { embedOriginSchema } from '@atrium/protocol';

/** What was typed as a list of web addresses: their origins, and what is none. */
export interface ReadOrigins {
  readonly origins: readonly string[];
  readonly wrong: readonly string[];
}

/** Reads addresses one a line, or separated by spaces or commas. People paste those of pages: their origin counts. */
export function readOrigins(text: string): ReadOrigins {
  const origins: string[] = [];
  const wrong: string[] = [];
  for (const word of text.split(/[\s,]+/).filter(Boolean)) {
    // Hosts with letters beyond ASCII have a form within it.
    const origin = URL.canParse(word) ? new URL(word).origin : word;
    if (!embedOriginSchema.safeParse(origin).success) wrong.push(word);
    else if (!origins.includes(origin)) origins.push(origin);
  }
  return { origins, wrong };
}
