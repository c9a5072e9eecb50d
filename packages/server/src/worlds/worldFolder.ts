import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseWorld } from '@atrium/world';
import type { World, WorldIssue } from '@atrium/world';

const worldFileEnding = '.world.json';

/** A World file that is not used, and every reason why. */
export interface SkippedWorldFile {
  readonly file: string;
  readonly errors: readonly Pick<WorldIssue, 'path' | 'message'>[];
}

export interface FolderWorlds {
  /** By id, the default one first. */
  readonly worlds: ReadonlyMap<string, World>;
  readonly skipped: readonly SkippedWorldFile[];
}

/** A folder without a single World that can be used. */
export class NoWorldError extends Error {
  constructor(folder: string, skipped: readonly SkippedWorldFile[]) {
    const found = skipped.map(describeSkippedWorldFile).join('\n');
    super(
      skipped.length === 0
        ? `There is no World in ${folder}: put a file into it whose name ends in ${worldFileEnding}.`
        : `There is no valid World in ${folder}.\n${found}`,
    );
    this.name = 'NoWorldError';
  }
}

/**
 * Reads every `*.world.json` of a folder, once.
 *
 * @param defaultWorldId the World that comes first; the others follow by the names of their files
 * @throws NoWorldError where none is valid
 */
export async function readWorldFolder(folder: string, defaultWorldId: string): Promise<FolderWorlds> {
  const worlds = new Map<string, World>();
  const skipped: SkippedWorldFile[] = [];
  for (const name of await listWorldFiles(folder)) {
    const file = join(folder, name);
    const parsed = parseWorld(await readFile(file));
    if (!parsed.ok) {
      skipped.push({ file, errors: parsed.errors });
    } else if (worlds.has(parsed.world.worldId)) {
      const message = `Another file in this folder has the World "${parsed.world.worldId}" already.`;
      skipped.push({ file, errors: [{ path: 'worldId', message }] });
    } else {
      worlds.set(parsed.world.worldId, parsed.world);
    }
  }
  if (worlds.size === 0) throw new NoWorldError(folder, skipped);
  return { worlds: defaultFirst(worlds, defaultWorldId), skipped };
}

export function describeSkippedWorldFile({ file, errors }: SkippedWorldFile): string {
  return [file, ...errors.map(({ path, message }) => `  ${path === '' ? '' : `${path}: `}${message}`)].join(
    '\n',
  );
}

async function listWorldFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => name.endsWith(worldFileEnding)).sort();
}

function defaultFirst(
  worlds: ReadonlyMap<string, World>,
  defaultWorldId: string,
): ReadonlyMap<string, World> {
  const isOther = ([worldId]: readonly [string, World]) => Number(worldId !== defaultWorldId);
  return new Map([...worlds].sort((a, b) => isOther(a) - isOther(b)));
}
