// Copies what the built server needs at run time: node keepPackages.mjs FOLDER (in the folder of the repository, built).
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [target] = process.argv.slice(2);

/** The server and what it finds beside itself (packages/server/src/shippedFolders.ts). */
const parts = [
  'packages/server/dist',
  'packages/client/dist',
  'packages/world/worlds',
  'packages/workspace/dist',
  'packages/workspace/migrations',
  'packages/workspace/src/database/pgliteWorker.mjs',
  'packages/workspace/src/database/folderLock.mjs',
  'LICENSE',
];
for (const part of parts) if (existsSync(part)) cpSync(part, join(target, part), { recursive: true });

/** What is not in the bundle: packages/server/build.mjs, and the imports of pgliteWorker.mjs and folderLock.mjs. */
const roots = [
  'mediasoup',
  '@node-rs/argon2',
  'sharp',
  '@electric-sql/pglite',
  '@electric-sql/pglite-socket',
  'proper-lockfile',
];
const kept = new Set();
for (const root of roots) keep(root);

function keep(name) {
  const folder = join('node_modules', name);
  // Optional ones are there for this machine alone.
  if (kept.has(name) || !existsSync(folder)) return;
  kept.add(name);
  cpSync(folder, join(target, folder), {
    recursive: true,
    // mediasoup's sources of its worker; what is nested is kept with the package that it is in.
    filter: (path) =>
      !/node_modules\/mediasoup\/(worker|node\/src)(\/|$)/.test(path) && !path.endsWith('.map'),
  });
  const {
    dependencies = {},
    optionalDependencies = {},
    peerDependencies = {},
  } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const needed of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }))
    keep(needed);
}
