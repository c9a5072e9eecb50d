import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { closeCodes, managedWorldListSchema, signalPath } from '@atrium/protocol';
import { findFreePort, startPostgres, startS3 } from '@atrium/workspace/testing';
import type { RunningPostgres, RunningS3 } from '@atrium/workspace/testing';
import { clusterIdentity, clusterKey, clusterTls } from '../src/cluster/clusterKeys.ts';
import { startProgram } from './support/program.ts';
import type { Program } from './support/program.ts';
import { RawWalker } from './support/rawWalker.ts';
import { password, startRestServer } from './support/restServer.ts';
import type { Member, RestServer } from './support/restServer.ts';
import { testSecret } from './support/testServer.ts';
import { until } from './support/until.ts';

/** Several servers start, and people sign up, on whatever machine. */
const timeoutMs = 300_000;

let postgres: RunningPostgres;
let s3: RunningS3;
beforeAll(async () => {
  postgres = await startPostgres();
  s3 = await startS3();
});
afterAll(async () => {
  await postgres.stop();
  await s3.stop();
});

let databaseUrl: string;
let servers: RestServer[] = [];
let programs: Program[] = [];
let ports: number[] = [];
let admin: Member;
let worldId: string;
let one: RestServer;
let two: RestServer;

async function start(trustedProxies: readonly string[] = []): Promise<RestServer> {
  const port = await findFreePort();
  const cluster = { listen: { host: '127.0.0.1', port }, address: undefined };
  const server = await startRestServer({
    configuration: { databaseUrl, s3: s3.options, cluster, trustedProxies },
  });
  servers.push(server);
  ports.push(port);
  return server;
}

beforeEach(async () => {
  databaseUrl = await postgres.makeDatabase();
  servers = [];
  programs = [];
  ports = [];
  one = await start();
  two = await start();
  // The link of the one that started last is the one that counts.
  admin = await two.makeWorkspace('Acme');
  const { token } = admin;
  const { worlds } = await one.read(managedWorldListSchema, 'GET', '/api/v1/managed-worlds', { token });
  worldId = worlds[0]?.worldId ?? '';
}, timeoutMs);
afterEach(async () => {
  for (const { child } of programs) {
    child.kill('SIGCONT');
    child.kill('SIGKILL');
  }
  for (const server of servers) await server.remove();
});

/** A server in a process of its own; it may be killed and frozen. */
async function startAlone(): Promise<{ program: Program; server: RestServer }> {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = s3.options;
  const folder = await mkdtemp(join(tmpdir(), 'atrium-alone-'));
  const program = await startProgram({
    ATRIUM_DATA_DIR: folder,
    ATRIUM_SFU: 'off',
    ATRIUM_SECRET: testSecret,
    DATABASE_URL: databaseUrl,
    ATRIUM_S3_ENDPOINT: endpoint,
    ATRIUM_S3_BUCKET: bucket,
    ATRIUM_S3_REGION: region,
    ATRIUM_S3_ACCESS_KEY_ID: accessKeyId,
    ATRIUM_S3_SECRET_ACCESS_KEY: secretAccessKey,
    ATRIUM_CLUSTER_LISTEN: `127.0.0.1:${await findFreePort()}`,
  });
  programs.push(program);
  // What a walker needs of it.
  return { program, server: { ...two, port: Number(new URL(program.url).port) } };
}

const enter = (server: RestServer, { token }: Member, ticket?: string) =>
  RawWalker.enter(server, { token, worldId, ...(ticket === undefined ? {} : { ticket }) });
/** As a Client does: again, until it is let in. */
async function comeBack(server: RestServer, member: Member, ticket?: string): Promise<RawWalker> {
  let walker: RawWalker | undefined;
  let isTrying = false;
  await until(() => {
    if (walker === undefined && !isTrying) {
      isTrying = true;
      enter(server, member, ticket).then(
        (entered) => (walker = entered),
        () => (isTrying = false),
      );
    }
    return walker !== undefined;
  }, 'coming back');
  if (walker === undefined) throw new Error('Nobody came back.');
  return walker;
}
const listedSchema = z.object({ worlds: z.array(z.object({ worldId: z.string(), people: z.number() })) });
const peopleAt = async (server: RestServer) =>
  (await server.read(listedSchema, 'GET', '/api/v1/worlds', { token: admin.token })).worlds.find(
    (world) => world.worldId === worldId,
  )?.people;

