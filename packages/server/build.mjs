import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, context } from 'esbuild';

// node build.mjs, or node build.mjs --watch, which builds anew whenever a source file is saved.
const folder = dirname(fileURLToPath(import.meta.url));

// The server and everything it imports in one file, so that starting it needs Node, mediasoup, and nothing else.
const options = {
  entryPoints: {
    atrium: join(folder, 'src', 'cli', 'atrium.ts'),
    // Threads, which begin in files of their own.
    boardThread: join(folder, 'src', 'threads', 'boardThread.ts'),
    readingThread: join(folder, 'src', 'threads', 'readingThread.ts'),
    prepareDatabase: join(folder, 'src', 'cli', 'prepareDatabase.ts'),
  },
  outdir: join(folder, 'dist'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  // Some of what is bundled is CommonJS and asks for Node's own modules by `require`.
  banner: {
    js: "import { createRequire as createRequireOfNode } from 'node:module'; const require = createRequireOfNode(import.meta.url);",
  },
  // Native speed-ups of `ws` and `pg` that are used where they happen to be installed; mediasoup finds its worker beside
  // itself; argon2 and sharp are native code.
  external: ['bufferutil', 'utf-8-validate', 'pg-native', 'mediasoup', '@node-rs/argon2', 'sharp'],
  logLevel: 'warning',
};

if (process.argv.includes('--watch')) await (await context(options)).watch();
else {
  await build(options);
  // Once for each version of the database: first starts copy it.
  await import(pathToFileURL(join(folder, 'dist', 'prepareDatabase.js')).href);
}
