import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql as raw } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseFiles } from '../testing/databaseFiles.ts';
import { prepareOldestDatabase } from '../testing/oldestDatabase.ts';
import { startPostgres } from '../testing/postgres.ts';
import type { RunningPostgres } from '../testing/postgres.ts';
import { openDatabase } from './database.ts';

let postgres: RunningPostgres;
let folder: string;
let oldest: typeof databaseFiles;
beforeAll(async () => {
  postgres = await startPostgres();
  folder = await mkdtemp(join(tmpdir(), 'atrium-migrations-test-'));
  oldest = await prepareOldestDatabase(folder);
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

it.each(['PostgreSQL', 'the embedded database'])(
  'of tokens and links from before they had owners, those of Admins go on, and no others, in %s',
  async (kind) => {
    const url = kind === 'PostgreSQL' ? await postgres.makeDatabase() : undefined;
    const options = { url, folder: join(folder, kind), ...databaseFiles, onIdleError: () => undefined };
    const old = await openDatabase({ ...options, ...oldest });
    await old.sql.execute(raw`
      insert into workspaces (id, name, settings) values ('w', 'Acme', '{"auditLogDays":365}'), ('x', 'Other', '{}')`);
    await old.sql.execute(raw`
      insert into users (id, email, name) values ('ana', 'a@x.org', 'Ana'), ('ben', 'b@x.org', 'Ben'), ('cem', 'c@x.org', 'Ana')`);
    await old.sql.execute(raw`
      insert into memberships (workspace_id, user_id, role)
      values ('w', 'ana', 'Admin'), ('w', 'ben', 'Member'), ('x', 'cem', 'Admin')`);
    // By Ana; by Ben, who was an Admin; by Cem, who is one elsewhere; by a program; by nobody the log knows.
    for (const [index, actor] of ['ana', 'ben', 'cem', 'token:t0', undefined].entries()) {
      await old.sql.execute(raw`
        insert into api_tokens (id, workspace_id, name, token_hash, role, created_by, expires_at)
        values (${`t${index}`}, 'w', 'CI', ${`t${index}`}, 'Admin', 'Ana', now() + interval '1 year')`);
      await old.sql.execute(raw`
        insert into invitations (id, workspace_id, token_hash, role, note, uses_left, created_by, expires_at)
        values (${`i${index}`}, 'w', ${`i${index}`}, 'Admin', '', 3, 'Ana', now() + interval '1 year')`);
      if (actor === undefined) continue;
      for (const [action, target] of [
        ['api-token.make', `t${index}`],
        ['invitation.make', `i${index}`],
      ]) {
        await old.sql.execute(raw`
          insert into audit_log (workspace_id, actor_id, actor_name, action, target_id, details)
          values ('w', ${actor}, 'Ana', ${action}, ${target}, '{}')`);
      }
    }
    await old.close();

    const now = await openDatabase(options);
    const tokens = await now.sql.execute(raw`select id, owner_id from api_tokens`);
    const links = await now.sql.execute(raw`select id, maker_id from invitations`);
    expect(tokens.rows).toEqual([{ id: 't0', owner_id: 'ana' }]);
    expect(links.rows).toEqual([{ id: 'i0', maker_id: 'ana' }]);
    await now.close();
  },
);

it.each(['PostgreSQL', 'the embedded database'])(
  'names from before their rules follow them now, two that become the same stay, and old records have no Roles, in %s',
  async (kind) => {
    const url = kind === 'PostgreSQL' ? await postgres.makeDatabase() : undefined;
    const options = {
      url,
      folder: join(folder, `names ${kind}`),
      ...databaseFiles,
      onIdleError: () => undefined,
    };
    await (await openDatabase({ ...options, ...oldest })).close();
    const old = await openDatabase({ ...options, migrations: 3 });
    await old.sql.execute(raw`insert into workspaces (id, name, settings) values ('w', 'Acme', '{}')`);
    // As it was; a joiner that is not seen, and so the same name; composed otherwise; nothing that is seen.
    for (const [id, name] of [
      ['a', 'Ana'],
      ['b', 'Ana\u200d'],
      ['c', 'Jose\u0301'],
      ['d', '\u202e'],
    ]) {
      await old.sql.execute(
        raw`insert into users (id, email, name) values (${id}, ${`${id}.x@y.org`}, ${name})`,
      );
    }
    await old.sql.execute(raw`
      insert into bans (id, workspace_id, person_id, person_name, reason, created_by)
      values ('ban', 'w', 'g', 'Guy', 'Spam', 'Ana')`);
    await old.sql.execute(raw`
      insert into audit_log (workspace_id, actor_id, actor_name, action, details)
      values ('w', 'a', 'Ana', 'person.ban', '{}')`);
    await old.close();

    const names = [
      { id: 'a', name: 'Ana' },
      { id: 'b', name: 'Ana' },
      { id: 'c', name: 'Jos\u00e9' },
      { id: 'd', name: 'd.x' },
    ];
    // The second time, there is nothing left to do.
    for (let start = 1; start <= 2; start++) {
      const now = await openDatabase(options);
      expect((await now.sql.execute(raw`select id, name from users order by id`)).rows).toEqual(names);
      expect((await now.sql.execute(raw`select person_role from bans`)).rows).toEqual([
        { person_role: null },
      ]);
      const entries = await now.sql.execute(raw`select actor_role, target_role from audit_log`);
      expect(entries.rows).toEqual([{ actor_role: null, target_role: null }]);
      await now.close();
    }
  },
);
