import { createLog } from './log.ts';
import type { Log, LogFields, LogLevel, LogPart } from './log.ts';

/** So many lines are kept. */
export const keptLogLines = 500;

export interface LogLine {
  /** Milliseconds since 1970: of the first, where it was written several times. */
  readonly atMs: number;
  readonly level: LogLevel;
  readonly part: LogPart;
  readonly event: string;
  readonly fields: LogFields;
  /** How often in a row it was written. */
  readonly count: number;
}

/** Keeps the last lines, so that a person can attach them to a report of a problem. */
export class RingLog {
  readonly log: Log;
  readonly #nowMs: () => number;
  readonly #lines: LogLine[] = [];

  /** @param nowMs milliseconds since 1970 */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
    this.log = createLog((level, part, event, fields) => this.#write(level, part, event, fields), 'app');
  }

  /** The oldest first. */
  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  /** One line of text for each, with the time of day in UTC. */
  get text(): string {
    return this.#lines.map(textOf).join('\n');
  }

  #write(level: LogLevel, part: LogPart, event: string, fields: LogFields): void {
    const last = this.#lines.at(-1);
    if (last !== undefined && isSame(last, level, part, event, fields)) {
      this.#lines[this.#lines.length - 1] = { ...last, count: last.count + 1 };
      return;
    }
    if (this.#lines.length >= keptLogLines) this.#lines.shift();
    this.#lines.push({ atMs: this.#nowMs(), level, part, event, fields, count: 1 });
  }
}

function isSame(line: LogLine, level: LogLevel, part: LogPart, event: string, fields: LogFields): boolean {
  return (
    line.level === level &&
    line.part === part &&
    line.event === event &&
    JSON.stringify(line.fields) === JSON.stringify(fields)
  );
}

function textOf({ atMs, level, part, event, fields, count }: LogLine): string {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  const details = known.map(([name, value]) => ` ${name}=${String(value)}`).join('');
  const times = count > 1 ? ` (${count} times)` : '';
  return `${new Date(atMs).toISOString()} ${level.padEnd(5)} ${part}: ${event}${details}${times}`;
}
