import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { readConfiguration } from '../src/configuration/configuration.ts';
import { liveStateSchema, worldListSchema } from '@atrium/protocol';
import { RawWalker } from './support/rawWalker.ts';
import { startRestServer } from './support/restServer.ts';
import type { Member, RestServer } from './support/restServer.ts';
import { linksOf, takePart } from './support/talking.ts';
import { until } from './support/until.ts';

let server: RestServer;
let admin: Member;
let worldId: string;
let text: string;

const scrape = async (path = '/metrics') => fetch(`http://127.0.0.1:${server.atrium.metricsPort}${path}`);
/** The value of one figure, with its labels as they are written. */
const valueOf = (figure: string) =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${figure} `))
      ?.split(' ')
      .at(-1),
  );

beforeAll(async () => {
  const { sfu } = readConfiguration({
    ATRIUM_SFU_WORKERS: '1',
    ATRIUM_SFU_PORT: '0',
    ATRIUM_SFU_LISTEN: '127.0.0.1',
  });
  server = await startRestServer({ configuration: { sfu, metrics: { host: '127.0.0.1', port: 0 } } });
  admin = await server.makeWorkspace('Telling');
  const ben = await server.invite(admin, 'Member');
  const { worlds } = await server.read(worldListSchema, 'GET', '/api/v1/worlds', { token: admin.token });
  worldId = worlds[0]?.worldId ?? '';
  const walkers: RawWalker[] = [];
  for (const { token } of [admin, ben]) walkers.push(await RawWalker.enter(server, { worldId, token }));
  for (const walker of walkers) await takePart(walker);
  const [first] = walkers;
  if (first !== undefined) {
    await until(() => linksOf(first).length === 1, 'a link between the two');
    const linkIds = linksOf(first).map(({ linkId }) => linkId);
    first.sendBytes(JSON.stringify({ type: 'media.live', linkIds }));
    await first.reply(first.send({ type: 'ping' }));
  }
  text = await (await scrape()).text();
});

afterAll(() => server.remove());

describe('the figures for Prometheus', () => {
  test('say how many are here, and what they do', () => {
    expect(valueOf('atrium_people')).toBe(2);
    expect(valueOf('atrium_sockets')).toBe(2);
    expect(valueOf('atrium_load_level')).toBe(0);
    expect(valueOf('atrium_hellos_total{outcome="entered"}')).toBe(2);
    expect(valueOf('atrium_ready')).toBe(1);
    expect(valueOf('atrium_sfu_workers')).toBe(1);
    expect(valueOf('atrium_media_time_to_audio_seconds_count{route="direct"}')).toBe(1);
    expect(valueOf('atrium_media_failures_total{reason="blocked"}')).toBe(0);
    expect(valueOf('atrium_database_query_duration_seconds_count')).toBeGreaterThan(5);
    expect(valueOf('atrium_tick_lateness_seconds_count')).toBeGreaterThan(0);
    expect(valueOf('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
    // Without HTTPS there is no certificate that could end.
    expect(text).not.toMatch(/^atrium_certificate_expiry_timestamp_seconds \d/m);
  });

  test('name neither a World nor a person', () => {
    const { personId, name, email, workspaces } = admin.account;
    const ids = workspaces.map(({ workspaceId }) => workspaceId);
    for (const secret of [personId, name, email, worldId, ...ids, 'Telling'])
      expect(text).not.toContain(secret);
    const labels = [...text.matchAll(/^atrium_\w+\{([^}]*)\}/gm)].flatMap(([, all = '']) => all.split(','));
    const names = new Set(labels.map((label) => label.split('=')[0]));
    expect([...names].sort()).toEqual(['le', 'outcome', 'reason', 'route', 'version']);
  });

  test('are named as Prometheus wants it: a help text for each, _total for what only grows', () => {
    const types = [...text.matchAll(/^# TYPE (atrium_\w+) (\w+)$/gm)];
    expect(types.length).toBeGreaterThan(20);
    for (const [, name = '', type] of types) {
      expect(name.endsWith('_total'), name).toBe(type === 'counter');
      expect(text).toMatch(new RegExp(`^# HELP ${name} \\S.*\\.$`, 'm'));
      expect(name).not.toMatch(/_(ms|minutes|percent)(_|$)/);
    }
  });

  test.each(['prometheus/atrium.rules.yml', 'grafana/atrium.json'])(
    'are all that deploy/%s asks for',
    async (file) => {
      const asked = await readFile(new URL(`../../../deploy/${file}`, import.meta.url), 'utf8');
      const names = new Set(asked.match(/\b(atrium|nodejs|process)_[a-z0-9_]+/g));
      expect(names.size).toBeGreaterThan(10);
      for (const name of names) expect(text).toContain(`# HELP ${name.replace(/_bucket$/, '')} `);
    },
  );

  test('are at one address alone, and nothing else is', async () => {
    expect((await scrape('/')).status).toBe(404);
    expect((await scrape('/api/v1/live')).status).toBe(404);
    expect((await server.ask('GET', '/metrics')).status).not.toBe(500);
    expect(JSON.stringify((await server.ask('GET', '/metrics')).json ?? '')).not.toContain('atrium_people');
  });
});

test('the same is told to Admins of each two people', async () => {
  const live = await server.read(liveStateSchema, 'GET', '/api/v1/live', { token: admin.token });
  expect(live.worlds.find((world) => world.worldId === worldId)?.connections).toEqual([
    {
      personIds: [expect.any(String), expect.any(String)],
      route: 'direct',
      why: null,
      rttMs: null,
      loss: null,
    },
  ]);
  expect(live.certificate).toBeNull();
});

describe('the probes', () => {
  test('say that a server lives, and that it is ready', async () => {
    expect(await server.read(z.unknown(), 'GET', '/healthz')).toEqual({ status: 'ok' });
    const headers = { Host: 'pod-7.cluster' };
    expect(await server.ask('GET', '/readyz', { headers })).toMatchObject({
      status: 200,
      json: { status: 'ready' },
    });
  });
});

test('a listener that cannot be is warned of, and nothing else', async () => {
  const port = server.atrium.metricsPort ?? 0;
  const second = await startRestServer({ configuration: { metrics: { host: '127.0.0.1', port } } });
  expect((await second.ask('GET', '/readyz')).status).toBe(200);
  expect(second.atrium.metricsPort).toBeUndefined();
  expect(second.logged.join()).toContain(`ATRIUM_METRICS, 127.0.0.1:${port}`);
  await second.remove();
});
