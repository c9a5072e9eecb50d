import { createWriteStream } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';

/** So much may wait for the disk, in bytes. Only beyond that does adding rows wait, and with it the database. */
const waitingBytes = 32 * 1024 * 1024;

interface SpooledPart {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
}

/**
 * Rows on their way from the database into an archive. They are put aside as fast as the database gives them, so that a
 * slow disk and compression do not hold its connection.
 */
export class RowSpool {
  readonly #path: string;
  readonly #file: WriteStream;
  readonly #done: Promise<void>;
  readonly #parts: SpooledPart[] = [];
  #bytes = 0;

  /** @param path of a file that does not exist yet */
  constructor(path: string) {
    this.#path = path;
    this.#file = createWriteStream(path, { flags: 'wx', mode: 0o600, highWaterMark: waitingBytes });
    this.#done = finished(this.#file);
    this.#done.catch(() => undefined); // `add` and `parts` tell.
  }

  /** @param name of the file that these rows will be in the archive. @throws Error where the file cannot be written */
  async add(name: string, rows: Buffer): Promise<void> {
    this.#parts.push({ name, offset: this.#bytes, length: rows.length });
    this.#bytes += rows.length;
    if (!this.#file.write(rows)) await Promise.race([once(this.#file, 'drain'), this.#done]);
  }

  /** Everything that was added, in its order. Nothing can be added any more. @throws Error as `add` does */
  async *parts(): AsyncGenerator<{ readonly name: string; readonly rows: Buffer }> {
    this.#file.end();
    await this.#done;
    const file = await open(this.#path, 'r');
    try {
      for (const { name, offset, length } of this.#parts) {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
        if (bytesRead !== length) throw new Error(`${this.#path} has become shorter.`);
        yield { name, rows: buffer };
      }
    } finally {
      await file.close();
    }
  }

  async remove(): Promise<void> {
    this.#file.destroy();
    await this.#done.catch(() => undefined); // Whatever it was, the file goes.
    await rm(this.#path, { force: true });
  }
}
