import { createWriteStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { join } from 'node:path';

const dayMs = 86_400_000;
const namePattern = /^atrium-(\d{4}-\d{2}-\d{2})\.log$/;

/** Writes each line into the file of its day (UTC), and removes files that are too old. */
export class DailyLogFiles {
  readonly #folder: string;
  readonly #keptDays: number;
  readonly #nowMs: () => number;
  #day = '';
  #file: WriteStream | undefined;
  /** Resolves when the files of earlier days are written. */
  #earlier: Promise<unknown> = Promise.resolve();

  /** @param nowMs milliseconds since 1970 */
  constructor(folder: string, keptDays: number, nowMs: () => number) {
    this.#folder = folder;
    this.#keptDays = keptDays;
    this.#nowMs = nowMs;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  write(line: string): void {
    const day = dayOf(this.#nowMs());
    try {
      if (day !== this.#day) this.#turnTo(day);
    } catch {
      // The folder is gone or cannot be read. Logging must not fail; the next line tries again.
      this.#day = '';
    }
    this.#file?.write(line);
  }

  /** Resolves when everything is written. */
  async close(): Promise<void> {
    this.#endFile();
    await this.#earlier;
  }

  #endFile(): void {
    const file = this.#file;
    if (file === undefined) return;
    this.#file = undefined;
    this.#earlier = Promise.all([this.#earlier, new Promise<void>((resolve) => file.end(() => resolve()))]);
  }

  #turnTo(day: string): void {
    this.#day = day;
    this.#endFile();
    this.#file = createWriteStream(join(this.#folder, `atrium-${day}.log`), { flags: 'a', mode: 0o600 });
    // A full disk must not end the server; the lines are on standard output as well.
    this.#file.on('error', () => undefined);
    const oldest = dayOf(this.#nowMs() - (this.#keptDays - 1) * dayMs);
    for (const name of readdirSync(this.#folder)) {
      const written = namePattern.exec(name)?.[1];
      if (written !== undefined && written < oldest) rmSync(join(this.#folder, name), { force: true });
    }
  }
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
