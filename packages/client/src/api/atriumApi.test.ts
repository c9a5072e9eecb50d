import { describe, expect, test } from 'vitest';
import { createAtriumApi } from './atriumApi.ts';
import { silentLog } from '../log/log.ts';

const answering = (status: number, body: string) =>
  createAtriumApi(async () => new Response(body, { status }), silentLog);

describe('the HTTP API', () => {
  test('gives what the server answers', async () => {
    const embedOrigins = ['https://wiki.example.com'];
    const links = [{ title: 'Wiki', url: 'https://wiki.example.com/start' }];
    const file = '/api/v1/worlds/headquarters/versions/3?until=1&signature=x';
    const worlds = [{ worldId: 'headquarters', name: 'Headquarters', people: 2, version: 3, file }];
    const result = await answering(
      200,
      JSON.stringify({ worlds, embedOrigins, links, accounts: null }),
    ).listWorlds();
    expect(result).toEqual({ ok: true, value: { worlds, embedOrigins, links, accounts: null } });
  });

  test('says why the server refused', async () => {
    const refusing = answering(410, JSON.stringify({ code: 'address_expired', message: 'Gone.' }));
    expect(await refusing.readWorldFile('/x')).toEqual({
      ok: false,
      failure: { kind: 'refused', code: 'address_expired', message: 'Gone.' },
    });
  });

  test.each([
    ['an answer that is not JSON', answering(200, '<html>')],
    ['an answer of another shape', answering(200, '{"worlds":[{"id":1}]}')],
    ['an error page of a proxy', answering(502, '<html>Bad gateway</html>')],
    ['no network', createAtriumApi(() => Promise.reject(new TypeError('failed to fetch')), silentLog)],
  ])('takes the server for unreachable on %s', async (_case, api) => {
    expect(await api.listWorlds()).toEqual({ ok: false, failure: { kind: 'unreachable' } });
  });

  test('names the World whose Workspace is meant, whatever characters its id has', async () => {
    const paths: string[] = [];
    const api = createAtriumApi(async (path) => {
      paths.push(path instanceof Request ? path.url : path.toString());
      return new Response('{}');
    }, silentLog);
    await api.listWorlds('a/b c');
    await api.readWorldFile('/as/the/server?says');
    expect(paths).toEqual(['/api/v1/worlds?world=a%2Fb%20c', '/as/the/server?says']);
  });
});
