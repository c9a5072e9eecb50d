import { expect, test } from 'vitest';
import { startRestServer } from './support/restServer.ts';

test('the first page of a server, and the first one after a change, may frame what an Admin has allowed', async () => {
  const first = await startRestServer();
  const { token } = await first.makeWorkspace('Acme');
  const framed = async (url: string) =>
    /frame-src ([^;]*)/.exec((await fetch(url)).headers.get('content-security-policy') ?? '')?.[1];
  const allow = (embedOrigins: readonly string[]) =>
    first.ask('PATCH', '/api/v1/workspace', { token, body: { settings: { embedOrigins } } });
  expect(await framed(first.url)).toBe("'none'");
  await allow(['https://wiki.example.com']);
  expect(await framed(first.url)).toBe('https://wiki.example.com');
  await allow(['https://wiki.example.com', 'https://board.example.com']);
  expect(await framed(first.url)).toBe('https://wiki.example.com https://board.example.com');
  await first.stop();

  const second = await startRestServer({ folder: first.folder });
  expect(await framed(second.url)).toBe('https://wiki.example.com https://board.example.com');
  await second.remove();
});
