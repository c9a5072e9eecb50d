import * as z from 'zod';

const lineSchema = z.looseObject({
  level: z.number(),
  time: z.number(),
  msg: z.string().default(''),
  err: z.looseObject({ message: z.string().optional(), stack: z.string().optional() }).optional(),
});
const levels: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warning',
  50: 'error',
  60: 'fatal',
};

/** Turns lines of the log into lines for a person at a terminal, as in `10:31:05 warning  The certificate expires ...`. */
export class TerminalLines {
  readonly #print: (text: string) => void;

  constructor(print: (text: string) => void) {
    this.#print = print;
  }

  write(line: string): void {
    const { data } = lineSchema.safeParse(JSON.parse(line));
    if (data === undefined) return this.#print(line);
    const { level, time, msg, err } = data;
    const at = new Date(time).toTimeString().slice(0, 8);
    const why = err === undefined ? '' : `\n${err.stack ?? err.message ?? JSON.stringify(err)}`;
    this.#print(`${at} ${(levels[level] ?? String(level)).padEnd(7)}  ${msg}${why}\n`);
  }
}