test(
  'people of one World are together, whichever server they reach, and the other one only hands on bytes',
  { timeout: timeoutMs },
  async () => {
    const ben = await one.invite(admin, 'Member');
    const here = await enter(one, admin);
    const there = await enter(two, ben);
    expect([one.atrium.stats().people, two.atrium.stats().people]).toEqual([2, 0]);
    expect(two.atrium.stats()).toMatchObject({ sockets: 0, forwarded: 1, unauthenticated: 0 });
    const { x, y } = there.place;
    there.claim({ x: x + 0.25, y });
    await until(
      () => [...here.peers.values()].some(({ place }) => place.x === x + 0.25),
      'the step of somebody at the other server',
    );
    // Counts reach the other server by its next renewal.
    await expect.poll(() => peopleAt(two)).toBe(2);
    expect(await peopleAt(one)).toBe(2);
    await there.leave();
    await until(() => two.atrium.stats().forwarded === 0, 'the end of what was forwarded');
  },
);

test(
  'what is changed at one server reaches people at the other: a Role, a World’s name, a ban',
  { timeout: timeoutMs },
  async () => {
    const ben = await one.invite(admin, 'Member');
    const { token } = admin;
    const walker = await enter(one, ben);
    const path = `/api/v1/managed-worlds/${worldId}`;
    expect((await two.ask('PATCH', path, { token, body: { name: 'Tower' } })).status).toBe(200);
    await until(
      () => walker.messages.some((message) => message.type === 'world.renamed' && message.name === 'Tower'),
      'the new name',
    );
    const member = `/api/v1/people/${ben.account.personId}`;
    expect((await two.ask('PATCH', member, { token, body: { role: 'Editor' } })).status).toBeLessThan(300);
    await until(() => walker.closeCode === closeCodes.accessChanged, 'the end by another Role');
    const again = await enter(two, ben);
    expect((await two.ask('DELETE', member, { token })).status).toBeLessThan(300);
    await until(() => again.closeCode === closeCodes.notAuthenticated, 'the end of the access');
  },
);

test('guesses are counted by all servers together', { timeout: timeoutMs }, async () => {
  const { email } = admin;
  const guess = async (server: RestServer, guessed: string) =>
    (await server.ask('POST', '/api/v1/session', { body: { email, password: guessed } })).code;
  const codes = [];
  for (let count = 0; count < 6; count++)
    codes.push(await guess(count % 2 ? one : two, 'wrong horse battery'));
  expect(codes).toEqual([...Array.from({ length: 5 }, () => 'sign_in_failed'), 'too_many_attempts']);
  expect(await guess(one, password)).toBe('too_many_attempts');
});

test(
  'a server that ends hands its Worlds over: people are at the other server, where they stood',
  { timeout: timeoutMs },
  async () => {
    const ben = await one.invite(admin, 'Member');
    const here = await enter(one, admin);
    const there = await enter(two, ben);
    const { x, y } = here.place;
    here.claim({ x: x + 0.25, y }, { state: 'idle' });
    await here.settled();
    const closing = one.stop();
    await until(
      () => here.closeCode !== undefined && there.closeCode !== undefined,
      'the end at the first server',
    );
    expect([here.closeCode, there.closeCode]).toEqual([
      closeCodes.serverRestarting,
      closeCodes.serverRestarting,
    ]);
    const back = await comeBack(two, admin, here.ticket);
    expect(back.place).toMatchObject({ x: x + 0.25, y });
    await comeBack(two, ben, there.ticket);
    expect(two.atrium.stats()).toMatchObject({ people: 2, forwarded: 0 });
    await closing;
  },
);

test('nobody without the secret reaches the listener between servers', { timeout: timeoutMs }, async () => {
  const [port = 0] = ports;
  const path = signalPath(worldId);
  const head = (more: string) =>
    `GET ${path} HTTP/1.1\r\nhost: atrium\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n${more}\r\n`;
  // In plain text.
  const plain = connectTcp(port, '127.0.0.1');
  plain.on('error', () => undefined);
  let said = '';
  plain.on('data', (bytes: Buffer) => (said += bytes.toString()));
  plain.write(head(''));
  await until(() => plain.closed, 'the end of a line in plain text');
  expect(said).not.toContain('101');
  // With another key.
  const line = (secret: string) =>
    connectTls({
      ...clusterTls,
      port,
      host: '127.0.0.1',
      pskCallback: () => ({ psk: clusterKey(secret, 'line'), identity: clusterIdentity }),
      checkServerIdentity: () => undefined,
    });
  const failures: unknown[] = [];
  line('another secret, which is as long as it has to be').on('error', (error) => failures.push(error));
  await until(() => failures.length > 0, 'the refusal of another key');
  // With the key, and nothing signed.
  for (const more of ['', 'atrium-forwarded: eyJhbGciOiJIUzI1NiJ9.e30.AAAA\r\n']) {
    const known = line(testSecret);
    let answer = '';
    known.on('data', (bytes: Buffer) => (answer += bytes.toString()));
    known.write(head(more));
    await until(() => known.closed, 'the answer to what is not signed');
    expect(answer).toMatch(/^HTTP\/1\.1 403/);
  }
});

