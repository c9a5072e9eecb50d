import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { changeWorld, drawWall, moveSelection, packTiles, placeSpawnPoint, unpackTiles } from '@atrium/world';
import type { EditOutcome, World } from '@atrium/world';
import { idsOf, inLongRuns, makeEdit, officeWorld } from '@atrium/world/testing';
import { silentLog } from '../log/log.ts';
import { VirtualTime } from '../session/testing/virtualTime.ts';
import type { DraftJournal } from './draftJournal.ts';
import type { DraftServer } from './draftServer.ts';
import { DraftSession } from './draftSession.ts';
import type { DraftSessionState, EditingState } from './draftState.ts';
import { createMemoryJournal } from './testing/memoryJournal.ts';
import type { KeptOnDevice } from './testing/memoryJournal.ts';
import { SimulatedDrafts } from './testing/simulatedDrafts.ts';

const manyTurns = async () => {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve();
};
const start = packTiles(unpackTiles(officeWorld()));

let time: VirtualTime;
let drafts: SimulatedDrafts;
let device: KeptOnDevice;
let states: DraftSessionState[];
beforeEach(() => {
  time = new VirtualTime(manyTurns);
  drafts = new SimulatedDrafts(start, time);
  device = { content: undefined, isClaimed: false };
  states = [];
});

function sessionOf(
  personId = 'ana',
  journal: DraftJournal = createMemoryJournal(device),
  server: DraftServer = drafts.as(personId),
): DraftSession {
  const changed = (state: DraftSessionState) => void states.push(state);
  return new DraftSession({ personId, server, journal, timers: time, log: silentLog, changed });
}
async function opened(personId?: string, options?: { takeOver: boolean }): Promise<DraftSession> {
  const session = sessionOf(personId);
  await session.open(options);
  expect(session.state.kind).toBe('editing');
  return session;
}
/** A session of Ana, whose server is as usual but for some of its answers. */
async function openedWith(change: (server: DraftServer) => Partial<DraftServer>): Promise<DraftSession> {
  const server = drafts.as('ana');
  const session = sessionOf('ana', undefined, { ...server, ...change(server) });
  await session.open();
  return session;
}
/** A gate that answers wait at until it is opened. */
function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}
/** The page is gone without a word. */
const crash = () => {
  device.isClaimed = false;
  time = new VirtualTime(manyTurns);
};
const editing = ({ state }: DraftSession): EditingState => {
  if (state.kind !== 'editing') throw new Error(`The session is ${state.kind}.`);
  return state;
};
function edit(session: DraftSession, operation: (world: World) => EditOutcome): void {
  const outcome = operation(editing(session).history.world);
  if (!outcome.ok) throw new Error(outcome.refusal);
  session.edit(outcome);
}
const rename = (session: DraftSession, name: string) =>
  edit(session, (world) => changeWorld(world, { name }));
const nameIn = (file: string | undefined) =>
  file === undefined ? undefined : (JSON.parse(file) as World).meta.name;
const savedName = () => nameIn(drafts.draft?.file);

