import { beforeEach, describe, expect, it } from 'vitest';
import {
  changeWorld,
  currentFormatVersion,
  drawWall,
  packTiles,
  paintFloor,
  unpackTiles,
} from '@atrium/world';
import type { EditOutcome, World } from '@atrium/world';
import { officeWorld } from '@atrium/world/testing';
import { silentLog } from '../log/log.ts';
import { VirtualTime } from '../session/testing/virtualTime.ts';
import { DraftSession } from './draftSession.ts';
import type { EditingState } from './draftState.ts';
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
beforeEach(() => {
  time = new VirtualTime(manyTurns);
  drafts = new SimulatedDrafts(start, time);
  device = { content: undefined, isClaimed: false };
});

function sessionOf(personId: string): DraftSession {
  return new DraftSession({
    personId,
    server: drafts.as(personId),
    journal: createMemoryJournal(device),
    timers: time,
    log: silentLog,
    changed: () => undefined,
  });
}
async function opened(personId: string): Promise<DraftSession> {
  const session = sessionOf(personId);
  await session.open();
  expect(session.state.kind).toBe('editing');
  return session;
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

describe('the end of a page or of an account', () => {
  it('gives the lease back where all is saved, and keeps it for what is not', async () => {
    const session = await opened('ana');
    rename(session, 'One');
    session.pageGoes();
    await manyTurns();
    expect(drafts.holder?.personId).toBe('ana');
    await time.pass(1_000);
    session.pageGoes();
    await manyTurns();
    expect(drafts.holder).toBeUndefined();
    crash();
    const again = await opened('ana');
    expect(editing(again).history.world.meta.name).toBe('One');
    again.undo();
    expect(editing(again).history.world.meta.name).toBe(start.meta.name);
  });

  it('offers what is not saved to somebody who is signed out, and nothing where all is', async () => {
    const session = await opened('ana');
    rename(session, 'One');
    await time.pass(1_000);
    rename(session, 'Two');
    expect(session.signedOut()).toBe(true);
    expect(session.state).toMatchObject({
      kind: 'lost',
      code: 'signed_out',
      unsaved: { meta: { name: 'Two' } },
    });
    device = { content: undefined, isClaimed: false };
    drafts.holder = undefined;
    expect((await opened('ana')).signedOut()).toBe(false);
  });
});

describe('after another Atrium', () => {
  /** As a page of another format would have left it. */
  const rewrite = (change: (world: World) => object) => {
    const { content } = device;
    if (content === undefined) throw new Error('Nothing is kept.');
    device.content = { ...content, origin: change(content.origin) as World };
  };
  /** In format 1, `marble` meant nothing and was drawn as stone. */
  const asFormat1 = (world: World) => ({ ...world, formatVersion: 1 });
  const leaveUnsaved = async () => {
    const session = await opened('ana');
    edit(session, (world) => paintFloor(world, [{ x: 5, y: 5 }], 'marble'));
    rename(session, 'Saved');
    await time.pass(1_000);
    drafts.cut = { what: 'save', isDone: true };
    edit(session, (world) => drawWall(world, { x: 2, y: 2 }, { x: 3, y: 2 }, 'glass'));
    await time.pass(1_000);
    drafts.cut = { what: 'save', isDone: false };
    rename(session, 'Mine');
    await manyTurns();
    crash();
    drafts.cut = undefined;
  };
  const floorAt = (world: World, x: number, y: number) =>
    world.map.layers.find(({ id }) => id === 'floor')?.tiles[y * world.map.width + x];

  it('the steps of an earlier format are migrated, and nothing that the server lacks is lost', async () => {
    await leaveUnsaved();
    rewrite(asFormat1);
    if (drafts.draft !== undefined)
      drafts.draft = {
        ...drafts.draft,
        file: JSON.stringify(asFormat1(JSON.parse(drafts.draft.file) as World)),
      };
    const again = await opened('ana');
    const { history, conflicts } = editing(again);
    expect(conflicts).toEqual([]);
    expect(history.world).toMatchObject({ formatVersion: currentFormatVersion, meta: { name: 'Mine' } });
    expect(floorAt(history.world, 5, 5)).toBe('stone');
    await time.pass(1_000);
    expect(JSON.parse(drafts.draft?.file ?? '')).toEqual(packTiles(history.world));
    again.undo();
    expect(editing(again).history.world.meta.name).toBe('Saved');
    for (let left = history.done.length; left > 0; left--) again.undo();
    expect(editing(again).history.world.meta.name).toBe(start.meta.name);
  });

  it('a draft of an earlier format is migrated', async () => {
    drafts.revision = 1;
    const floors = (layer: World['map']['layers'][number]) =>
      layer.id === 'floor' ? { ...layer, palette: ['marble'], tiles: layer.tiles.map(() => 0) } : layer;
    const map = { ...start.map, layers: start.map.layers.map(floors) };
    drafts.draft = { base: 1, file: JSON.stringify(asFormat1({ ...start, map })) };
    const { world } = editing(await opened('ana')).history;
    expect([world.formatVersion, floorAt(world, 5, 5)]).toEqual([currentFormatVersion, 'stone']);
  });

  it.each([
    ['a newer format', true, (world: World) => ({ ...world, formatVersion: 99 })],
    ['no shape that can be read', false, (world: World) => ({ ...world, formatVersion: 1, doors: 'none' })],
  ] as const)('steps in %s stay on the device, and are given as a file', async (_, isNewer, change) => {
    await leaveUnsaved();
    rewrite(change);
    const kept = structuredClone(device.content);
    const again = sessionOf('ana');
    await again.open();
    const { state } = again;
    expect(state).toMatchObject({ kind: 'unreadable', unread: { where: 'device', isNewer } });
    expect(state.kind === 'unreadable' && nameIn(state.unread.file)).toBe('Mine');
    await again.close();
    expect(device.content).toEqual(kept);
    const without = sessionOf('ana');
    await without.open({ withoutKept: true, takeOver: true });
    expect(editing(without).history.world.meta.name).toBe('Saved');
  });

  it('steps of a newer format that the server has too are no reason to stop', async () => {
    const session = await opened('ana');
    rename(session, 'Saved');
    await time.pass(1_000);
    crash();
    rewrite((world) => ({ ...world, formatVersion: 99 }));
    const again = sessionOf('ana');
    await again.open({ takeOver: true });
    expect(editing(again).history.world.meta.name).toBe('Saved');
  });

  it('a draft of a newer format stays on the server, and is given as a file', async () => {
    const file = JSON.stringify({ ...start, formatVersion: 99 });
    drafts.revision = 1;
    drafts.draft = { base: 1, file };
    const session = sessionOf('ana');
    await session.open();
    expect(session.state).toEqual({ kind: 'unreadable', unread: { where: 'server', isNewer: true, file } });
    expect([drafts.draft, drafts.holder]).toEqual([{ base: 1, file }, undefined]);
  });
});
