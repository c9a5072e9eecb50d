import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BoardSession, mergeUpTo } from './boardSession.ts';
import type { LossReason } from './boardSession.ts';
import type { BoardEvent, BoardTransport } from './boardTransport.ts';
import { silentLog } from '../log/log.ts';

/** A server of one board that does what the test says. */
class FakeTransport implements BoardTransport {
  maxUpdateBytes = 32 * 1024;
  readonly doc = new Y.Doc();
  readonly updates: Uint8Array[] = [];
  readonly cursors: unknown[] = [];
  opened = 0;
  closed = 0;
  refuses = false;
  #tell: (event: BoardEvent) => void = () => undefined;

  async open(): Promise<Uint8Array> {
    this.opened++;
    if (this.refuses) throw new Error('refused');
    return Y.encodeStateAsUpdate(this.doc);
  }
  close(): void {
    this.closed++;
  }
  sendUpdate(update: Uint8Array): void {
    this.updates.push(update);
    Y.applyUpdate(this.doc, update);
  }
  sendCursor(point: unknown): void {
    this.cursors.push(point);
  }
  subscribe(listener: (event: BoardEvent) => void): () => void {
    this.#tell = listener;
    return () => (this.#tell = () => undefined);
  }
  tell(event: BoardEvent): void {
    this.#tell(event);
  }
}

let transport: FakeTransport;
let timers: (() => void)[];
let delays: number[];
let losses: LossReason[];
let closings: number;

beforeEach(() => {
  transport = new FakeTransport();
  [timers, delays, losses, closings] = [[], [], [], 0];
});

function begin(): BoardSession {
  return new BoardSession({
    log: silentLog,
    transport,
    newId: (() => {
      let ids = 0;
      return () => `id${ids++}`;
    })(),
    after: (ms, run) => {
      delays.push(ms);
      timers.push(run);
      return () => (timers = timers.filter((timer) => timer !== run));
    },
    events: {
      changed: () => undefined,
      lost: (reason) => losses.push(reason),
      closed: () => closings++,
    },
  });
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const passTime = () => timers.splice(0).forEach((run) => run());

async function open(): Promise<BoardSession> {
  const session = begin();
  await settled();
  return session;
}

function drawnByOthers(): Uint8Array {
  const doc = new Y.Doc();
  const fields = { kind: 'note', colour: 'pink', x: 1, y: 1, text: new Y.Text('theirs') };
  doc.getMap('items').set('000000-x', new Y.Map(Object.entries(fields)));
  return Y.encodeStateAsUpdate(doc);
}

describe('an open board', () => {
  it('sends what is drawn in one moment as one update', async () => {
    const session = await open();
    const id = session.document.beginStroke({ x: 1, y: 1 }, 'ink', 6) ?? '';
    for (let x = 2; x < 30; x++) session.document.extendStroke(id, [{ x, y: x }]);
    expect([transport.updates.length, delays]).toEqual([0, [100]]);
    passTime();
    expect(transport.updates).toHaveLength(1);
    passTime();
    expect(transport.updates).toHaveLength(1);
  });

  it('shows what others draw, also while it was being opened', async () => {
    const session = begin();
    transport.tell({ kind: 'update', update: drawnByOthers() });
    expect([session.state, session.document.items.length]).toEqual(['opening', 0]);
    await settled();
    expect([session.state, session.document.items.length]).toEqual(['open', 1]);
    passTime();
    expect(transport.updates).toEqual([]);
  });

  it('points on the page and nowhere else, a few times a second', async () => {
    const session = await open();
    session.point({ x: 1, y: 1 });
    session.point({ x: 20.4, y: 30.6 });
    passTime();
    session.point({ x: -5, y: 10 });
    passTime();
    session.point({ x: 1, y: 1 });
    session.point(undefined);
    passTime();
    expect(transport.cursors).toEqual([{ x: 20, y: 31 }, undefined, undefined]);
  });

  it('knows where others point, for as long as they do', async () => {
    const session = await open();
    transport.tell({ kind: 'cursor', personId: 'ben', point: { x: 5, y: 6 } });
    transport.tell({ kind: 'cursor', personId: 'eve', point: { x: Number.NaN, y: 6 } });
    expect([...session.cursors]).toEqual([['ben', { x: 5, y: 6 }]]);
    transport.tell({ kind: 'cursor', personId: 'ben', point: undefined });
    expect(session.cursors.size).toBe(0);
  });

  it('sends the last that was drawn when it is closed, and nothing after that', async () => {
    const session = await open();
    session.document.addNote({ x: 1, y: 1 }, 'pink');
    session.end();
    expect([transport.updates.length, transport.closed, timers.length]).toEqual([1, 1, 0]);
  });

  it('tells that it cannot be used any more', async () => {
    await open();
    transport.tell({ kind: 'closed' });
    expect(closings).toBe(1);
  });
});

describe('a reset', () => {
  it('throws away what the server has not taken, and shows what it has', async () => {
    const session = await open();
    session.document.addNote({ x: 1, y: 1 }, 'pink');
    passTime();
    session.document.addNote({ x: 2, y: 2 }, 'blue');
    const before = session.document;
    transport.tell({ kind: 'reset', reason: 'full' });
    await settled();
    passTime();
    expect([losses, transport.opened, transport.updates.length]).toEqual([['full'], 2, 1]);
    expect(session.document).not.toBe(before);
    expect(session.document.items).toHaveLength(1);
    expect(session.document.canUndo).toBe(false);
  });

  it('is what becomes of an update that is too large to send', async () => {
    transport.maxUpdateBytes = 100;
    const session = await open();
    const id = session.document.addText({ x: 1, y: 1 }, 'ink') ?? '';
    session.document.write(id, 'x'.repeat(400));
    passTime();
    await settled();
    expect(losses).toEqual(['unreadable']);
    expect(transport.updates.every(({ length }) => length <= 100)).toBe(true);
  });
});

describe('a board that cannot be opened', () => {
  it('says so, and can be tried again', async () => {
    transport.refuses = true;
    const session = await open();
    expect(session.state).toBe('failed');
    transport.refuses = false;
    session.retry();
    await settled();
    expect([session.state, transport.opened]).toEqual(['open', 2]);
  });

  it('is none that somebody has filled with what cannot be read', async () => {
    transport.open = async () => Uint8Array.of(9, 9, 9);
    expect((await open()).state).toBe('failed');
  });
});

it('joins updates up to the size that may be sent, in their order', () => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let index = 0; index < 40; index++)
    doc.getText('t').insert(index, String.fromCharCode(97 + (index % 26)));
  const merged = mergeUpTo(updates, 200);
  expect(merged.length).toBeGreaterThan(1);
  expect(merged.length).toBeLessThan(updates.length);
  expect(Math.max(...merged.map(({ length }) => length))).toBeLessThanOrEqual(200);
  const copy = new Y.Doc();
  for (const update of merged) Y.applyUpdate(copy, update);
  expect(copy.getText('t').toJSON()).toBe(doc.getText('t').toJSON());
});
