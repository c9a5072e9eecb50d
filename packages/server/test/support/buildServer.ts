import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Before all tests: whole servers, and the threads of those that tests start in their own process, run as built. */
export default async function buildServer(): Promise<void> {
  const folder = fileURLToPath(new URL('../../', import.meta.url));
  await promisify(execFile)(process.execPath, ['build.mjs'], { cwd: folder });
}