describe('saving', () => {
  it('follows the last step by a second, and the first by five', async () => {
    const session = await opened();
    expect(editing(session)).toMatchObject({ saving: { kind: 'saved' }, base: 1, currentVersion: 1 });
    rename(session, 'One');
    await time.pass(900);
    expect([drafts.revision, editing(session).saving.kind]).toEqual([0, 'unsaved']);
    await time.pass(100);
    expect([savedName(), editing(session).saving.kind]).toEqual(['One', 'saved']);
    const startMs = time.now();
    for (let step = 0; step < 12; step++) {
      rename(session, `Step ${step}`);
      await time.pass(500);
    }
    expect(drafts.saves.map(({ atMs }) => atMs - startMs)[1]).toBe(5_000);
    await time.pass(1_000);
    expect(savedName()).toBe('Step 11');
    expect(JSON.parse(drafts.draft?.file ?? '')).toEqual(packTiles(editing(session).history.world));
  });

  it('waits for the one before, and takes along what was done meanwhile', async () => {
    const session = await opened();
    rename(session, 'One');
    const first = session.saveNow();
    rename(session, 'Two');
    const second = session.saveNow();
    expect([await first, await second]).toEqual([false, true]);
    expect(drafts.saves.map(({ revision }) => revision)).toEqual([0, 1]);
    expect(savedName()).toBe('Two');
  });

  it('is tried again, later and later, until the server can be reached; no step is lost', async () => {
    const session = await opened();
    rename(session, 'One');
    drafts.cut = { what: 'save', isDone: false };
    await time.pass(10_000);
    expect(editing(session).saving).toEqual({ kind: 'retrying', failure: { kind: 'unreachable' } });
    const tries = drafts.saves.map(({ atMs }) => atMs - (drafts.saves[0]?.atMs ?? 0));
    expect(tries).toEqual([0, 1_000, 3_000, 7_000]);
    rename(session, 'Two');
    drafts.cut = undefined;
    await time.pass(30_000);
    expect([savedName(), editing(session).saving.kind]).toEqual(['Two', 'saved']);
  });

  it('whose answer is lost is sent again, and is one save', async () => {
    const session = await opened();
    rename(session, 'One');
    drafts.cut = { what: 'save', isDone: true };
    await time.pass(1_000);
    drafts.cut = undefined;
    await time.pass(2_000);
    expect([drafts.revision, editing(session).saving.kind]).toEqual([1, 'saved']);
  });

  it('that the server refuses is said, and the next step is tried again', async () => {
    const session = await opened();
    rename(session, 'One');
    drafts.refusal = 'world_invalid';
    await time.pass(60_000);
    expect(editing(session).saving).toMatchObject({ kind: 'refused', failure: { code: 'world_invalid' } });
    expect(drafts.saves).toHaveLength(1);
    drafts.refusal = undefined;
    rename(session, 'Two');
    await time.pass(1_000);
    expect(savedName()).toBe('Two');
  });

  it.each(['server_busy', 'storage_full', 'signed_out'] as const)(
    'waits where it is refused with %s',
    async (code) => {
      const session = await opened();
      rename(session, 'One');
      drafts.refusal = code;
      await time.pass(2_000);
      expect(editing(session).saving.kind).toBe('retrying');
      drafts.refusal = undefined;
      await time.pass(30_000);
      expect(savedName()).toBe('One');
    },
  );
});

