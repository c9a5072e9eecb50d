import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binary, inRoot } from './paths.mjs';
import { runQuietly } from './run.mjs';
import { giveUp, say } from './say.mjs';

/** The guide (docs/use) becomes pages of the Client. */
const sources = ['package-lock.json', 'packages', 'docs/use'];
const notSources = new Set(['node_modules', 'dist', 'gallery']);
const stamp = inRoot('node_modules', '.cache', 'atrium-build-hash');

/** Builds the Client and the server, if what is built is not from the sources that are here. */
export async function ensureBuild() {
  const hash = hashOfSources();
  const built = ['packages/client/dist/index.html', 'packages/server/dist/atrium.js'];
  const upToDate = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (upToDate && built.every((file) => existsSync(inRoot(file)))) return;
  say('building the Client and the server ...');
  await Promise.all([
    step(binary('vite'), ['build', '--logLevel', 'warn'], inRoot('packages', 'client')),
    step(process.execPath, ['build.mjs'], inRoot('packages', 'server')),
  ]);
  mkdirSync(inRoot('node_modules', '.cache'), { recursive: true });
  writeFileSync(stamp, hash);
}

async function step(command, args, cwd) {
  const { code, output } = await runQuietly(command, args, { cwd });
  if (code !== 0) giveUp(`the build failed:\n${output}`);
}

function hashOfSources() {
  const hash = createHash('sha256');
  const visit = (path) => {
    const entries = existsSync(path) ? readdirSync(path, { withFileTypes: true }) : [];
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inside = join(path, entry.name);
      if (entry.isDirectory() && !notSources.has(entry.name)) visit(inside);
      if (entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
        hash.update(inside).update(readFileSync(inside));
    }
  };
  for (const source of sources) {
    if (source.includes('.')) hash.update(readFileSync(inRoot(source)));
    else visit(inRoot(source));
  }
  return hash.digest('hex');
}
