import { describe, expect, it } from 'vitest';
import { Artist } from '../testing/artist.ts';
import { ticketOf } from '../testing/knocking.ts';
import { Office } from '../testing/office.ts';
import { boardPlan } from '../testing/plans.ts';

const places = { 'board-a': [8.5, 2.5], 'board-b': [12.5, 2.5] } as const;
type BoardId = keyof typeof places;

/** Somebody before a board that they have opened. */
async function artistAt(office: Office, who: string, boardId: BoardId): Promise<Artist> {
  const client = await office.enter(who);
  const [x, y] = places[boardId];
  await office.walk(client, 5.5, 2.5);
  await office.walk(client, x, y);
  const artist = new Artist(client, boardId);
  expect(await artist.open()).toMatchObject({ type: 'board.open.ok' });
  return artist;
}

const leaveZone = (office: Office, { client }: Artist) => office.walk(client, 5.5, 2.5);

describe('a Whiteboard that is not kept', () => {
  it('stays while anybody is in the Zone, looking at it or not', async () => {
    const office = new Office(boardPlan());
    const [ana, ben] = [await artistAt(office, 'Ana', 'board-a'), await artistAt(office, 'Ben', 'board-a')];
    ana.draw('for a while');
    await leaveZone(office, ana);
    await ben.close();
    await office.pass(2_000);
    const cem = await artistAt(office, 'Cem', 'board-a');
    expect(cem.strokes).toEqual(['for a while']);
  });

  it.each([
    ['walks away', leaveZone],
    ['leaves', async (_: Office, { client }: Artist) => client.request('leave')],
    [
      'is lost',
      async (office: Office, { client }: Artist) => {
        client.drop();
        await office.pass(3_000);
      },
    ],
  ])('is gone with the last person of the Zone who %s', async (_, act) => {
    const office = new Office(boardPlan());
    await office.enter('Dan');
    const ana = await artistAt(office, 'Ana', 'board-a');
    ana.draw('for a while');
    await act(office, ana);
    expect((await artistAt(office, 'Ben', 'board-a')).strokes).toEqual([]);
    expect([office.boards.saves, office.boards.kept.size]).toEqual([0, 0]);
  });
});

