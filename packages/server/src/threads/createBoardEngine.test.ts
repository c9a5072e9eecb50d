import * as Y from 'yjs';
import { afterAll, expect, test } from 'vitest';
import type { BoardAnswer, BoardTask } from '@atrium/signaling';
import { createBoardEngine } from './createBoardEngine.ts';

const lost: Error[] = [];
const engine = createBoardEngine((cause) => lost.push(cause));
afterAll(() => engine.close());
const run = (task: BoardTask) => new Promise<BoardAnswer>((resolve) => engine.run(task, resolve));

test('boards are drawn on in a thread, and unknown to the next one', async () => {
  const boardId = 'a';
  const doc = new Y.Doc();
  doc.getArray('strokes').push(['one']);
  const update = Y.encodeStateAsUpdate(doc);
  expect(await run({ kind: 'load', boardId, kept: undefined, authors: [], strokes: [] })).toEqual({
    kind: 'done',
  });
  const applied = await run({ kind: 'apply', boardId, update, personId: 'ana' });
  expect(applied).toMatchObject({ kind: 'applied', outcome: 'taken', claimed: [doc.clientID] });
  const encoded = await run({ kind: 'encode', boardId });
  const read = new Y.Doc();
  if (encoded.kind === 'encoded') Y.applyUpdate(read, encoded.state);
  expect(read.getArray('strokes').toArray()).toEqual(['one']);
  const last = run({ kind: 'apply', boardId, update, personId: 'ana' });
  await engine.close();
  expect(await last).toEqual({ kind: 'lost' });
  expect(lost).toHaveLength(1);
  expect(await run({ kind: 'encode', boardId })).toEqual({ kind: 'unknown' });
});