test(
  'a server that is killed has its Worlds taken by another, where people stand as they stood',
  { timeout: timeoutMs },
  async () => {
    const { program, server } = await startAlone();
    const ben = await two.invite(admin, 'Member');
    const here = await enter(server, admin);
    const there = await enter(two, ben);
    expect(two.atrium.stats()).toMatchObject({ people: 0, forwarded: 1 });
    const { x, y } = here.place;
    const before = here.ticket;
    here.claim({ x: x + 0.25, y }, { state: 'idle' });
    await until(() => here.ticket !== before, 'a ticket of that place');
    program.child.kill('SIGKILL');
    await until(() => there.closeCode !== undefined, 'the end of what was forwarded');
    const back = await comeBack(two, admin, here.ticket);
    await comeBack(one, ben, there.ticket);
    expect(back.place).toMatchObject({ x: x + 0.25, y });
    expect(one.atrium.stats().people + two.atrium.stats().people).toBe(2);
  },
);

test(
  'a server that was frozen gives up what another has taken, and leads people there',
  { timeout: timeoutMs },
  async () => {
    const { program, server } = await startAlone();
    const ben = await two.invite(admin, 'Member');
    const frozen = await enter(server, ben);
    program.child.kill('SIGSTOP');
    // By its lease, not by its socket, which stays open.
    await comeBack(two, admin);
    expect(frozen.closeCode).toBeUndefined();
    program.child.kill('SIGCONT');
    await until(() => frozen.closeCode !== undefined, 'the end at the server that was frozen');
    expect(frozen.closeCode).toBe(closeCodes.serverRestarting);
    await comeBack(server, ben, frozen.ticket);
    expect(two.atrium.stats().people).toBe(2);
  },
);

const haproxy = process.env['ATRIUM_HAPROXY'] ?? '/usr/sbin/haproxy';
test.skipIf(!existsSync(haproxy))(
  'behind HAProxy, with deploy/cluster/haproxy.cfg: one World at one server, and nobody is lost when that one ends',
  { timeout: timeoutMs },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'atrium-haproxy-'));
    const port = await findFreePort();
    const sample = fileURLToPath(new URL('../../../deploy/cluster/haproxy.cfg', import.meta.url));
    // Other ports, and plain HTTP: the lines for HTTPS are those of the sample for one server.
    const adapted = (await readFile(sample, 'utf8'))
      .replace('    bind :80\n', '')
      .replace(/ bind :443 ssl .*/, ` bind 127.0.0.1:${port}`)
      .replace(/.*redirect scheme.*/, '');
    const file = join(folder, 'haproxy.cfg');
    await writeFile(file, adapted);
    const child = spawn(haproxy, ['-db', '-f', file], {
      stdio: 'ignore',
      env: { ATRIUM_1: `127.0.0.1:${one.port}`, ATRIUM_2: `127.0.0.1:${two.port}` },
    });
    const balanced: RestServer = { ...one, port };
    try {
      const ben = await one.invite(admin, 'Member');
      const ada = await comeBack(balanced, admin);
      const bea = await comeBack(balanced, ben);
      const [owner, other] = one.atrium.stats().people > 0 ? [one, two] : [two, one];
      expect(owner.atrium.stats()).toMatchObject({ people: 2, forwarded: 0 });
      expect(other.atrium.stats()).toMatchObject({ people: 0, forwarded: 0 });
      const closing = owner.stop();
      await until(() => ada.closeCode !== undefined && bea.closeCode !== undefined, 'the end of both');
      await comeBack(balanced, admin, ada.ticket);
      await comeBack(balanced, ben, bea.ticket);
      expect(other.atrium.stats()).toMatchObject({ people: 2, forwarded: 0 });
      await closing;
    } finally {
      child.kill('SIGKILL');
      await rm(folder, { recursive: true });
    }
  },
);