describe('the lease', () => {
  it('is renewed every 30 s, with whether something was done', async () => {
    const session = await opened();
    await time.pass(30_000);
    rename(session, 'One');
    await time.pass(30_000);
    session.noteActivity();
    await time.pass(60_000);
    expect(drafts.renewals).toEqual([false, true, true, false]);
  });

  it('of another editor is shown; after a take-over their draft goes on', async () => {
    const ana = await opened('ana');
    rename(ana, 'Of Ana');
    await time.pass(1_000);
    device = { content: undefined, isClaimed: false };
    const ben = sessionOf('ben');
    await ben.open();
    expect(ben.state).toMatchObject({ kind: 'held', lease: { personId: 'ana' }, unsaved: undefined });
    await ben.open({ takeOver: true });
    expect(editing(ben).history.world.meta.name).toBe('Of Ana');
    rename(ana, 'Too late');
    await time.pass(1_000);
    expect(ana.state).toMatchObject({
      kind: 'lost',
      code: 'lease_lost',
      unsaved: { meta: { name: 'Too late' } },
    });
    expect(savedName()).toBe('Of Ana');
  });

  it('that is lost offers only what was not saved', async () => {
    const session = await opened();
    rename(session, 'One');
    await time.pass(1_000);
    drafts.takeOver('ben');
    await time.pass(30_000);
    expect(session.state).toEqual({ kind: 'lost', code: 'lease_lost', unsaved: undefined });
    expect(time.pending).toBe(0);
  });

  it('is given up at the end, with everything saved', async () => {
    const session = await opened();
    rename(session, 'One');
    await session.close();
    expect([savedName(), drafts.holder, device.content]).toEqual(['One', undefined, undefined]);
    expect([session.state.kind, time.pending]).toEqual(['closed', 0]);
  });

  it.each([
    ['is asked for', 0],
    ['is given', 3],
    ['has been given', 8],
  ])('is given up where Build Mode is left while it %s', async (_when, turns) => {
    const session = sessionOf();
    const opening = session.open();
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    await session.close();
    await opening;
    await manyTurns();
    expect([session.state.kind, drafts.holder, time.pending]).toEqual(['closed', undefined, 0]);
  });

  it('whose end was not answered is taken up again: it is one’s own, not that of another tab', async () => {
    for (const isDone of [false, true]) {
      const session = await opened();
      rename(session, `Was it given up? ${isDone}`);
      drafts.cut = { what: 'giveUp', isDone };
      await session.close();
      drafts.cut = undefined;
      const next = await opened();
      expect(editing(next).history.world.meta.name).toBe(`Was it given up? ${isDone}`);
      await next.close();
      expect([drafts.holder, device.content]).toEqual([undefined, undefined]);
    }
  });

  it('that is lost while a save is looked into stays lost', async () => {
    const { opened, open } = gate();
    const session = await openedWith((server) => ({
      state: async () => {
        await opened;
        return server.state();
      },
    }));
    rename(session, 'One');
    drafts.revision++;
    await time.pass(1_000);
    drafts.takeOver('ben');
    await time.pass(30_000);
    expect(session.state.kind).toBe('lost');
    open();
    await manyTurns();
    expect(session.state.kind).toBe('lost');
  });

  it('of another page of one person is not taken by its journal', async () => {
    const first = await opened();
    rename(first, 'One');
    const second = sessionOf();
    await second.open();
    expect(second.state).toMatchObject({ kind: 'held', lease: { personId: 'ana' } });
    await time.pass(1_000);
    expect(savedName()).toBe('One');
  });
});

