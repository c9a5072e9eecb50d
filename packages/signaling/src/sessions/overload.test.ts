import { describe, expect, it } from 'vitest';
import { Office } from '../testing/office.ts';
import { openPlan } from '../testing/plans.ts';

/** A server with Ana and Ben in it that has just used up its memory. */
async function fullServer() {
  const office = new Office(openPlan());
  const [ana, ben] = [await office.enter('Ana'), await office.enter('Ben')];
  await office.pass(100);
  office.machine.share = 0.95;
  await office.pass(1_100);
  return { office, ana, ben };
}

describe('a server with too much to do', () => {
  it('asks newcomers to try again in a moment, and lets them in once it can', async () => {
    const { office } = await fullServer();
    expect(office.server.stats().load).toBe('closed');
    const cleo = await office.enter('Cleo');
    expect(cleo.last('error')).toMatchObject({ code: 'server_busy' });
    expect(cleo.closedWith).toBe('tooManyConnections');
    expect(office.server.peopleIn('office')).toBe(2);
    expect(office.measures.hellos).toContain('server_busy');
    office.machine.share = 0.5;
    await office.pass(1_100);
    expect((await office.enter('Cleo')).last('hello.ok')).toBeDefined();
  });

  it('takes back those who were here: with another connection, or with their ticket', async () => {
    const { office, ana, ben } = await fullServer();
    expect((await office.enter('Ana')).last('hello.ok')).toMatchObject({ resumed: true });
    const ticket = ben.last('ticket')?.ticket ?? '';
    ben.request('leave');
    await office.pass(100);
    expect((await office.enter('Ben', { ticket })).last('hello.ok')).toBeDefined();
    expect(ana.closedWith).toBe('replaced');
  });

  it('sends presence five times a second instead of fifteen, and nothing is missing from it', async () => {
    const { office, ana, ben } = await fullServer();
    const walk = async () => {
      const before = ben.frames.length;
      for (let step = 1; step <= 30; step++) {
        ana.move(2.5 + (step % 10) / 8, 2);
        await office.pass(1000 / 15);
      }
      return ben.frames.length - before;
    };
    const frames = await walk();
    expect(frames).toBeGreaterThanOrEqual(9);
    expect(frames).toBeLessThanOrEqual(11);
    await office.pass(200);
    expect(ben.updates.at(-1)).toMatchObject({ x: 2.5, y: 2 });
    office.machine.share = 0.5;
    await office.pass(1_100);
    expect(await walk()).toBeGreaterThanOrEqual(28);
  });
});
