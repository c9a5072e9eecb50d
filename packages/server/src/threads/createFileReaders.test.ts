import { afterAll, expect, test } from 'vitest';
import { draftOf } from '@atrium/workspace';
import { officeWorld } from '@atrium/world/testing';
import { createFileReaders } from './createFileReaders.ts';

const readers = createFileReaders();
afterAll(() => readers.close());

test('Worlds that people enter are read however many files wait, as they enter no other way', async () => {
  const { head, rest } = draftOf(officeWorld());
  const { formatVersion, worldId, workspaceId, version, meta } = head;
  const first = JSON.stringify({ formatVersion, worldId, workspaceId, version, meta }).slice(0, -1);
  const bytes = new TextEncoder().encode(`${first},${new TextDecoder().decode(rest)}`);
  const sent = Promise.allSettled(
    Array.from({ length: 200 }, (_, index) => readers.read(`person ${index}`, 'world', { bytes })),
  );
  const entered = Array.from({ length: 20 }, () => readers.read(worldId, 'kept-world', { bytes }));
  const names = (await Promise.all(entered)).map(({ world }) => world.meta.name);
  expect(new Set(names)).toEqual(new Set([meta.name]));
  const refused = (await sent).filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThan(100);
});