describe('after a crash', () => {
  it('any steps are there, saved or not, and can be undone', async () => {
    const gesture = fc.record({
      kind: fc.nat(1_000),
      x: fc.integer({ min: 0, max: 14 }),
      y: fc.integer({ min: 0, max: 11 }),
      width: fc.integer({ min: 1, max: 6 }),
      height: fc.integer({ min: 1, max: 6 }),
      pick: fc.nat(10_000),
      then: fc.constantFrom('nothing', 'undo', 'redo', 'wait', 'crash', 'cut'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(gesture, { maxLength: 14 }), async (gestures) => {
        time = new VirtualTime(manyTurns);
        drafts = new SimulatedDrafts(start, time);
        device = { content: undefined, isClaimed: false };
        let session = await opened();
        for (const { then, ...made } of gestures) {
          const outcome = makeEdit(editing(session).history.world, made);
          if (outcome.ok) session.edit(outcome);
          if (then === 'undo') session.undo();
          if (then === 'redo') session.redo();
          if (then === 'wait') await time.pass(1_000);
          if (then === 'cut') {
            drafts.cut = { what: 'save', isDone: true };
            await time.pass(1_000);
          }
          if (then === 'crash' || then === 'cut') {
            const { history } = editing(session);
            await manyTurns();
            crash();
            drafts.cut = undefined;
            session = await opened();
            expect(editing(session).history).toEqual(history);
            expect(editing(session).conflicts).toEqual([]);
          }
        }
        expect(await session.saveNow()).toBe(true);
        const { world } = editing(session).history;
        if (drafts.draft !== undefined) expect(JSON.parse(drafts.draft.file)).toEqual(packTiles(world));
        else expect(packTiles(world)).toEqual(start);
        session.undo();
      }),
      { numRuns: inLongRuns(1_000, 60) },
    );
  });

  it('what others have saved meanwhile stays, and own steps are made again on it; what does not fit is listed', async () => {
    const ana = await opened('ana');
    rename(ana, 'Saved');
    await time.pass(1_000);
    drafts.cut = { what: 'save', isDone: false };
    rename(ana, 'Of Ana');
    edit(ana, (world) => placeSpawnPoint(world, { x: 3, y: 3 }, 'Mine', idsOf(world, 1)));
    await manyTurns();
    crash();
    drafts.cut = undefined;
    const anas = device;
    device = { content: undefined, isClaimed: false };
    const ben = await opened('ben', { takeOver: true });
    rename(ben, 'Of Ben');
    await ben.close();
    device = anas;
    const again = await opened('ana');
    const { history, conflicts } = editing(again);
    expect(history.world.meta.name).toBe('Of Ben');
    expect(history.world.spawnPoints.some(({ name }) => name === 'Mine')).toBe(true);
    expect(conflicts).toMatchObject([{ conflict: { kind: 'set', after: 'Of Ana' } }]);
    await time.pass(1_000);
    expect(JSON.parse(drafts.draft?.file ?? '')).toEqual(packTiles(history.world));
  });

  it('unsaved work is offered even while another editor builds', async () => {
    const ana = await opened('ana');
    drafts.cut = { what: 'save', isDone: false };
    rename(ana, 'Of Ana');
    await manyTurns();
    crash();
    drafts.cut = undefined;
    drafts.takeOver('ben');
    const again = sessionOf('ana');
    await again.open();
    expect(again.state).toMatchObject({ kind: 'held', unsaved: { meta: { name: 'Of Ana' } } });
  });

  it.each(['not_allowed', 'banned', 'world_unknown'] as const)(
    'unsaved work is offered where %s says that one may not build here any more',
    async (code) => {
      const ana = await opened('ana');
      drafts.cut = { what: 'save', isDone: false };
      rename(ana, 'Of Ana');
      await manyTurns();
      crash();
      const refusal = { ok: false, failure: { kind: 'refused', code } } as const;
      const again = await openedWith(() => ({
        take: () => Promise.resolve(refusal),
        renew: () => Promise.resolve(refusal),
      }));
      expect(again.state).toMatchObject({ kind: 'lost', code, unsaved: { meta: { name: 'Of Ana' } } });
    },
  );

  it('a device that keeps nothing is no reason not to build', async () => {
    const broken = { ...createMemoryJournal(device), begin: () => Promise.reject(new Error('No room.')) };
    const session = sessionOf('ana', broken);
    await session.open();
    rename(session, 'One');
    await time.pass(1_000);
    expect(savedName()).toBe('One');
  });
});

describe('a long session', () => {
  const openedShort = async () => {
    const journal = createMemoryJournal(device);
    const session = new DraftSession({
      personId: 'ana',
      server: drafts.as('ana'),
      journal,
      timers: time,
      log: silentLog,
      limits: { steps: 5, changes: 50_000, journal: 10 },
      changed: (state) => void states.push(state),
    });
    await session.open();
    return session;
  };

  it('keeps the latest steps to undo, and a journal that is as short', async () => {
    const session = await openedShort();
    for (let step = 0; step < 12; step++) rename(session, `Step ${step}`);
    session.undo();
    session.undo();
    await time.pass(6_000);
    const { history } = editing(session);
    expect([history.done.length, history.undone.length, device.content?.steps.length]).toEqual([5, 2, 9]);
    crash();
    const again = await openedShort();
    expect(editing(again).history).toEqual(history);
    again.redo();
    expect(editing(again).history.world.meta.name).toBe('Step 10');
    for (let step = 0; step < 20; step++) again.undo();
    expect(editing(again).history.world.meta.name).toBe('Step 4');
  });

  it('whose steps were let go of is still made again on another version', async () => {
    const session = await openedShort();
    edit(session, (world) => drawWall(world, { x: 2, y: 2 }, { x: 3, y: 2 }, 'glass'));
    for (let step = 0; step < 11; step++) rename(session, `Step ${step}`);
    await time.pass(6_000);
    drafts.versions.push(JSON.stringify(start));
    await session.publish('', 'minor');
    expect((await session.rebase()).ok).toBe(true);
    const { world } = editing(session).history;
    expect(world.meta.name).toBe('Step 10');
    expect(world.map).not.toEqual(unpackTiles(start).map);
  });
});

it('a step that goes on with the last one is undone with it, also after a crash', async () => {
  const first = await opened();
  const [object] = editing(first).history.world.objects;
  if (object === undefined) throw new Error('The office is empty.');
  const nudge = (joins: boolean) => {
    const outcome = moveSelection(
      editing(first).history.world,
      { ids: new Set([object.id]) },
      { x: 1, y: 0 },
    );
    if (!outcome.ok) throw new Error(outcome.refusal);
    first.edit(outcome, { joins });
  };
  rename(first, 'One');
  nudge(false);
  nudge(true);
  nudge(true);
  const before = editing(first).history;
  expect(before.done).toHaveLength(2);
  await time.pass(0);
  crash();
  const second = await opened();
  expect(editing(second).history).toEqual(before);
  second.undo();
  const { world } = editing(second).history;
  expect(world.objects.find(({ id }) => id === object.id)).toEqual(object);
  expect(world.meta.name).toBe('One');
});

describe('publishing', () => {
  it('publishes what was seen, and goes on with the next version', async () => {
    const session = await opened();
    rename(session, 'One');
    expect(await session.publish('', 'minor')).toEqual({ ok: true, value: undefined });
    expect(nameIn(drafts.versions[1])).toBe('One');
    expect(editing(session)).toMatchObject({ base: 2, currentVersion: 2, saving: { kind: 'saved' } });
    session.undo();
    await time.pass(1_000);
    expect([savedName(), drafts.draft?.base]).toEqual([start.meta.name, 2]);
  });

  it.each([
    ['is on its way', false],
    ['is done, and the answer on its way', true],
  ])('keeps what is done while it %s, and saves it on the new version', async (_when, isDone) => {
    const { opened, open } = gate();
    const session = await openedWith((server) => ({
      publish: async (publication) => {
        if (!isDone) await opened;
        const published = await server.publish(publication);
        await opened;
        return published;
      },
    }));
    rename(session, 'One');
    const publishing = session.publish('', 'minor');
    await manyTurns();
    rename(session, 'Two');
    await time.pass(5_000);
    open();
    expect(await publishing).toEqual({ ok: true, value: undefined });
    rename(session, 'Three');
    await time.pass(5_000);
    expect([drafts.versions.map(nameIn), savedName(), drafts.draft?.base]).toEqual([
      [start.meta.name, 'One'],
      'Three',
      2,
    ]);
    expect(editing(session).saving.kind).toBe('saved');
  });

  it('over another version keeps what is done while that is fetched', async () => {
    const { opened, open } = gate();
    const session = await openedWith((server) => ({
      readVersion: async (number) => {
        if (drafts.versions.length > 1 && number === 1) await opened;
        return server.readVersion(number);
      },
    }));
    edit(session, (world) => placeSpawnPoint(world, { x: 3, y: 3 }, 'Mine', idsOf(world, 1)));
    await time.pass(1_000);
    drafts.versions.push(JSON.stringify({ ...start, meta: { ...start.meta, name: 'Of Ben' } }));
    await time.pass(30_000);
    const rebasing = session.rebase();
    await manyTurns();
    edit(session, (world) => placeSpawnPoint(world, { x: 4, y: 3 }, 'Later', idsOf(world, 2)));
    await time.pass(5_000);
    open();
    expect((await rebasing).ok).toBe(true);
    const { world } = editing(session).history;
    expect(world.spawnPoints.map(({ name }) => name)).toEqual(expect.arrayContaining(['Mine', 'Later']));
    await time.pass(5_000);
    expect([savedName(), drafts.draft?.base]).toEqual(['Of Ben', 2]);
  });

  it.each(['publish', 'publish and state'])(
    'is known to be done where the answer of %s is lost',
    async (lost) => {
      const session = await opened();
      rename(session, 'One');
      await time.pass(1_000);
      drafts.cut = { what: 'publish', isDone: true };
      const server = drafts.as('ana');
      if (lost === 'publish') {
        expect((await session.publish('', 'minor')).ok).toBe(true);
      } else {
        // Published, and nobody could say so: the next save finds out.
        const { fence } = drafts.holder ?? { fence: '' };
        await server.publish({ fence, revision: 1, base: 1, note: '', bump: 'minor' });
      }
      drafts.cut = undefined;
      rename(session, 'Two');
      await time.pass(5_000);
      expect(drafts.versions.map(nameIn)).toEqual([start.meta.name, 'One']);
      expect([savedName(), drafts.draft?.base, editing(session).base]).toEqual(['Two', 2, 2]);
    },
  );

  it('over another version is refused; own steps are made again on it, and what does not fit is listed', async () => {
    const session = await opened();
    rename(session, 'Of Ana');
    edit(session, (world) => drawWall(world, { x: 2, y: 2 }, { x: 3, y: 2 }, 'glass'));
    await time.pass(1_000);
    drafts.versions.push(JSON.stringify({ ...start, meta: { ...start.meta, name: 'Of Ben' } }));
    await time.pass(30_000);
    expect(editing(session)).toMatchObject({ base: 1, currentVersion: 2 });
    expect(await session.publish('', 'minor')).toMatchObject({ failure: { code: 'version_outdated' } });
    expect((await session.rebase()).ok).toBe(true);
    const { history, conflicts, base } = editing(session);
    expect([base, history.world.meta.name, history.done.length]).toEqual([2, 'Of Ben', 1]);
    expect(conflicts).toMatchObject([{ conflict: { kind: 'set', after: 'Of Ana' } }]);
    expect((await session.publish('', 'minor')).ok).toBe(true);
    expect(JSON.parse(drafts.versions[2] ?? '')).toEqual(packTiles(history.world));
  });

  it('says why the draft could not be saved before', async () => {
    const session = await opened();
    rename(session, 'Of Ana');
    drafts.refusal = 'world_invalid';
    expect(await session.publish('', 'minor')).toMatchObject({ failure: { code: 'world_invalid' } });
    drafts.refusal = undefined;
    drafts.takeOver('ben');
    expect(await session.publish('', 'minor')).toMatchObject({ failure: { code: 'lease_lost' } });
  });

  it('that is refused because of a newer version says which one is current', async () => {
    const session = await opened();
    rename(session, 'Of Ana');
    await time.pass(1_000);
    drafts.versions.push(JSON.stringify({ ...start, meta: { ...start.meta, name: 'Of Ben' } }));
    await session.publish('', 'minor');
    expect(editing(session)).toMatchObject({ base: 1, currentVersion: 2 });
  });

  it('over another version keeps what was saved from another device, thing by thing', async () => {
    const first = await opened();
    rename(first, 'Of Ana');
    edit(first, (world) => drawWall(world, { x: 2, y: 2 }, { x: 3, y: 2 }, 'glass'));
    await first.close();
    drafts.versions.push(JSON.stringify({ ...start, meta: { ...start.meta, name: 'Of Ben' } }));
    const second = await opened();
    expect(editing(second)).toMatchObject({ base: 1, currentVersion: 2, history: { done: [] } });
    expect((await second.rebase()).ok).toBe(true);
    expect(editing(second).conflicts).toHaveLength(1);
    await time.pass(1_000);
    const saved = unpackTiles(JSON.parse(drafts.draft?.file ?? '') as World);
    expect([saved.meta.name, drafts.draft?.base]).toEqual(['Of Ben', 2]);
    expect(saved.map).toEqual(editing(second).history.world.map);
    expect(saved.map).not.toEqual(unpackTiles(start).map);
  });
});
