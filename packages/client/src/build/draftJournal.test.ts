import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changeWorld, unpackTiles } from '@atrium/world';
import { officeWorld } from '@atrium/world/testing';
import { openBrowserJournal } from './browserJournal.ts';
import { createMemoryJournal } from './testing/memoryJournal.ts';
import type { JournalHead, JournalStep } from './draftJournal.ts';

const origin = unpackTiles(officeWorld());
const head: JournalHead = {
  fence: 'fence',
  base: 1,
  saved: { revision: 0, steps: 0 },
  sent: undefined,
};
const renamed = changeWorld(origin, { name: 'Tower' });
const steps: readonly JournalStep[] = [
  ...(renamed.ok ? [{ kind: 'edit' as const, edit: renamed.edit }] : []),
  { kind: 'undo' },
  { kind: 'redo' },
];

/** Of one person and one World each, on one device. */
const kinds = {
  'the browser': () => (personId: string, worldId: string) =>
    openBrowserJournal(personId, worldId, undefined),
  memory: () => {
    const devices = new Map<string, Parameters<typeof createMemoryJournal>[0]>();
    return async (...key: readonly string[]) => {
      const name = key.join('/');
      const device = devices.get(name) ?? { content: undefined, isClaimed: false };
      devices.set(name, device);
      return createMemoryJournal(device);
    };
  },
} as const;

it('a journal is written by one page at a time, where the browser has locks', async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  const held = new Set<string>();
  /** As the Web Locks of a browser, for requests that do not wait. */
  const locks = {
    async request(name: string, _options: unknown, run: (lock: object | null) => unknown) {
      if (held.has(name)) return run(null);
      held.add(name);
      await run({});
      held.delete(name);
      return undefined;
    },
  } as unknown as LockManager;
  const [first, second] = await Promise.all(
    ['ana', 'ana'].map((who) => openBrowserJournal(who, 'office', locks)),
  );
  expect([await first?.claim(), await second?.claim()]).toEqual([true, false]);
  expect(await (await openBrowserJournal('ben', 'office', locks)).claim()).toBe(true);
  first?.close();
  await vi.waitUntil(() => second?.claim());
  vi.unstubAllGlobals();
});

describe.each(['the browser', 'memory'] as const)('a journal in %s', (kind) => {
  let open: ReturnType<(typeof kinds)[typeof kind]>;
  beforeEach(() => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    open = kinds[kind]();
    return () => vi.unstubAllGlobals();
  });

  it('gives back what was written, in its order, to the page that comes next', async () => {
    const journal = await open('ana', 'office');
    expect(await journal.read()).toBeUndefined();
    await journal.begin(head, origin);
    for (const [place, step] of steps.entries()) await journal.add(place, step);
    const marked = { ...head, saved: { revision: 1, steps: 3 } };
    await journal.mark(marked);
    journal.close();
    const next = await open('ana', 'office');
    expect(await next.read()).toEqual({ head: marked, origin, steps });
    await next.begin(head, origin);
    expect(await next.read()).toEqual({ head, origin, steps: [] });
    await next.clear();
    expect(await next.read()).toBeUndefined();
    next.close();
  });

  it('is of one person in one World', async () => {
    const journal = await open('ana', 'office');
    await journal.begin(head, origin);
    await journal.add(0, { kind: 'undo' });
    for (const [personId, worldId] of [
      ['ben', 'office'],
      ['ana', 'annex'],
    ] as const) {
      const other = await open(personId, worldId);
      expect(await other.read()).toBeUndefined();
      await other.begin(head, origin);
      await other.clear();
      other.close();
    }
    expect((await journal.read())?.steps).toHaveLength(1);
    journal.close();
  });
});
