import { describe, expect, it } from 'vitest';
import { officeWorld } from '@atrium/world/testing';
import { ticketOf } from '../testing/knocking.ts';
import { Office } from '../testing/office.ts';
import { atDesk, besideDesk, booth, chair, end, inBooth, interact, nook, states } from '../testing/using.ts';

describe('somebody who loses the connection', () => {
  /** Ana at the Computer, ticketed, and Ben beside her. */
  const usingComputer = async () => {
    const office = new Office(officeWorld());
    const ana = await atDesk(office, 'Ana');
    await interact(ana, 'computer');
    const ben = await besideDesk(office, 'Ben');
    await office.pass(1_500);
    return { office, ana, ben };
  };
  const both = { 'chair-2-8': 'ana', computer: 'ana' };

  it.each([1_000, 3_000, 9_900])('has everything back after %i ms, and keeps it', async (ms) => {
    const { office, ana, ben } = await usingComputer();
    ana.drop();
    await office.pass(ms);
    expect(Object.fromEntries(ben.holders)).toEqual(both);
    expect(await interact(ben, 'chair-2-8')).toMatchObject({ granted: false, reason: 'occupied' });
    const back = await office.enter('Ana', ticketOf(ana));
    expect([back.place?.state, Object.fromEntries(back.holders)]).toEqual(['sitting', both]);
    for (let time = 0; time < 4; time++) {
      for (const client of [ben, back]) client.request('ping');
      await office.pass(5_000);
    }
    expect([Object.fromEntries(ben.holders), Object.fromEntries(back.holders)]).toEqual([both, both]);
    expect(await interact(ben, 'chair-2-8')).toMatchObject({ granted: false });
    back.move(3.5, 8.5, { state: 'idle' });
    expect(ben.holders.size).toBe(0);
  });

  it('loses it 10 s later, and the Zone is told', async () => {
    const { office, ana, ben } = await usingComputer();
    ana.drop();
    await office.pass(9_900);
    expect(ben.holders.size).toBe(2);
    await office.pass(400);
    expect(ben.holders.size).toBe(0);
    expect(states(ben).slice(-2)).toEqual([{ 'chair-2-8': null }, { computer: null }]);
    ben.move(2.5, 8.5, { state: 'sitting' });
    expect(await interact(ben, 'computer')).toMatchObject({ granted: true });
    const back = await office.enter('Ana', ticketOf(ana));
    expect([back.last('hello.ok')?.resumed, Object.fromEntries(back.holders)]).toEqual([
      false,
      { 'chair-2-8': 'ben', computer: 'ben' },
    ]);
  });

  it('and comes back elsewhere leaves it to others at once', async () => {
    const { office, ana, ben } = await usingComputer();
    ana.drop();
    await office.pass(3_000);
    const back = await office.enter('Ana');
    expect([back.last('hello.ok')?.resumed, ben.holders.size, back.holders.size]).toEqual([false, 0, 0]);
  });

  it('keeps an Object on open floor while they are gone', async () => {
    const { office, ana, ben } = await inBooth();
    await office.pass(1_500);
    ana.drop();
    await office.pass(4_000);
    await office.walk(ben, 3.5, 2.5);
    expect(await interact(ben, booth)).toMatchObject({ reason: 'occupied' });
    const back = await office.enter('Ana', ticketOf(ana));
    expect(back.holders.get(booth)).toBe('ana');
    await office.walk(back, 2.5, 1.5);
    expect(ben.holders.get(booth)).toBeUndefined();
  });

  it('is still named to others whom they are refused for', async () => {
    const { office, ana, ben } = await usingComputer();
    ana.drop();
    await office.pass(4_000);
    expect(await interact(ben, 'chair-2-8')).toMatchObject({ holder: { personId: 'ana', name: 'Ana' } });
  });

  it('and is here in another tab keeps everything', async () => {
    const { office, ana, ben } = await usingComputer();
    const other = await office.enter('Ana');
    expect([ana.closedWith, Object.fromEntries(other.holders)]).toEqual(['replaced', both]);
    expect(states(ben)).toEqual([both]);
    await end(other, 'computer');
    expect(Object.fromEntries(ben.holders)).toEqual({ 'chair-2-8': 'ana' });
  });

  it('has only what a reservation gives where they had not sat down yet', async () => {
    const office = new Office(nook());
    const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
    await interact(ana, chair.id);
    await office.pass(1_500);
    ana.drop();
    await office.pass(3_000);
    const back = await office.enter('Ana', ticketOf(ana));
    expect([back.holders.size, ben.holders.size]).toEqual([0, 0]);
  });
});
