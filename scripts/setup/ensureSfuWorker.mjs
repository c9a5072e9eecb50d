import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { debianCommand, ensureDebianPackages } from './ensureDebianPackages.mjs';
import { findOnPath } from './findOnPath.mjs';
import { inRoot } from './paths.mjs';
import { runQuietly } from './run.mjs';
import { say } from './say.mjs';

const mediasoup = inRoot('node_modules', 'mediasoup');
const recipe = inRoot('scripts', 'sfuWorker');
const stamp = inRoot('node_modules', '.cache', 'atrium-sfu-worker');
/** What could not be had here, so that not every start tries again. */
const failedStamp = inRoot('node_modules', '.cache', 'atrium-sfu-worker-failed');
const buildLog = inRoot('node_modules', '.cache', 'atrium-sfu-worker-build.log');
const downloadMs = 20_000;
const tryMs = 20_000;
const tools = ['g++', 'meson', 'ninja', 'flatc', 'pkg-config'];
const libraries = ['openssl', 'libuv', 'libsrtp2', 'usrsctp', 'absl_flat_hash_map', 'flatbuffers'];
const debianPackages = [
  'g++',
  'meson',
  'ninja-build',
  'pkg-config',
  'flatbuffers-compiler',
  'libflatbuffers-dev',
  'libabsl-dev',
  'libssl-dev',
  'libuv1-dev',
  'libsrtp2-dev',
  'libusrsctp-dev',
];

/**
 * Finds the worker of the SFU, or makes one, and names it in `MEDIASOUP_WORKER_BIN`, for this process and those it
 * starts. Never fatal: without a worker Atrium runs without an SFU, and this says so.
 */
export async function ensureSfuWorker() {
  if (process.env.ATRIUM_SFU === 'off' || process.env.SFU === 'off') return;
  // The SFU is another process, which has its own.
  if (process.env.ATRIUM_SFU?.startsWith('/') && process.argv[2] === 'start') return;
  const worker = (await findWorker()) ?? (await makeWorker());
  if (worker !== undefined) {
    process.env.MEDIASOUP_WORKER_BIN = worker;
    return;
  }
  say(
    'there is no SFU on this machine: people talk directly, up to 8 in a Zone, and with sound alone above 4. ' +
      `On Debian or Ubuntu, this lets the next start build one (as root): ${debianCommand(debianPackages)}`,
  );
}

/** Downloads or builds one; once a day at most where nothing has changed that could make it succeed. */
async function makeWorker() {
  const mark = `${recipeHash()} ${await canBuild()} ${new Date().toISOString().slice(0, 10)}`;
  if (existsSync(failedStamp) && readFileSync(failedStamp, 'utf8') === mark) {
    say(`the worker of the SFU could not be had today; to try again now, remove ${failedStamp}`);
    return undefined;
  }
  const worker = (await downloadWorker()) ?? (await buildWorker());
  if (worker === undefined) {
    mkdirSync(dirname(failedStamp), { recursive: true });
    writeFileSync(failedStamp, mark);
  } else rmSync(failedStamp, { force: true });
  return worker;
}

/** A worker that exists and works: named by a variable, installed by mediasoup, or built before. */
async function findWorker() {
  const candidates = [process.env.MEDIASOUP_WORKER_BIN, ownWorker(), cachedWorker()];
  for (const candidate of candidates) {
    if (candidate !== undefined && existsSync(candidate) && (await works(candidate))) return candidate;
  }
  return undefined;
}

function ownWorker() {
  return join(mediasoup, 'worker', 'out', 'Release', 'mediasoup-worker');
}

/** Builds outlive the folder that they were made for: another clone on this machine uses them too. */
function cachedWorker() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'atrium', `mediasoup-worker-${recipeHash()}`);
}

/** Of everything that a build depends on. */
function recipeHash() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  hash.update(JSON.parse(readFileSync(join(mediasoup, 'package.json'), 'utf8')).version);
  for (const name of readdirSync(recipe, { recursive: true }).map(String).sort()) {
    const file = join(recipe, name);
    if (statSync(file).isFile()) hash.update(name).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Whether it starts and makes a room here. Asked once for each file: the answer is remembered. */
async function works(worker) {
  const { mtimeMs, size } = statSync(worker);
  const mark = JSON.stringify({ worker, mtimeMs, size });
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === mark) return true;
  const env = { ...process.env, MEDIASOUP_WORKER_BIN: worker };
  const { code } = await runQuietly(
    process.execPath,
    [inRoot('packages', 'sfu', 'scripts', 'tryWorker.mjs')],
    {
      env,
      timeout: tryMs,
    },
  );
  if (code !== 0) return false;
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, mark);
  return true;
}

/** The prebuilt one of mediasoup's releases, by its own install script, where that can be reached. */
async function downloadWorker() {
  say("looking for a prebuilt worker of the SFU among mediasoup's releases ...");
  // Where there is none, the script would go on to build one from sources that it downloads with Python: that is left out.
  const env = { ...process.env, PYTHON: 'false' };
  delete env.MEDIASOUP_WORKER_BIN;
  const options = { cwd: mediasoup, env, timeout: downloadMs };
  await runQuietly(process.execPath, ['npm-scripts.mjs', 'postinstall'], options);
  const worker = ownWorker();
  return existsSync(worker) && (await works(worker)) ? worker : undefined;
}

async function buildWorker() {
  if (!(await canBuild()) && !(await ensureDebianPackages(debianPackages))) return undefined;
  if (!(await canBuild())) return undefined;
  say('building the worker of the SFU (once for this machine, a minute or two) ...');
  const worker = cachedWorker();
  const { code, output } = await runWithProgress('bash', [join(recipe, 'build.sh'), mediasoup, worker]);
  if (code === 0 && (await works(worker))) return worker;
  mkdirSync(dirname(buildLog), { recursive: true });
  writeFileSync(buildLog, output);
  say(`the worker of the SFU could not be built; ${buildLog} says why.`);
  return undefined;
}

async function canBuild() {
  if (tools.some((tool) => findOnPath([tool]) === undefined)) return false;
  return (await runQuietly('pkg-config', ['--exists', ...libraries])).code === 0;
}

/** Says how far a build with ninja is, a fifth at a time. */
function runWithProgress(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let told = 0;
    const read = (chunk) => {
      output += chunk;
      for (const [, done, all] of String(chunk).matchAll(/^\[(\d+)\/(\d+)\]/gm)) {
        const fifths = all < 50 ? 0 : Math.floor((5 * done) / all);
        if (fifths > told && fifths < 5) say(`... ${fifths * 20} %`);
        told = Math.max(told, fifths);
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
