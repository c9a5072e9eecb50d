import { spawn, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { closeCodes, signalPath, subprotocol } from '@atrium/protocol';
import { keepSelfSignedIdentity } from '../src/tls/selfSignedIdentity.ts';
import { startProgram } from './support/program.ts';
import type { Program } from './support/program.ts';
import { until } from './support/until.ts';

let folder: string;
const programs: Program[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-processes-'));
});
afterEach(() => {
  for (const { child } of programs.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rm(folder, { recursive: true }));

async function start(environment: Record<string, string> = {}, nodeOptions: readonly string[] = []) {
  const common = { ATRIUM_ACCOUNTS: 'off', ATRIUM_SFU: 'off', ATRIUM_DATA_DIR: folder };
  const program = await startProgram({ ...common, ...environment }, nodeOptions);
  programs.push(program);
  return program;
}

async function openSocket(url: string): Promise<{ readonly closed: Promise<number> }> {
  const address = `${url.replace('http', 'ws')}${signalPath('headquarters')}`;
  const webSocket = new WebSocket(address, subprotocol);
  const closed = new Promise<number>((resolve) => webSocket.once('close', resolve));
  await new Promise((resolve) => webSocket.once('open', resolve));
  return { closed };
}

describe('a fault that nothing in the server has caught', () => {
  const faults = {
    rejection: `process.on('SIGUSR2', () => void Promise.reject(new Error('nobody heard this')))`,
    exception: `process.on('SIGUSR2', () => { throw new Error('nobody heard this'); })`,
  };
  test.each(Object.entries(faults))('(%s) is logged, and the server ends in good order', async (_, code) => {
    const { child, output, url, ended } = await start({}, ['--import', `data:text/javascript,${code}`]);
    const { closed } = await openSocket(url);
    child.kill('SIGUSR2');
    expect(await closed).toBe(closeCodes.serverRestarting);
    expect(await ended()).toBe(1);
    const line = output.out.split('\n').find((text) => text.includes('nobody heard this'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      level: 60,
      faults: 1,
      err: { message: 'nobody heard this' },
    });
    expect(output.err).toMatch(/Atrium ends, because of a fault in it: nobody heard this/);
  });
});

test('a terminal or pipe that is gone takes no lines, and the server goes on', async () => {
  const { child, url, ended } = await start({ ATRIUM_LOG_LEVEL: 'debug' });
  child.stdout?.destroy();
  child.stderr?.destroy();
  // Each of these would be written down.
  for (let count = 0; count < 5; count++) {
    await openSocket(url);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  }
  child.kill('SIGTERM');
  expect(await ended()).toBe(0);
});

test('a server that is killed leaves nothing in the folder for temporary files once it has run again', async () => {
  const temporary = join(folder, 'temporary');
  await mkdir(temporary);
  const data = join(folder, 'killed');
  const environment = { ATRIUM_ACCOUNTS: 'on', ATRIUM_DATA_DIR: data, TMPDIR: temporary };
  const killed = await start(environment);
  killed.child.kill('SIGKILL');
  await killed.ended();
  expect(await readdir(temporary)).not.toEqual([]);
  const { child, ended } = await start(environment);
  child.kill('SIGTERM');
  expect(await ended()).toBe(0);
  expect(await readdir(temporary)).toEqual([]);
});

test('a disk that is full at the first start is said in a sentence, and room is all it needs', async (context) => {
  const disk = join(folder, 'disk');
  await mkdir(disk);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]);
  if (mounted.status !== 0) return context.skip('this account may not mount a disk');
  try {
    const environment = { ATRIUM_ACCOUNTS: 'on', ATRIUM_DATA_DIR: disk };
    const full = await start(environment);
    expect(await full.ended()).toBe(1);
    expect(full.output.err).toMatch(/disk.*is full/);
    expect(full.output.err).not.toMatch(/\[object Object\]|^\s+at /m);
    spawnSync('mount', ['-o', 'remount,size=400m', disk]);
    const { url, child, ended } = await start(environment);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    child.kill('SIGTERM');
    await ended();
  } finally {
    spawnSync('umount', ['-l', disk]);
  }
});

describe('SIGHUP', () => {
  const nowMs = Date.now();
  const halves = async (name: string) => {
    const { certificate } = await keepSelfSignedIdentity(join(folder, name), ['localhost', name], nowMs);
    const at = certificate.indexOf('-----BEGIN PRIVATE');
    await writeFile(join(folder, `${name}.pem`), certificate.slice(0, at));
    await writeFile(join(folder, `${name}.key`), certificate.slice(at));
    return new X509Certificate(certificate).fingerprint256;
  };
  const shown = async (url: string) => {
    const { hostname: host, port } = new URL(url);
    const socket = connect({ host, port: Number(port), rejectUnauthorized: false });
    await new Promise((resolve) => socket.once('secureConnect', resolve));
    const { fingerprint256 } = socket.getPeerCertificate();
    socket.destroy();
    return fingerprint256;
  };

  test('makes a server read its certificate again, and nobody notices', async () => {
    const [first, second] = [await halves('first'), await halves('second')];
    const cert = join(folder, 'used.pem');
    const key = join(folder, 'used.key');
    const use = async (name: string) => {
      await copyFile(join(folder, `${name}.pem`), cert);
      await copyFile(join(folder, `${name}.key`), key);
    };
    await use('first');
    const { child, output, url } = await start({ ATRIUM_TLS_CERT: cert, ATRIUM_TLS_KEY: key });
    expect(await shown(url)).toBe(first);
    await use('second');
    child.kill('SIGHUP');
    await until(
      () => output.out.includes('the certificate was read again'),
      () => output.out + output.err,
    );
    expect(await shown(url)).toBe(second);
    // One that cannot be used is refused with a sentence, and the one before goes on.
    await writeFile(cert, 'no certificate');
    child.kill('SIGHUP');
    await until(
      () => output.out.includes('holds no certificate'),
      () => output.out + output.err,
    );
    expect(await shown(url)).toBe(second);
  });
});

test('a server that npm has started ends in good order when npm is gone', async () => {
  // What stands between is what `npm start` makes: npm, which is killed here, and the server.
  const code = `
    const { spawn } = require('node:child_process');
    const child = spawn(process.execPath, [process.argv[1], 'start'], { stdio: 'inherit' });
    console.log('child ' + child.pid);`;
  const program = fileURLToPath(new URL('../dist/atrium.js', import.meta.url));
  const npm = spawn(process.execPath, ['-e', code, program], {
    env: {
      ...process.env,
      npm_lifecycle_event: 'start',
      ATRIUM_PORT: '0',
      ATRIUM_METRICS: 'off',
      ATRIUM_ACCOUNTS: 'off',
      ATRIUM_SFU: 'off',
      ATRIUM_DATA_DIR: folder,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  npm.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
  await until(
    () => /is open at .*\n/.test(said),
    () => said,
  );
  const child = Number(/child (\d+)/.exec(said)?.[1]);
  const isGone = () => {
    try {
      process.kill(child, 0);
      return false;
    } catch {
      return true;
    }
  };
  const { closed } = await openSocket(/http:\/\/\S+/.exec(said)?.[0] ?? '');
  npm.kill('SIGKILL');
  try {
    expect(await closed).toBe(closeCodes.serverRestarting);
    await until(isGone, 'its end');
  } finally {
    if (!isGone()) process.kill(child, 'SIGKILL');
  }
});

test('npm hands its signals to the server itself: no shell stands between', async () => {
  const manifest = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    scripts: Record<string, string>;
  };
  expect(manifest.scripts['start']).toBe('exec node scripts/start.mjs');
});
