import { describe, expect, it } from 'vitest';
import { FakeSfu } from '../testing/fakeSfu.ts';
import { Office } from '../testing/office.ts';
import { talkPlan } from '../testing/plans.ts';
import { Talker } from '../testing/talker.ts';

const inMeetingRoom = [10.5, 2.5] as const;

/** Two people who talk in the MeetingRoom, over the SFU where there is one. */
async function meet(sfu?: FakeSfu): Promise<{ office: Office; ana: Talker; ben: Talker }> {
  const office = new Office(talkPlan(), {}, sfu);
  const [ana, ben] = [await Talker.enter(office, 'Ana'), await Talker.enter(office, 'Ben')];
  for (const { client } of [ana, ben]) await office.walk(client, ...inMeetingRoom);
  await office.pass(1_000);
  if (sfu === undefined) return { office, ana, ben };
  for (const talker of [ana, ben]) await talker.joinSfu();
  await ana.consume('ben');
  await ben.consume('ana');
  return { office, ana, ben };
}

async function passListening({ office }: { office: Office }, talker: Talker, ms: number): Promise<void> {
  for (let passedMs = 0; passedMs < ms; passedMs += 250) {
    talker.client.request('ping');
    await office.pass(250);
  }
}

describe('nobody hears who is not seen', () => {
  it('a person who was lost is connected with nobody once their Avatar goes', async () => {
    const { office, ana, ben } = await meet();
    ana.client.drop();
    await passListening({ office }, ben, 1_750);
    expect([ben.client.sees, ben.connectedWith]).toEqual([['Ana'], ['ana']]);
    await passListening({ office }, ben, 750);
    expect([ben.client.sees, ben.connectedWith]).toEqual([[], []]);
  });

  it('nor does the SFU forward anything to them, or of them', async () => {
    const sfu = new FakeSfu();
    const { office, ana, ben } = await meet(sfu);
    const room = sfu.openRooms[0];
    expect([room?.forwards('ana', 'microphone', 'ben'), room?.forwards('ben', 'microphone', 'ana')]).toEqual([
      true,
      true,
    ]);
    ana.client.drop();
    await passListening({ office }, ben, 2_500);
    expect([room?.forwards('ana', 'microphone', 'ben'), room?.forwards('ben', 'microphone', 'ana')]).toEqual([
      false,
      false,
    ]);
    expect(room?.members.has('ana')).toBe(false);
  });

  it('a person who comes in elsewhere is not heard, and hears nothing, where they were', async () => {
    const sfu = new FakeSfu();
    const { office, ana, ben } = await meet(sfu);
    ana.client.drop();
    await passListening({ office }, ben, 2_500);
    // Without a ticket: at the SpawnPoint, and without a word of media.
    const again = await office.enter('Ana');
    await office.pass(20);
    expect([ben.client.sees, ben.connectedWith, again.zoneId]).toEqual([[], [], 't']);
    expect(sfu.openRooms[0]?.forwards('ben', 'microphone', 'ana')).not.toBe(true);
  });

  it('a person who takes over in another tab and walks out is out at once', async () => {
    const { office, ben } = await meet();
    const again = await office.enter('Ana');
    await office.walk(again, 2.5, 2.5);
    await office.pass(20);
    expect([ben.client.sees, ben.connectedWith]).toEqual([[], []]);
  });

  it.each([
    ['are connected', false],
    ['have been lost a moment ago', true],
  ])('people whose access has changed are cut off at once: those who %s', async (_, isLost) => {
    const sfu = new FakeSfu();
    const { office, ana, ben } = await meet(sfu);
    if (isLost) ana.client.drop();
    await office.pass(100);
    office.server.endAccess(({ person }) => person.personId === 'ana', 'accessChanged');
    await office.pass(20);
    expect(ben.connectedWith).toEqual([]);
    expect(sfu.openRooms[0]?.forwards('ben', 'microphone', 'ana')).not.toBe(true);
    // Who still may be here talks on after coming back.
    const again = await Talker.enter(office, 'Ana', {}, ana.client.ticket);
    await office.pass(1_000);
    expect([again.connectedWith, ben.connectedWith]).toEqual([['ben'], ['ana']]);
  });

  it('people who are all lost at once go on with their links when they come back', async () => {
    const { office, ana, ben } = await meet();
    const holds = { holds: [ana.linkTo('ben')?.linkId ?? ''] };
    for (const { client } of [ana, ben]) client.drop();
    await office.pass(5_000);
    const ana2 = await Talker.enter(office, 'Ana', holds, ana.client.ticket);
    const ben2 = await Talker.enter(office, 'Ben', holds, ben.client.ticket);
    expect([ana2.linkTo('ben')?.linkId, ben2.linkTo('ana')?.linkId]).toEqual([
      ...holds.holds,
      ...holds.holds,
    ]);
  });
});
