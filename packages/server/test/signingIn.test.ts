import { chmod, mkdir, mkdtemp, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { environmentDefaults } from '../src/configuration/environmentDefaults.ts';
import { password, startRestServer } from './support/restServer.ts';
import type { Answer, Member, RestServer } from './support/restServer.ts';
import { yard } from './support/yard.ts';

let server: RestServer;
let admin: Member;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-signing-in-'));
  // As an older Atrium, or a careless copy, left them.
  await mkdir(join(folder, 'data', 'blobs', 'worlds'), { recursive: true, mode: 0o755 });
  await mkdir(join(folder, 'data', 'database'), { mode: 0o755 });
  await chmod(join(folder, 'data'), 0o755);
  await mkdir(join(folder, 'worlds'));
  await writeFile(join(folder, 'worlds', 'yard.world.json'), JSON.stringify(yard));
  server = await startRestServer({
    folder,
    configuration: { signInsPerMinute: Number(environmentDefaults.ATRIUM_SIGN_INS_PER_MINUTE) },
  });
  admin = await server.makeWorkspace('Acme');
});
afterAll(() => server.remove());

const post = (path: string, body: object, token?: string): Promise<Answer> =>
  server.ask('POST', `/api/v1/${path}`, { body, token });
const linkSchema = z.object({ link: z.string() });
const linkOf = async (path: string, body?: object) => {
  const { json } = await server.ask('POST', `/api/v1/${path}`, { token: admin.token, body });
  return linkSchema.parse(json).link.split('#')[1] ?? '';
};
const invitation = () =>
  linkOf('invitations', { kind: 'account', role: 'Member', note: '', uses: 1, days: 1 });

describe('a password that attackers try first is refused, and said so, in', () => {
  /** On the list as they are, in capitals, with digits and signs around them, or of next to no characters. */
  const common = [
    '1234567890',
    'qwertyuiop',
    'Password123',
    'PASSWORD2024!',
    'iloveyou!!',
    '1111111111111',
    'abababababab',
  ];
  const name = 'Ben';

  const ways: readonly [string, (chosen: string) => Promise<Answer>][] = [
    [
      'making a Workspace',
      async (chosen) => {
        const token = await server.atrium.makeSetupLink();
        const request = {
          token,
          workspaceName: 'New',
          name,
          email: `ben-${chosen.length}@new.example`,
          password: chosen,
        };
        return post('setup', request);
      },
    ],
    [
      'joining',
      async (chosen) =>
        post('invitations/join', {
          token: await invitation(),
          name,
          email: `ben-${chosen.length}@x.org`,
          password: chosen,
        }),
    ],
    [
      'choosing a new one by a link',
      async (chosen) => {
        const { account } = await server.invite(admin, 'Member');
        const token = await linkOf(`people/${account.personId}/password-link`);
        const refused = await post('password', { token, password: chosen });
        // The link has not been used up.
        expect((await post('password', { token, password: 'my own long password' })).status).toBe(200);
        return refused;
      },
    ],
    [
      'changing it',
      async (chosen) => {
        const { token } = await server.invite(admin, 'Member');
        const body = { current: password, password: chosen };
        return server.ask('PUT', '/api/v1/account/password', { token, body });
      },
    ],
  ];
  test.each(ways)('%s', async (_way, choose) => {
    for (const chosen of common) {
      const answer = await choose(chosen);
      expect([chosen, answer.status, answer.code]).toEqual([chosen, 400, 'password_common']);
    }
  });

  test('nothing where it is the one an account has already: nobody is locked out', async () => {
    const body = { email: admin.email, password: 'Password123' };
    expect((await post('session', body)).code).toBe('sign_in_failed');
  });
});

describe('what fails is logged for fail2ban', () => {
  const refusals = () =>
    server.logged
      .map((line) => z.looseObject({ msg: z.string() }).parse(JSON.parse(line)))
      .filter(({ msg }) => msg === 'refused');

  test('with the address and the reason, and nothing of the person', async () => {
    const before = refusals().length;
    const email = 'somebody.with.a.name@example.org';
    for (let i = 0; i < 7; i++) await post('session', { email, password: `secret guess ${i}` });
    const logged = refusals().slice(before);
    expect(logged.map(({ reason }) => reason)).toEqual([
      ...Array<string>(5).fill('sign_in_failed'),
      ...Array<string>(2).fill('too_many_attempts'),
    ]);
    for (const line of logged) {
      expect(Object.keys(line).sort()).toEqual([
        'address',
        'hostname',
        'level',
        'msg',
        'pid',
        'reason',
        'time',
      ]);
      expect([line['level'], line['address']]).toEqual([40, '127.0.0.1']);
    }
    expect(server.logged.join('')).not.toMatch(/somebody|secret guess/);
  });

  test('in lines that the filter in deploy/fail2ban finds', async () => {
    const filter = await readFile(
      new URL('../../../deploy/fail2ban/filter.d/atrium.conf', import.meta.url),
      'utf8',
    );
    const source = /^failregex = (.*)$/m.exec(filter)?.[1] ?? '';
    const pattern = new RegExp(source.replace('<ADDR>', '(?<address>[0-9a-f.:]+)'));
    const line = server.logged.find((one) => one.includes('"msg":"refused"')) ?? '';
    expect(pattern.exec(line)?.groups?.['address']).toBe('127.0.0.1');
    expect(
      pattern.test('{"level":40,"reason":"rate_limited","msg":"other \\"address\\":\\"127.0.0.1\\""}'),
    ).toBe(false);
  });

  test('and not more than ten lines a minute of one address and reason: a flood fills no disk', async () => {
    const before = refusals().length;
    const attempts = Array.from({ length: 30 }, () =>
      post('session', { email: 'flood@example.org', password: 'x' }),
    );
    await Promise.all(attempts);
    expect(refusals().length - before).toBeLessThanOrEqual(20);
    expect(refusals().length).toBeGreaterThan(before);
  });
});

describe('an office behind one address', () => {
  test('signs in: the thirty-first in a minute is let in like the first', async () => {
    const { email } = admin;
    const statuses = [];
    for (let i = 0; i < 40; i++) statuses.push((await post('session', { email, password })).status);
    expect(statuses).toEqual(Array(40).fill(200));
  });

  test('has a limit that its host sets', async () => {
    const strict = await startRestServer({ configuration: { signInsPerMinute: 3 } });
    try {
      const { email } = await strict.makeWorkspace('Strict');
      const codes = [];
      for (let i = 0; i < 5; i++)
        codes.push((await strict.ask('POST', '/api/v1/session', { body: { email, password } })).code);
      expect(codes).toEqual([undefined, undefined, undefined, 'rate_limited', 'rate_limited']);
      expect(strict.logged.join('')).toContain('"reason":"rate_limited"');
    } finally {
      await strict.remove();
    }
  });
});

test('no other account of this machine looks into the data folder', async () => {
  const open: string[] = [];
  const look = async (path: string): Promise<void> => {
    if (((await stat(path)).mode & 0o077) !== 0) open.push(path);
    for (const entry of await readdir(path, { withFileTypes: true })) {
      if (entry.isDirectory()) await look(join(path, entry.name));
    }
  };
  await look(join(folder, 'data'));
  expect(open).toEqual([]);
});
