import { describe, expect, it } from 'vitest';
import { Artist } from '../testing/artist.ts';
import type { FakeClient } from '../testing/fakeClient.ts';
import { ticketOf } from '../testing/knocking.ts';
import { Office } from '../testing/office.ts';
import { boardPlan } from '../testing/plans.ts';

const places = { a: [8.5, 2.5], b: [12.5, 2.5], ground: [5.5, 2.5] } as const;
const boards = { a: 'board-a', b: 'board-b' } as const;

async function comeTo(office: Office, who: string, zone: keyof typeof places): Promise<FakeClient> {
  const client = await office.enter(who);
  const [x, y] = places[zone];
  await office.walk(client, ...places.ground);
  await office.walk(client, x, y);
  expect(client.zoneId).toBe(zone);
  return client;
}

/** Somebody in a Zone with its board open. */
async function artistIn(office: Office, who: string, zone: 'a' | 'b' = 'a'): Promise<Artist> {
  const artist = new Artist(await comeTo(office, who, zone), boards[zone]);
  expect(await artist.open()).toMatchObject({ type: 'board.open.ok' });
  return artist;
}

const boardsOf = (office: Office) => office.server.liveWorlds.get('office')?.features.boards.boards;

describe('a Whiteboard', () => {
  it('is the same for all who draw on it', async () => {
    const office = new Office(boardPlan());
    const [ana, ben] = [await artistIn(office, 'Ana'), await artistIn(office, 'Ben')];
    expect(ana.pieces).toEqual([2]);
    ana.draw('house');
    expect(ben.strokes).toEqual(['house']);
    // At the same time, neither knowing of the other.
    ana.draw('tree');
    ben.draw('cloud');
    ben.erase(0);
    expect(ben.strokes).toEqual(ana.strokes);
    expect(new Set(ana.strokes)).toEqual(new Set(['tree', 'cloud']));
    expect((await artistIn(office, 'Cem')).strokes).toEqual(ana.strokes);
    expect([ana.resets, ben.resets]).toEqual([[], []]);
  });

  it('comes in pieces to those who open it late, and they miss nothing that is drawn meanwhile', async () => {
    const office = new Office(boardPlan());
    const [ana, ben] = [await artistIn(office, 'Ana'), await artistIn(office, 'Ben')];
    for (let stroke = 0; stroke < 12; stroke++) {
      ana.draw(`a${stroke} ${'-'.repeat(5_000)}`);
      ben.draw(`b${stroke} ${'~'.repeat(5_000)}`);
      ben.hear();
    }
    const cem = new Artist(await comeTo(office, 'Cem', 'a'), 'board-a');
    const opening = cem.open();
    ana.draw('while he reads');
    await opening;
    expect(cem.pieces).toEqual([32_768, 32_768, 32_768, cem.pieces.at(-1)]);
    expect(cem.strokes).toHaveLength(25);
    expect([cem.strokes, ben.strokes]).toEqual([ana.strokes, ana.strokes]);
    cem.draw('late');
    expect(ana.strokes.at(-1)).toBe('late');
  });

  it('has pieces for those alone who are reading it', async () => {
    const office = new Office(boardPlan());
    const ana = await artistIn(office, 'Ana');
    const more = { type: 'board.more', objectId: 'board-a', from: 0 };
    expect(await ana.client.ask(more)).toMatchObject({ code: 'board_unknown' });
    const ben = await comeTo(office, 'Ben', 'a');
    expect(await ben.ask(more)).toMatchObject({ code: 'board_unknown' });
  });

  it('shows where others point, and that they do not any more', async () => {
    const office = new Office(boardPlan());
    const [ana, ben] = [await artistIn(office, 'Ana'), await artistIn(office, 'Ben')];
    ana.point({ x: 10, y: 20.5 });
    ana.point(null);
    ana.point({ x: 1, y: 2 });
    expect(await ana.close()).toMatchObject({ type: 'board.close.ok' });
    const cursors = ben.client.of('board.cursor');
    expect(cursors.map(({ personId, point }) => [personId, point])).toEqual([
      ['ana', { x: 10, y: 20.5 }],
      ['ana', null],
      ['ana', { x: 1, y: 2 }],
      ['ana', null],
    ]);
    expect(ana.client.of('board.cursor')).toEqual([]);
  });

  it('is not drawn on by those who have not opened it, or have closed it', async () => {
    const office = new Office(boardPlan());
    const ana = await artistIn(office, 'Ana');
    const ben = new Artist(await comeTo(office, 'Ben', 'a'), 'board-a');
    ben.draw('over the shoulder');
    ben.point({ x: 1, y: 1 });
    const cem = await artistIn(office, 'Cem');
    await cem.close();
    cem.draw('too late');
    expect([ana.strokes, ana.client.of('board.cursor').filter(({ point }) => point !== null)]).toEqual([
      [],
      [],
    ]);
    ana.draw('mine');
    expect([ben.strokes, cem.strokes]).toEqual([['over the shoulder'], ['too late']]);
    expect((await artistIn(office, 'Dan')).strokes).toEqual(['mine']);
  });

  it('cannot be drawn on faster than anybody draws; who does is told to open it anew', async () => {
    const office = new Office(boardPlan(), { boardUpdates: { burst: 5, perSecond: 1 } });
    const [ana, ben] = [await artistIn(office, 'Ana'), await artistIn(office, 'Ben')];
    for (let stroke = 0; stroke < 7; stroke++) ana.draw(`${stroke}`);
    expect([ana.resets, ben.strokes]).toEqual([
      ['too-fast', 'too-fast'],
      ['0', '1', '2', '3', '4'],
    ]);
    await office.pass(1_000);
    const again = new Artist(ana.client, 'board-a');
    await again.open();
    again.draw('slowly');
    expect(ben.strokes).toEqual(['0', '1', '2', '3', '4', 'slowly']);
  });
});

