import { existsSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';

const folder = dirname(fileURLToPath(import.meta.url));

// The server and everything it imports in one file, so that starting it needs Node, mediasoup, and nothing else.
await build({
  entryPoints: {
    atrium: join(folder, 'src', 'cli', 'atrium.ts'),
    // Threads, which begin in files of their own.
    boardThread: join(folder, 'src', 'threads', 'boardThread.ts'),
    readingThread: join(folder, 'src', 'threads', 'readingThread.ts'),
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
});

await compressFolder(join(folder, '..', 'client', 'dist'));

/** Puts a `.br` and a `.gz` beside every file that gets smaller by it: the server sends those and compresses nothing itself. */
async function compressFolder(path) {
  if (!existsSync(path)) return;
  const compressible = new Set(['.css', '.html', '.js', '.json', '.svg', '.webmanifest']);
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !compressible.has(extname(entry.name))) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = await readFile(file);
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    const brotli = await promisify(brotliCompress)(bytes, { params });
    const gzipped = await promisify(gzip)(bytes, { level: 9 });
    if (brotli.length < bytes.length) await writeFile(`${file}.br`, brotli);
    if (gzipped.length < bytes.length) await writeFile(`${file}.gz`, gzipped);
  }
}
