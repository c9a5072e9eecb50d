import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const builtClient = fileURLToPath(new URL('../../packages/client/dist', import.meta.url));

/** The Client as another version of it would be built: the same parts under other names. Gives back its folder. */
export async function renamedBuild(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-next-version-'));
  await cp(builtClient, folder, { recursive: true });
  const names = await readdir(join(folder, 'assets'));
  for (const name of names.filter((name) => /\.(br|gz)$/.test(name))) await rm(join(folder, 'assets', name));
  for (const name of ['index.html.br', 'index.html.gz']) await rm(join(folder, name), { force: true });
  const parts = names.filter((name) => name.endsWith('.js'));
  const renamed = (text: string) =>
    parts.reduce((all, part) => all.replaceAll(part, part.replace(/\.js$/, '-next.js')), text);
  for (const path of ['index.html', ...parts.map((part) => join('assets', part))]) {
    await writeFile(join(folder, path), renamed(await readFile(join(folder, path), 'utf8')));
  }
  for (const part of parts) await rename(join(folder, 'assets', part), join(folder, 'assets', renamed(part)));
  return folder;
}
