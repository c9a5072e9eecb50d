import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from './paths.mjs';
import { run } from './run.mjs';
import { giveUp, say } from './say.mjs';

const oldestNode = [20, 19];

/** Installs the npm packages of a folder exactly as its lock file says, if they are not there yet. */
export async function ensureDependencies(folder = rootFolder) {
  refuseOldNode();
  const stamp = join(folder, 'node_modules', '.atrium-lock-hash');
  const hash = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  say(`installing npm packages in ${folder === rootFolder ? 'the project' : folder} ...`);
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
  if (code !== 0) giveUp('npm could not install the packages; see its message above.');
  writeFileSync(stamp, hash);
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = oldestNode;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  giveUp(`Atrium needs Node.js ${oldestNode.join('.')} or newer; this is ${process.versions.node}.`);
}
