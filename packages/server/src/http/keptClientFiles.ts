import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import * as z from 'zod';

/** Parts of a version are served for so long after another one took its place: pages of it may still be open. */
export const keptVersionMs = 24 * 60 * 60 * 1000;
/** Parts of earlier versions take no more than this; the oldest go first. */
const keptVersionBytes = 64 * 1024 * 1024;

const indexFile = 'index.json';
/** By name: since when a part belongs to no current version (ms since 1970); `null` while it does. */
const indexSchema = z.record(z.string(), z.number().nullable());

export interface KeptClientFilesOptions {
  /** The built Client: its `assets` are named after their content. */
  readonly clientFolder: string;
  /** Where parts are kept, below `assets`. */
  readonly keptFolder: string;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  readonly log: Logger;
  readonly maxBytes?: number;
}

/**
 * Copies the parts of this version beside those of earlier ones, and removes what is too old or too much. A server that
 * is started again as another version has only its own parts: without the earlier ones, pages that are open break.
 *
 * @returns the folder to serve parts from that the Client itself does not have; `undefined` where nothing can be kept
 */
export async function keepClientFiles(options: KeptClientFilesOptions): Promise<string | undefined> {
  const { clientFolder, keptFolder, log } = options;
  try {
    const current = new Set(await filesIn(join(clientFolder, 'assets')));
    const assets = join(keptFolder, 'assets');
    await mkdir(assets, { recursive: true, mode: 0o700 });
    for (const name of current) await copyOnce(join(clientFolder, 'assets', name), join(assets, name));
    const retired = await retire(assets, current, await readIndex(keptFolder, log), options);
    const index = Object.fromEntries([...[...current].map((name) => [name, null] as const), ...retired]);
    await writeWhole(join(keptFolder, indexFile), JSON.stringify(index));
    return keptFolder;
  } catch (error) {
    log.warn(
      { error },
      'The parts of this version cannot be kept: pages that are open break at the next upgrade',
    );
    return undefined;
  }
}

/** Removes what no page needs any more. Gives back the rest, with the moment from which each was no longer current. */
async function retire(
  assets: string,
  current: ReadonlySet<string>,
  index: z.output<typeof indexSchema>,
  { nowMs, maxBytes = keptVersionBytes }: KeptClientFilesOptions,
): Promise<Map<string, number>> {
  const earlier = (await filesIn(assets)).filter((name) => !current.has(name));
  const since = (name: string) => Math.min(index[name] ?? nowMs, nowMs);
  const newestFirst = earlier.sort((one, other) => since(other) - since(one));
  const kept = new Map<string, number>();
  let bytes = 0;
  for (const name of newestFirst) {
    bytes += (await stat(join(assets, name))).size;
    if (nowMs - since(name) < keptVersionMs && bytes <= maxBytes) kept.set(name, since(name));
    else await rm(join(assets, name), { force: true });
  }
  return kept;
}

async function readIndex(keptFolder: string, log: Logger): Promise<z.output<typeof indexSchema>> {
  try {
    return indexSchema.parse(JSON.parse(await readFile(join(keptFolder, indexFile), 'utf8')));
  } catch (error) {
    log.debug({ error }, 'There is no list of kept parts: all that are there count from now on');
    return {};
  }
}

async function copyOnce(from: string, to: string): Promise<void> {
  const [source, kept] = await Promise.all([stat(from), stat(to).catch(() => undefined)]);
  if (kept?.size === source.size) return;
  await copyFile(from, `${to}.part`);
  await rename(`${to}.part`, to);
}

/** A server that ends while it writes leaves the file of before. */
async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text, { mode: 0o600 });
  await rename(`${path}.part`, path);
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}