describe('a Whiteboard that is kept', () => {
  it('is there again when everybody was away, and after a restart', async () => {
    const office = new Office(boardPlan());
    const ana = await artistAt(office, 'Ana', 'board-b');
    ana.draw('for ever');
    await leaveZone(office, ana);
    const ben = await artistAt(office, 'Ben', 'board-b');
    expect(ben.strokes).toEqual(['for ever']);
    ben.draw('and a day');
    await office.pass(1_300);
    office.restart();
    expect((await artistAt(office, 'Cem', 'board-b')).strokes).toEqual(['for ever', 'and a day']);
  });

  it('goes on with the drawing of those who open it while others have it open', async () => {
    const office = new Office(boardPlan());
    const ana = await artistAt(office, 'Ana', 'board-b');
    ana.draw('one');
    await office.pass(2_000);
    const ben = await artistAt(office, 'Ben', 'board-b');
    ana.draw('two');
    expect(ben.strokes).toEqual(['one', 'two']);
  });

  it('is written once a second at most, and not at all while nothing is drawn', async () => {
    const office = new Office(boardPlan());
    const ana = await artistAt(office, 'Ana', 'board-b');
    for (let stroke = 0; stroke < 50; stroke++) {
      ana.draw(`${stroke}`);
      await office.pass(100);
    }
    await office.pass(1_500);
    expect(office.boards.saves).toBeGreaterThanOrEqual(4);
    expect(office.boards.saves).toBeLessThanOrEqual(6);
    const { saves } = office.boards;
    await office.pass(5_000);
    expect(office.boards.saves).toBe(saves);
  });

  it.each([
    ['closes it', async (_: Office, artist: Artist) => void (await artist.close())],
    ['walks away', leaveZone],
    ['leaves', async (_: Office, { client }: Artist) => client.request('leave')],
  ])('is written at once when the last who has it open %s', async (_, act) => {
    const office = new Office(boardPlan());
    const [ana, ben] = [await artistAt(office, 'Ana', 'board-b'), await artistAt(office, 'Ben', 'board-b')];
    ana.draw('last words');
    await ben.close();
    expect(office.boards.saves).toBe(0);
    await act(office, ana);
    await office.pass(0);
    expect(office.boards.saves).toBe(1);
    await office.pass(3_000);
    expect(office.boards.saves).toBe(1);
  });

  it('is written when the server closes', async () => {
    const office = new Office(boardPlan());
    const ana = await artistAt(office, 'Ana', 'board-b');
    ana.draw('last words');
    const closing = office.server.close();
    await office.pass(3_000);
    await closing;
    expect(office.boards.saves).toBe(1);
    office.restart();
    const back = new Artist(await office.enter('Ana', ticketOf(ana.client)), 'board-b');
    await back.open();
    expect(back.strokes).toEqual(['last words']);
  });

  it('is written again where it could not be, until it could', async () => {
    const office = new Office(boardPlan());
    const ana = await artistAt(office, 'Ana', 'board-b');
    office.boards.isFull = true;
    ana.draw('not lost');
    await office.pass(5_000);
    expect(new Set(office.problems.reported)).toEqual(new Set(['keeping a Whiteboard']));
    expect(office.problems.reported.length).toBeLessThanOrEqual(6);
    expect(ana.resets).toEqual([]);
    office.boards.isFull = false;
    await office.pass(10_000);
    office.restart();
    expect((await artistAt(office, 'Ben', 'board-b')).strokes).toEqual(['not lost']);
  });

  it('is kept in memory until it could be written, when nobody has it open any more', async () => {
    const office = new Office(boardPlan());
    const ana = await artistAt(office, 'Ana', 'board-b');
    ana.draw('not lost');
    office.boards.isFull = true;
    await leaveZone(office, ana);
    await office.pass(3_000);
    expect(office.boards.saves).toBe(0);
    office.boards.isFull = false;
    await office.pass(10_000);
    expect(office.boards.saves).toBe(1);
    office.restart();
    expect((await artistAt(office, 'Ben', 'board-b')).strokes).toEqual(['not lost']);
  });

  it('loses nothing that was drawn while it was written, when the last person leaves meanwhile', async () => {
    const office = new Office(boardPlan());
    const ana = await artistAt(office, 'Ana', 'board-b');
    let written: () => void = () => undefined;
    office.boards.delay = new Promise<void>((resolve) => (written = resolve));
    ana.draw('first');
    await office.pass(1_500);
    ana.draw('while it was written');
    ana.client.request('leave');
    expect(office.server.stats().worlds).toBe(0);
    written();
    await office.pass(1_000);
    office.restart();
    expect((await artistAt(office, 'Ben', 'board-b')).strokes).toEqual(['first', 'while it was written']);
  });

  it('is written later where it could not be when the last person left, and is there for who comes back before', async () => {
    const office = new Office(boardPlan());
    const ana = await artistAt(office, 'Ana', 'board-b');
    office.boards.isFull = true;
    ana.draw('not lost');
    ana.client.request('leave');
    await office.pass(5_000);
    const ben = await artistAt(office, 'Ben', 'board-b');
    expect(ben.strokes).toEqual(['not lost']);
    ben.client.request('leave');
    office.boards.isFull = false;
    await office.pass(60_000);
    office.restart();
    expect((await artistAt(office, 'Cem', 'board-b')).strokes).toEqual(['not lost']);
  });

  it('takes no more while too much that could not be written is in memory, and loses nothing of it', async () => {
    const office = new Office(boardPlan(), { unkeptBoardBytes: 20_000 });
    const ana = await artistAt(office, 'Ana', 'board-b');
    office.boards.isFull = true;
    for (let stroke = 0; stroke < 10; stroke++) {
      ana.draw(`${stroke}`.padEnd(5_000, '.'));
      await office.pass(1_500);
    }
    expect(new Set(ana.resets)).toEqual(new Set(['not-kept']));
    await leaveZone(office, ana);
    await office.pass(5_000);
    const ben = await artistAt(office, 'Ben', 'board-b');
    const taken = ben.strokes.map((stroke) => Number.parseInt(stroke, 10));
    expect(taken.length).toBeGreaterThanOrEqual(4);
    expect(taken.length).toBeLessThanOrEqual(6);
    expect(taken).toEqual(taken.map((_, place) => place));
    office.boards.isFull = false;
    // It is tried again after a minute at the latest.
    await office.pass(130_000);
    const cem = await artistAt(office, 'Cem', 'board-b');
    cem.draw('again');
    await leaveZone(office, cem);
    expect(cem.resets).toEqual([]);
    await office.pass(1_000);
    office.restart();
    expect((await artistAt(office, 'Dan', 'board-b')).strokes).toHaveLength(taken.length + 1);
  });

  it('is written though the engine failed at it just when the last person had left the World', async () => {
    const office = new Office(boardPlan());
    const ana = await artistAt(office, 'Ana', 'board-b');
    let failures = 2;
    office.boardEngine.hangsAt = ({ kind }) => kind === 'encode' && failures-- > 0;
    ana.draw('last words');
    ana.client.request('leave');
    await office.pass(1_000);
    expect(office.server.stats().worlds).toBe(0);
    office.restart();
    expect((await artistAt(office, 'Ben', 'board-b')).strokes).toEqual(['last words']);
  });

  it('is tried again when the server closes, and no longer than a moment', async () => {
    const office = new Office(boardPlan());
    const ana = await artistAt(office, 'Ana', 'board-b');
    office.boards.isFull = true;
    ana.draw('not lost');
    ana.client.request('leave');
    await office.pass(100);
    const closing = office.server.close();
    await office.pass(300);
    office.boards.isFull = false;
    await office.pass(3_000);
    await closing;
    office.restart();
    expect((await artistAt(office, 'Ben', 'board-b')).strokes).toEqual(['not lost']);
  });

  it('that cannot be read is not opened, and is left as it is', async () => {
    const office = new Office(boardPlan());
    const spoilt = Uint8Array.of(9, 9, 9);
    office.boards.kept.set('office/board-b', spoilt);
    const client = await office.enter('Ana');
    await office.walk(client, 5.5, 2.5);
    await office.walk(client, ...places['board-b']);
    expect(await new Artist(client, 'board-b').open()).toMatchObject({ code: 'internal' });
    await office.pass(2_000);
    expect([office.boards.kept.get('office/board-b'), office.boards.saves]).toEqual([spoilt, 0]);
    expect(office.problems.reported).toEqual(['opening a Whiteboard']);
    office.boards.kept.delete('office/board-b');
    expect(await new Artist(client, 'board-b').open()).toMatchObject({ type: 'board.open.ok' });
  });

  it('is read once, however many open it at the same moment', async () => {
    const office = new Office(boardPlan());
    const [ana, ben] = [await artistAt(office, 'Ana', 'board-b'), await artistAt(office, 'Ben', 'board-b')];
    ana.draw('one');
    await Promise.all([ana.close(), ben.close()]);
    office.boards.loads = 0;
    const both = [new Artist(ana.client, 'board-b'), new Artist(ben.client, 'board-b')] as const;
    await Promise.all(both.map((artist) => artist.open()));
    expect(office.boards.loads).toBe(1);
    both[0].draw('two');
    expect(both[1].strokes).toEqual(['one', 'two']);
  });
});
