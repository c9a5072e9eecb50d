import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

const secretBytes = 32;

/**
 * The secret behind every token and ticket: the one of the data folder, made there if this is the first start. Only the
 * account of the server may read it.
 *
 * @throws Error where the folder cannot be written, or the file in it is no secret
 */
export async function loadServerSecret(dataFolder: string): Promise<string> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const path = join(dataFolder, 'secret');
  const kept = await readSecret(path);
  if (kept !== undefined) return kept;
  await writeSecret(path);
  const made = await readSecret(path);
  if (made === undefined) throw new Error(`The secret in ${path} vanished while it was being made.`);
  return made;
}

async function readSecret(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const secret = text.trim();
  if (secret.length < secretBytes) {
    throw new Error(
      `${path} holds no secret. Delete it to have a new one made; everybody signs in anew then.`,
    );
  }
  await chmod(path, 0o600);
  return secret;
}

/** Complete and on disk before it has its name; if another process was faster, its secret stays. */
async function writeSecret(path: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(secretBytes).toString('base64url')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft);
  }
}
