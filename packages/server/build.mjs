import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

// The server and everything it imports in one file, so that starting it needs Node and nothing else.
const folder = dirname(fileURLToPath(import.meta.url));
await build({
  entryPoints: [join(folder, 'src', 'cli', 'atrium.ts')],
  outfile: join(folder, 'dist', 'atrium.js'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  // Some of what is bundled is CommonJS and asks for Node's own modules by `require`.
  banner: {
    js: "import { createRequire as createRequireOfNode } from 'node:module'; const require = createRequireOfNode(import.meta.url);",
  },
  // Native speed-ups of `ws` that are used where they happen to be installed.
  external: ['bufferutil', 'utf-8-validate'],
  logLevel: 'warning',
});
