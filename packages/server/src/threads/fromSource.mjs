// Begins a thread from its source, in development and tests: Node would not read TypeScript in a thread by itself.
import { fileURLToPath } from 'node:url';
import { workerData } from 'node:worker_threads';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(workerData.source)],
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  logLevel: 'error',
});
await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