describe('a Whiteboard is for the people of its Zone', () => {
  const refused = async (client: FakeClient, objectId: string) => {
    expect(await client.ask({ type: 'board.open', objectId })).toMatchObject({ code: 'board_unknown' });
  };

  it('and for nobody else', async () => {
    const office = new Office(boardPlan());
    const ana = await artistIn(office, 'Ana');
    const ben = await comeTo(office, 'Ben', 'ground');
    const cem = await comeTo(office, 'Cem', 'b');
    for (const client of [ben, cem]) await refused(client, 'board-a');
    ana.draw('ours');
    ana.point({ x: 1, y: 1 });
    await office.pass(500);
    for (const client of [ben, cem]) {
      expect([...client.of('board.update'), ...client.of('board.cursor')]).toEqual([]);
    }
  });

  it('where the Zone allows any', async () => {
    const office = new Office(boardPlan(false));
    await refused(await office.enter('Ana'), 'board-outside');
    await refused(await comeTo(office, 'Ben', 'b'), 'board-b');
  });

  it.each(['nothing', 'a', '__proto__'])('and has to be one: %s', async (objectId) => {
    const office = new Office(boardPlan());
    const ana = await comeTo(office, 'Ana', 'a');
    await refused(ana, objectId);
    expect(await ana.ask({ type: 'board.close', objectId })).toMatchObject({ type: 'board.close.ok' });
    expect(office.problems.reported).toEqual([]);
  });

  it('and closed to who leaves it', async () => {
    const office = new Office(boardPlan());
    const [ana, ben] = [await artistIn(office, 'Ana'), await artistIn(office, 'Ben')];
    await office.walk(ben.client, ...places.ground);
    expect(ben.client.of('board.closed')).toEqual([{ type: 'board.closed', objectId: 'board-a' }]);
    ana.draw('without Ben');
    ben.draw('from outside');
    expect([ana.strokes, ben.strokes]).toEqual([['without Ben'], ['from outside']]);
    await office.walk(ben.client, ...places.a);
    ben.client.say({ type: 'board.update', objectId: 'board-a', update: 'AAA=' });
    expect(ana.client.of('board.update')).toEqual([]);
  });

  it('also for who opens it and is gone before it is open', async () => {
    const office = new Office(boardPlan());
    const [ana, ben] = [await comeTo(office, 'Ana', 'a'), await comeTo(office, 'Ben', 'a')];
    await comeTo(office, 'Cem', 'a');
    const opening = [ana, ben].map((client) => client.ask({ type: 'board.open', objectId: 'board-a' }));
    ana.request('leave');
    await office.walk(ben, ...places.ground);
    await Promise.all(opening);
    expect(ana.last('board.open.ok')).toBeUndefined();
    expect([...(boardsOf(office)?.get('board-a')?.viewers.keys() ?? [])]).toEqual([]);
  });

  it('in another tab as well, once it is opened there', async () => {
    const office = new Office(boardPlan());
    const [ana, ben] = [await artistIn(office, 'Ana'), await artistIn(office, 'Ben')];
    const tab = await office.enter('Ana');
    expect([ana.client.closedWith, tab.zoneId]).toEqual(['replaced', 'a']);
    ben.draw('first');
    expect(tab.of('board.update')).toEqual([]);
    const anew = new Artist(tab, 'board-a');
    await anew.open();
    ben.draw('second');
    expect(anew.strokes).toEqual(['first', 'second']);
  });

  it('and to be opened anew by who was away for a moment', async () => {
    const office = new Office(boardPlan());
    const [ana, ben] = [await artistIn(office, 'Ana'), await artistIn(office, 'Ben')];
    await office.pass(1_500);
    ana.client.drop();
    ben.draw('meanwhile');
    const back = new Artist(await office.enter('Ana', ticketOf(ana.client)), 'board-a');
    ben.draw('not open yet');
    expect(back.strokes).toEqual([]);
    await back.open();
    expect(back.strokes).toEqual(['meanwhile', 'not open yet']);
  });
});
