import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startPostgres } from '../testing/postgres.ts';
import type { RunningPostgres } from '../testing/postgres.ts';
import { openTestWorkspaces } from '../testing/testWorkspaces.ts';
import type { TestWorkspaces } from '../testing/testWorkspaces.ts';
import type { News, WorkspacePorts } from '../workspacePorts.ts';
import { changeTold } from './changeTold.ts';
import { Outbox, newsChannel } from './outbox.ts';
import { SteadyConnection } from './steadyConnection.ts';

let postgres: RunningPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

let url: string;
let kept: TestWorkspaces;
let closing: (() => Promise<void>)[];
beforeEach(async () => {
  url = await postgres.makeDatabase();
  kept = await openTestWorkspaces(url);
  closing = [];
});
afterEach(async () => {
  for (const close of closing) await close();
  await kept.remove();
});

/** One server: what it is told of, and what it changes with. */
async function serverOf(serverId: string) {
  const heard: string[] = [];
  const newsCame = (news: News) => void heard.push(news.about === 'world' ? news.news.worldId : news.about);
  const failures: unknown[] = [];
  const look: { current: () => void } = { current: () => undefined };
  const connection = new SteadyConnection({
    config: { connectionString: url },
    listen: { channel: newsChannel, onNotified: () => look.current() },
  });
  const report = (_what: string, cause: unknown) => void failures.push(cause);
  const outbox = await Outbox.open({ connection, serverId, newsCame, report });
  look.current = () => outbox.look();
  closing.push(async () => {
    await outbox.close();
    await connection.close();
  });
  const ports: Pick<WorkspacePorts, 'sql' | 'outbox' | 'newsCame'> = { ...kept.ports, outbox, newsCame };
  const change = (worldId: string) =>
    changeTold(ports, async (_sql, tell) => tell.world({ worldId, what: 'editing-ended' }));
  return { heard, failures, outbox, ports, change };
}

it('each server is told once of what any of them changes, the one that does it at once', async () => {
  const [one, two] = [await serverOf('one'), await serverOf('two')];
  await one.change('a');
  expect(one.heard).toEqual(['a']);
  await two.change('b');
  await expect.poll(() => one.heard).toEqual(['a', 'b']);
  await expect.poll(() => two.heard.toSorted()).toEqual(['a', 'b']);
  await one.change('c');
  await expect.poll(() => two.heard.at(-1)).toBe('c');
  expect([one.heard.length, two.heard.length]).toEqual([3, 3]);
});

it('nobody is told of what was not done', async () => {
  const [one, two] = [await serverOf('one'), await serverOf('two')];
  const failing = changeTold(one.ports, async (_sql, tell) => {
    tell.world({ worldId: 'undone', what: 'editing-ended' });
    throw new Error('not today');
  });
  await expect(failing).rejects.toThrow('not today');
  await one.change('done');
  await expect.poll(() => two.heard).toEqual(['done']);
  expect(one.heard).toEqual(['done']);
});

it('a change whose transaction began first and ended last is not passed over', async () => {
  const [one, two] = [await serverOf('one'), await serverOf('two')];
  let finish = () => undefined as void;
  const held = new Promise<void>((resolve) => (finish = resolve));
  let hasBegun = () => undefined as void;
  const begun = new Promise<void>((resolve) => (hasBegun = resolve));
  const slow = changeTold(one.ports, async (sql, tell) => {
    await sql.execute('select pg_current_xact_id()');
    hasBegun();
    await held;
    tell.world({ worldId: 'slow', what: 'editing-ended' });
  });
  await begun;
  await one.change('quick');
  await expect.poll(() => two.heard).toEqual(['quick']);
  await one.change('quicker');
  await expect.poll(() => two.heard).toEqual(['quick', 'quicker']);
  finish();
  await slow;
  await expect.poll(() => two.heard).toEqual(['quick', 'quicker', 'slow']);
});

it('what was done though its answer was lost is told to the server that did it, too', async () => {
  const one = await serverOf('one');
  const { sql } = one.ports;
  const transaction: typeof sql.transaction = async (...run) => {
    await sql.transaction(...run);
    throw new Error('The connection was lost.');
  };
  const lossy = { ...one.ports, sql: Object.assign(Object.create(sql) as typeof sql, { transaction }) };
  const lost = changeTold(lossy, async (_sql, tell) =>
    tell.world({ worldId: 'lost', what: 'editing-ended' }),
  );
  await expect(lost).rejects.toThrow('The connection was lost.');
  await expect.poll(() => one.heard).toEqual(['lost']);
});

it('what cannot be read is reported, and what comes after it is heard', async () => {
  const [one, two] = [await serverOf('one'), await serverOf('two')];
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(
    `insert into outbox (id, server_id, news) values (gen_random_uuid(), 'newer', '[{"about": "weather"}]')`,
  );
  await client.end();
  await one.change('after');
  await expect.poll(() => two.heard).toEqual(['after']);
  expect(two.failures).toHaveLength(1);
});

it('a server whose connection was cut hears what it has missed', async () => {
  const [one, two] = [await serverOf('one'), await serverOf('two')];
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where query like '%outbox%' and pid <> pg_backend_pid()`,
  );
  await client.end();
  await one.change('missed').catch(() => one.change('missed'));
  await expect.poll(() => two.heard).toContain('missed');
});
