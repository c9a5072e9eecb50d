import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFolderBlobs } from '../blobs/folderBlobs.ts';
import { createBoardStore } from './boardStore.ts';
import { createDoorLocks } from './doorLocks.ts';

const isThere = () => Promise.resolve(true);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-kept-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('which Doors are locked outlives the process, World by World', async () => {
  await createDoorLocks(createFolderBlobs(folder), isThere).save('hq', ['focus-door', 'store-door']);
  const again = createDoorLocks(createFolderBlobs(folder), isThere);
  expect(await again.load('hq')).toEqual(new Set(['focus-door', 'store-door']));
  expect(await again.load('elsewhere')).toEqual(new Set());
  await again.save('hq', []);
  expect(await again.load('hq')).toEqual(new Set());
});

it('a Whiteboard outlives the process, board by board', async () => {
  await createBoardStore(createFolderBlobs(folder), isThere).save('hq', 'board-1', Uint8Array.of(1, 2, 3));
  const again = createBoardStore(createFolderBlobs(folder), isThere);
  expect(Array.from((await again.load('hq', 'board-1')) ?? [])).toEqual([1, 2, 3]);
  expect(await again.load('hq', 'board-2')).toBeUndefined();
});

it('what is kept for a World that was deleted meanwhile goes with it', async () => {
  const blobs = createFolderBlobs(folder);
  const isGone = () => Promise.resolve(false);
  await createBoardStore(blobs, isGone).save('hq', 'board-1', Uint8Array.of(1, 2, 3));
  await createDoorLocks(blobs, isGone).save('hq', ['focus-door']);
  expect(await blobs.list('')).toEqual([]);
});
