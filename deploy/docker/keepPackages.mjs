// Copies what the built server needs at run time: node keepPackages.mjs FOLDER (in the folder of the repository, built).
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [target] = process.argv.slice(2);

/**
 * The server and what it finds beside itself (packages/server/src/shippedFolders.ts). The prepared database is left out:
 * it would be a sixth of the image, and the first start of an office takes some seconds more without it, once.
 */
const parts = [
  'packages/server/dist',
  'packages/client/dist',
  'packages/world/worlds',
  'packages/workspace/migrations',
  'packages/workspace/src/database/pgliteWorker.mjs',
  'packages/workspace/src/database/folderLock.mjs',
  'LICENSE',
];

/** Sources of native parts, PGlite for `require` and with extensions; types, maps and read-mes of everything. */
const unused = [
  /packages\/server\/dist\/prepareDatabase\.js$/,
  /node_modules\/mediasoup\/(worker|node\/src)(\/|$)/,
  /node_modules\/sharp\/(src|install)(\/|$)/,
  /node_modules\/@electric-sql\/pglite\/dist\/(contrib|live|node-postgres|[^/]+\.tar\.gz)(\/|$)/,
  // Its version is found by the file that `require` would take.
  /node_modules\/@electric-sql\/.*(?<!dist\/index)\.cjs$/,
  /\.(map|[cm]?ts)$/,
  /(README|CHANGELOG)\.md$/i,
  // What the next migration is made from.
  /migrations\/meta\/\d+_snapshot\.json$/,
];
const isUsed = (path) => !unused.some((pattern) => pattern.test(path));
for (const part of parts)
  if (existsSync(part)) cpSync(part, join(target, part), { recursive: true, filter: isUsed });

/** What is not in the bundle: packages/server/build.mjs, and the imports of pgliteWorker.mjs and folderLock.mjs. */
const roots = [
  'mediasoup',
  '@node-rs/argon2',
  'sharp',
  '@electric-sql/pglite',
  '@electric-sql/pglite-socket',
  'proper-lockfile',
];
/** What mediasoup needs when npm installs it, to download its worker. */
const onlyAtInstall = ['node-fetch', 'tar', 'ini', '@types/ini'];
const kept = new Set(onlyAtInstall.map((name) => join('node_modules', name)));
for (const root of roots) keep(root, '.');

/** @param {string} parent folder of what asks for it */
function keep(name, parent) {
  const own = join(parent, 'node_modules', name);
  const folder = existsSync(own) ? own : join('node_modules', name);
  // Optional ones are there for this machine alone.
  if (kept.has(folder) || !existsSync(folder)) return;
  kept.add(folder);
  // What is nested is copied with the package that it is in.
  if (parent === '.' || folder !== own)
    cpSync(folder, join(target, folder), { recursive: true, filter: isUsed });
  // Not its peers: of those only PGlite is used, not the extensions that its socket could pass on.
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) keep(needed, folder);
}
