import { expect, test } from 'vitest';
import { restErrorSchema, worldListSchema } from '@atrium/protocol';
import { startRestServer } from './support/restServer.ts';

const wiki = { title: 'Wiki', url: 'https://wiki.example.com/start' };

test('links that an Admin sets are given to those who may enter a World, and to nobody else', async () => {
  const office = await startRestServer();
  const { token } = await office.makeWorkspace('Acme');
  const links = async (as?: string) =>
    (await office.read(worldListSchema, 'GET', '/api/v1/worlds', as === undefined ? {} : { token: as }))
      .links;
  const set = (wanted: readonly object[]) =>
    office.ask('PATCH', '/api/v1/workspace', { token, body: { settings: { links: wanted } } });
  expect(await links(token)).toEqual([]);
  await set([wiki]);
  expect([await links(token), await links()]).toEqual([[wiki], []]);
  await office.remove();
});

test('a link is a title and a web address', async () => {
  const office = await startRestServer();
  const { token } = await office.makeWorkspace('Acme');
  for (const link of [
    { ...wiki, url: 'javascript:alert(1)' },
    { ...wiki, url: '/w/headquarters' },
    { ...wiki, title: '' },
    { ...wiki, title: 'a\nb' },
  ]) {
    const body = { settings: { links: [link] } };
    const refused = await office.read(restErrorSchema, 'PATCH', '/api/v1/workspace', { token, body });
    expect(refused.code, JSON.stringify(link)).toBe('bad_message');
  }
  await office.remove();
});
