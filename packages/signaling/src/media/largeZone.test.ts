import { worldFromPlan } from '@atrium/world/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeSfu } from '../testing/fakeSfu.ts';
import type { FakeSfuRoom } from '../testing/fakeSfu.ts';
import { Office } from '../testing/office.ts';
import { Talker } from '../testing/talker.ts';

/** 150 in test:long; else enough for each rule. */
const isLong = process.env['ATRIUM_TEST_LONG'] === '1';
const count = isLong ? 150 : 30;
const open = isLong ? 20 : 12;

const hall = worldFromPlan(
  [
    '#'.repeat(22),
    ...Array.from({ length: 16 }, (_, row) => `#${row === 8 ? 'mm@' : 'mmm'}${'m'.repeat(17)}#`),
    '#'.repeat(22),
  ],
  { zones: { m: { type: 'MeetingRoom', maxPeople: count } } },
);

describe(`a MeetingRoom of ${count} people`, () => {
  let office: Office;
  let room: FakeSfuRoom;
  let talkers: Talker[];

  /** Clients that say nothing for 12 s are given up. */
  const sayAlive = () => {
    for (const { client } of talkers) client.request('ping');
  };
  const pass = async (ms: number) => {
    for (let passedMs = 0; passedMs < ms; passedMs += 1_000) {
      sayAlive();
      await office.pass(1_000);
    }
  };

  beforeEach(
    async () => {
      const sfu = new FakeSfu();
      office = new Office(hall, {}, sfu);
      talkers = [];
      for (let index = 0; index < count; index++) {
        talkers.push(await Talker.enter(office, `P${index}`));
      }
      await pass(1_000);
      for (const [index, talker] of talkers.entries()) {
        if (index % 50 === 0) sayAlive();
        await talker.joinSfu();
      }
      const [opened] = sfu.openRooms;
      if (opened === undefined) throw new Error('There is no room.');
      room = opened;
      for (const talker of talkers.slice(open)) await talker.switch({ microphone: false });
      sayAlive();
    },
    isLong ? 300_000 : 30_000,
  );

  const consumersOf = (source: string) =>
    [...room.members.values()].reduce(
      (sum, { consumed }) => sum + [...consumed.keys()].filter((key) => key.endsWith(source)).length,
      0,
    );

  it('lets everybody receive open microphones and no others, from 10 s after they were closed', async () => {
    const [listener, muted] = [talkers[0], talkers[count - 1]];
    const mutedId = `p${count - 1}`;
    if (listener === undefined || muted === undefined) throw new Error('Nobody is here.');
    expect(talkers.map(({ connectedWith }) => connectedWith.length)).toEqual(Array(count).fill(count - 1));
    await listener.consume('p1');
    await listener.consume(mutedId);
    await muted.produce('camera');
    await listener.consume(mutedId, 'camera');
    expect(consumersOf('microphone')).toBe(2);
    await pass(10_000);
    expect(consumersOf('microphone')).toBe(1);
    expect(consumersOf('camera')).toBe(1);
    const published = listener.client.of('sfu.published').filter(({ personId }) => personId === mutedId);
    expect(published.at(-1)?.producers.map(({ source }) => source)).toEqual(['camera']);
    await listener.consume(mutedId);
    expect(listener.lastError).toBe('not_published');
    // The first word counts: it is told with the switch, and not a moment later.
    const before = listener.client.of('sfu.published').length;
    muted.client.say({
      ...{ type: 'media.state', id: 1, microphone: true, camera: false, screen: false },
      ...{ doNotDisturb: false, audioOnly: false, holds: [] },
    });
    expect(
      listener.client
        .of('sfu.published')
        .slice(before)[0]
        ?.producers.map(({ source }) => source),
    ).toEqual(['microphone', 'camera']);
    await listener.consume(mutedId);
    expect(room.forwards(mutedId, 'microphone', 'p0')).toBe(true);
  });
});
