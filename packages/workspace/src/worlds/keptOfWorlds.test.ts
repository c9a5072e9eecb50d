import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createFolderBlobs } from '../blobs/folderBlobs.ts';
import { onEachDatabase } from '../testing/onEachDatabase.ts';
import type { TestWorkspaces } from '../testing/testWorkspaces.ts';
import { BoardFiles, createBoardStore } from './boardStore.ts';
import { createDoorLocks, DoorLockStore } from './doorLocks.ts';

const alone = (worldId: string) => ({ worldId, fence: undefined });

/** What one person draws: each stroke is in every state from then on. */
class Drawing {
  readonly #doc = new Y.Doc();

  constructor(kept?: Uint8Array) {
    if (kept !== undefined) Y.applyUpdate(this.#doc, kept);
  }

  draw(stroke: string): this {
    this.#doc.getArray('strokes').push([stroke]);
    return this;
  }

  get state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc);
  }

  get strokes(): unknown[] {
    return this.#doc.getArray('strokes').toArray();
  }
}

describe('without a database', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'atrium-kept-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('which Doors are locked outlives the process, World by World', async () => {
    await createDoorLocks(createFolderBlobs(folder)).save(alone('hq'), ['focus-door', 'store-door']);
    const again = createDoorLocks(createFolderBlobs(folder));
    expect(await again.load('hq')).toEqual(new Set(['focus-door', 'store-door']));
    expect(await again.load('elsewhere')).toEqual(new Set());
    await again.save(alone('hq'), []);
    expect(await again.load('hq')).toEqual(new Set());
  });

  it('a Whiteboard outlives the process, board by board', async () => {
    await createBoardStore(createFolderBlobs(folder)).save('hq', 'board-1', Uint8Array.of(1, 2, 3));
    const again = createBoardStore(createFolderBlobs(folder));
    expect(Array.from((await again.load('hq', 'board-1')) ?? [])).toEqual([1, 2, 3]);
    expect(await again.load('hq', 'board-2')).toBeUndefined();
  });
});

onEachDatabase('what people did in a World,', (now) => {
  const another = ({ ports, blobs }: TestWorkspaces) => ({
    boards: new BoardFiles(ports, blobs),
    doorLocks: new DoorLockStore({ ...ports, serverId: 'another' }, blobs),
  });

  it('which Doors are locked outlives the process, World by World', async () => {
    const { kept, acme } = now();
    const { worldId } = acme;
    await kept.doorLocks.save(alone(worldId), ['focus-door', 'store-door']);
    expect(await another(kept).doorLocks.load(worldId)).toEqual(new Set(['focus-door', 'store-door']));
    expect(await kept.doorLocks.load('elsewhere')).toEqual(new Set());
    await kept.doorLocks.save(alone(worldId), []);
    expect(await another(kept).doorLocks.load(worldId)).toEqual(new Set());
  });

  it('saves of locked Doors take effect in their order', async () => {
    const { kept, acme } = now();
    const counts = Array.from({ length: 20 }, (_, index) => [`door-${index}`]);
    await Promise.all(counts.map((doors) => kept.doorLocks.save(alone(acme.worldId), doors)));
    expect(await kept.doorLocks.load(acme.worldId)).toEqual(new Set(['door-19']));
  });

  it('what an Atrium before 0.2 kept is found, and goes on', async () => {
    const { kept, acme } = now();
    const { worldId } = acme;
    await createDoorLocks(kept.blobs).save(alone(worldId), ['old-door']);
    await createBoardStore(kept.blobs).save(worldId, 'board', new Drawing().draw('old').state);
    expect(await kept.doorLocks.load(worldId)).toEqual(new Set(['old-door']));
    const drawing = new Drawing(await kept.boards.load(worldId, 'board')).draw('new');
    await kept.boards.save(worldId, 'board', drawing.state);
    await kept.doorLocks.save(alone(worldId), ['new-door']);
    expect(new Drawing(await another(kept).boards.load(worldId, 'board')).strokes).toEqual(['old', 'new']);
    expect(await another(kept).doorLocks.load(worldId)).toEqual(new Set(['new-door']));
  });

  it('a server that does not have a World locks no Door of it, and its word changes nothing', async () => {
    const { kept, acme } = now();
    const { worldId } = acme;
    await kept.doorLocks.save(alone(worldId), ['locked']);
    await expect(kept.doorLocks.save({ worldId, fence: '1' }, [])).rejects.toThrow(/does not have the World/);
    expect(await kept.doorLocks.load(worldId)).toEqual(new Set(['locked']));
  });

  it('strokes of two servers that kept the same board are all there, whoever comes first', async () => {
    const { kept, acme } = now();
    const { worldId } = acme;
    const here = kept.boards;
    const there = another(kept).boards;
    await here.save(worldId, 'board', new Drawing().draw('first').state);
    const one = new Drawing(await here.load(worldId, 'board'));
    const other = new Drawing(await there.load(worldId, 'board'));
    await Promise.all([
      here.save(worldId, 'board', one.draw('here').state),
      there.save(worldId, 'board', other.draw('there').state),
    ]);
    // Neither has the strokes of the other in its document, and goes on.
    await here.save(worldId, 'board', one.draw('here again').state);
    await there.save(worldId, 'board', other.draw('there again').state);
    const kept1 = new Drawing(await another(kept).boards.load(worldId, 'board')).strokes;
    expect(kept1.toSorted()).toEqual(['first', 'here', 'here again', 'there', 'there again']);
  });

  it('what was replaced stays for a minute for who reads it, and goes', async () => {
    const { kept, acme } = now();
    const { worldId } = acme;
    const names = () => kept.blobs.list(`boards/${worldId}/`);
    const drawing = new Drawing();
    for (const stroke of ['a', 'b', 'c'])
      await kept.boards.save(worldId, 'board', drawing.draw(stroke).state);
    expect(await names()).toHaveLength(3);
    kept.nowMs += 60_000;
    await kept.boards.save(worldId, 'board', drawing.draw('d').state);
    expect(await names()).toHaveLength(2);
  });

  it('what no row names is swept away the second time that it is found, and nothing else', async () => {
    const { kept, acme } = now();
    const { worldId } = acme;
    await kept.boards.save(worldId, 'board', new Drawing().draw('kept').state);
    await createBoardStore(kept.blobs).save(worldId, 'old-board', Uint8Array.of(0, 0));
    await kept.blobs.write(`boards/${worldId}/board/left.yjs`, Uint8Array.of(0, 0));
    const names = () => kept.blobs.list(`boards/${worldId}/`);
    await kept.boards.sweepBlobs();
    expect(await names()).toHaveLength(3);
    expect(await kept.boards.sweepBlobs()).toBeGreaterThan(0);
    expect(await kept.boards.sweepBlobs()).toBe(0);
    expect(await names()).toHaveLength(2);
    expect(await names()).not.toContain(`boards/${worldId}/board/left.yjs`);
  });

  it('what is kept for a World that was deleted meanwhile goes with it', async () => {
    const { kept } = now();
    await kept.boards.save('gone', 'board-1', Uint8Array.of(0, 0));
    await kept.doorLocks.save(alone('gone'), ['focus-door']);
    expect(await kept.blobs.list('boards/gone')).toEqual([]);
    expect(await kept.doorLocks.load('gone')).toEqual(new Set());
  });
});
