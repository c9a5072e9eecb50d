import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { managedWorldListSchema } from '@atrium/protocol';
import { startPostgres } from '@atrium/workspace/testing';
import type { RunningPostgres } from '@atrium/workspace/testing';
import { CrowdPerson } from './support/crowdPerson.ts';
import { createCrowdRecord } from './support/crowdRecord.ts';
import type { CrowdRecord } from './support/crowdRecord.ts';
import { startRestServer } from './support/restServer.ts';
import type { RestServer } from './support/restServer.ts';
import { createSeededRandom } from './support/seededRandom.ts';

const workspaces = 3;
const seed = 20_261_130;
/** Every action of everybody comes at least once; then they go on at random. */
const longMs = 120_000;
const crowdMs = process.env['ATRIUM_TEST_LONG'] === undefined ? 0 : longMs;
const refreshesEach = 20;
const refreshingMs = 20_000;
const patienceMs = 150_000;
const descriptionSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

let postgres: RunningPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

describe.each(['PostgreSQL', 'the embedded database'])(
  'with %s, each answer is that of the one who asked',
  (kind) => {
    let server: RestServer;
    let record: CrowdRecord;
    let people: CrowdPerson[];
    beforeAll(async () => {
      const databaseUrl = kind === 'PostgreSQL' ? await postgres.makeDatabase() : undefined;
      server = await startRestServer({
        configuration: { databaseUrl, trustedProxies: ['127.0.0.1'] },
        // A busy machine is no reason to give up on somebody.
        limits: { helloTimeoutMs: patienceMs, verifyTimeoutMs: patienceMs },
      });
      record = createCrowdRecord();
      people = await gather(server, record);
    });
    afterAll(() => server.remove());

    test('where everybody asks for a new access token at once, as after a restart', async () => {
      const before = record.answers;
      const endMs = performance.now() + refreshingMs;
      const refreshMany = async (person: CrowdPerson) => {
        // A database that hangs answers each after ten seconds.
        for (let time = 0; time < refreshesEach && performance.now() < endMs; time++) await person.refresh();
      };
      await Promise.all(people.map(refreshMany));
      expect(summary(record, before)).toBe('0 wrong');
    });

    test(
      'where everybody does everything, with refusals and transactions, and enters Worlds',
      async () => {
        const before = record.answers;
        const endMs = performance.now() + crowdMs;
        const live = async (person: CrowdPerson, index: number) => {
          const random = createSeededRandom(seed + index);
          const actions = person.actions();
          for (const action of shuffled(actions, random)) await attempt(action, record);
          while (performance.now() < endMs) await attempt(random.pick(actions), record);
        };
        await Promise.all(people.map(live));
        expect(summary(record, before)).toBe('0 wrong');
        const { paths } = await server.read(descriptionSchema, 'GET', '/api/docs/openapi.json');
        const all = Object.entries(paths).flatMap(([path, methods]) =>
          Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
        );
        expect(all.filter((endpoint) => !record.asked.has(endpoint))).toEqual([]);
        expect(server.errors).toEqual([]);
      },
      longMs + 60_000,
    );
  },
);

/** An Admin, an Editor and a Member of each Workspace. */
async function gather(server: RestServer, record: CrowdRecord): Promise<CrowdPerson[]> {
  const people: CrowdPerson[] = [];
  for (let index = 0; index < workspaces; index++) {
    const admin = await server.makeWorkspace(`Acme${index}`);
    const members = [admin, await server.invite(admin, 'Editor'), await server.invite(admin, 'Member')];
    const { token } = admin;
    const path = '/api/v1/managed-worlds';
    const { worlds } = await server.read(managedWorldListSchema, 'GET', path, { token });
    for (const { worldId } of worlds) record.workspaceOf.set(worldId, admin.account.workspace.workspaceId);
    for (const member of members) {
      const random = createSeededRandom(seed + 100 * people.length);
      people.push(new CrowdPerson(server, record, random, member));
    }
  }
  return people;
}

/** Where many answers were wrong, more of them tell nothing new, and may take long: a database that hangs. */
function isWorthwhile({ wrong }: CrowdRecord): boolean {
  return wrong.length < 50;
}

async function attempt(action: () => Promise<void>, record: CrowdRecord): Promise<void> {
  if (!isWorthwhile(record)) return;
  await action().catch((error: unknown) => record.wrong.push(`an action failed: ${String(error)}`));
}

/** How many answers were wrong, of how many, and the first ones; `0 wrong` where none was. */
function summary({ answers, wrong }: CrowdRecord, before: number): string {
  const found = wrong.splice(0);
  if (found.length === 0) return '0 wrong';
  return [`${found.length} wrong of ${answers - before}`, ...found.slice(0, 20)].join('\n');
}

function shuffled<Item>(items: readonly Item[], random: ReturnType<typeof createSeededRandom>): Item[] {
  return items
    .map((item) => ({ item, rank: random.next() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
