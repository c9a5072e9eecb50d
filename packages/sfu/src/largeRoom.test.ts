import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SfuMember } from '@atrium/signaling';
import { createSfu } from './mediasoupSfu.ts';
import type { MediasoupSfu } from './mediasoupSfu.ts';
import { MediasoupRoom } from './mediasoupRoom.ts';
import { joinPlainly } from './testing/joinPlainly.ts';
import { PlainTalker } from './testing/plainTalker.ts';

/** As many as `npm run test:long` has time for; else enough for each rule. */
const isLong = process.env['ATRIUM_TEST_LONG'] === '1';
/** How often everybody who speaks sends a packet, in ms: as Opus does. */
const packetMs = 20;
const host = '127.0.0.1';
let sfu: MediasoupSfu;
let room: MediasoupRoom;
let speaking: NodeJS.Timeout;
let lastSsrc = 5_000;
const lost = vi.fn();
const people = new Map<string, Person>();

interface Person {
  readonly talker: PlainTalker;
  readonly member: SfuMember;
  /** How loud they are, in dBov; `undefined`: they send nothing. */
  level: number | undefined;
  /** The SSRC at which somebody arrives here, by personId. */
  readonly ssrcOf: Map<string, number>;
}

beforeAll(async () => {
  const announcedFor = (address: string) => [address];
  sfu = await createSfu({ workers: 3, addresses: [host], announcedFor, firstPort: 0 }, () => undefined);
});
afterAll(() => sfu.close());
beforeEach(async () => {
  lost.mockReset();
  const zone = { worldId: 'w', zoneId: 'meeting' };
  const opened = await sfu.openRoom(zone, { lost, speakersChanged: () => undefined });
  if (!(opened instanceof MediasoupRoom)) throw new TypeError('It is no room of mediasoup.');
  room = opened;
  speaking = setInterval(() => {
    for (const { talker, level } of people.values()) if (level !== undefined) talker.speak(1, level);
  }, packetMs);
});
afterEach(() => {
  clearInterval(speaking);
  room.close();
  for (const { talker } of people.values()) talker.close();
  people.clear();
});

async function enter(name: string, hasOpenMicrophone: boolean): Promise<Person> {
  const talker = await PlainTalker.create(++lastSsrc);
  const { member, sendPort } = await joinPlainly(room, name, talker.receivePort);
  talker.sendPort = sendPort;
  member.setRtpCapabilities(room.rtpCapabilities);
  if (hasOpenMicrophone) await member.produce('microphone', 1, talker.sound(room.rtpCapabilities), false);
  const person: Person = { talker, member, level: undefined, ssrcOf: new Map() };
  people.set(name, person);
  return person;
}

async function hear(listener: Person, name: string): Promise<void> {
  const { consumerId, rtpParameters } = await listener.member.consume(name, 'microphone');
  listener.ssrcOf.set(name, rtpParameters.encodings?.[0]?.ssrc ?? 0);
  listener.member.setConsumer(consumerId, false);
}

/** Whether packets of somebody go on arriving at a listener: counted over so many that the others send. */
async function isHeard(name: string, listener: Person): Promise<boolean> {
  const ssrc = listener.ssrcOf.get(name) ?? 0;
  const [before, all] = [listener.talker.receivedOf.get(ssrc) ?? 0, listener.talker.received];
  await vi.waitUntil(() => listener.talker.received - all >= 60, { timeout: 20_000 });
  return (listener.talker.receivedOf.get(ssrc) ?? 0) > before;
}

async function heardBy(listener: Person, names: readonly string[]): Promise<string> {
  const heard = await Promise.all(names.map(async (name) => ((await isHeard(name, listener)) ? name : '')));
  return heard.join('');
}

const personOf = (name: string): Person => {
  const person = people.get(name);
  if (person === undefined) throw new Error(`Nobody is called ${name}.`);
  return person;
};

/** People of these names with open microphones, who all reach a listener. */
async function crowd(names: readonly string[]): Promise<Person> {
  for (const name of names) await enter(name, true);
  const listener = await enter('listener', false);
  for (const name of names) await hear(listener, name);
  return listener;
}

describe('a room with many open microphones', () => {
  const names = [...'abcdefghij'];

  test('passes on the loudest 6, and who begins to speak at once', { timeout: 60_000 }, async () => {
    const listener = await crowd(names);
    names.slice(0, 9).forEach((name, index) => (personOf(name).level = -20 - index * 5));
    await vi.waitUntil(async () => (await heardBy(listener, names)) === 'abcdef', { timeout: 30_000 });
    // Nobody has heard of the last one until now: not one packet is missed.
    const ssrc = listener.ssrcOf.get('j') ?? 0;
    personOf('j').talker.speak(1, -10);
    await vi.waitUntil(() => listener.talker.receivedOf.get(ssrc) === 1);
    personOf('j').level = -10;
    await vi.waitUntil(async () => !(await isHeard('f', listener)), { timeout: 30_000 });
    expect(await heardBy(listener, names)).toBe('abcdej');
  });

  test('passes on everybody while no more than 8 reach the listener', { timeout: 60_000 }, async () => {
    const listener = await crowd(names);
    for (const name of names) personOf(name).level = -40;
    // Out of earshot.
    for (const name of 'ab') listener.member.setDeafTo(name, true);
    await vi.waitUntil(async () => (await heardBy(listener, names)) === 'cdefghij', { timeout: 30_000 });
  });

  test('passes on everybody again once the others have muted themselves', { timeout: 60_000 }, async () => {
    const listener = await crowd(names);
    names.forEach((name, index) => (personOf(name).level = -20 - index * 5));
    await vi.waitUntil(async () => !(await isHeard('j', listener)), { timeout: 30_000 });
    for (const name of 'abc') personOf(name).member.setProducerPaused('microphone', true);
    await vi.waitUntil(async () => isHeard('j', listener), { timeout: 30_000 });
  });

  test('ends what is received of a source that is withdrawn, and gives it again', async () => {
    const listener = await crowd(['a']);
    personOf('a').level = -20;
    expect(await isHeard('a', listener)).toBe(true);
    personOf('a').member.withdraw('microphone');
    expect(sfu.stats().reduce((sum, { consumers }) => sum + consumers, 0)).toBe(0);
    await hear(listener, 'a');
    expect(await isHeard('a', listener)).toBe(true);
  });
});

describe('a room of more than one worker can bear', () => {
  const pipes = () => room.parts.reduce((sum, { pipeCount }) => sum + pipeCount, 0);
  const count = isLong ? 150 : 60;
  const open = isLong ? 20 : 10;
  const fill = async () => {
    for (let index = 0; index < count; index++) await enter(`p${index}`, index < open);
  };
  const listenToAll = async (listener: Person) => {
    for (let index = 0; index < open; index++)
      if (personOf(`p${index}`) !== listener) await hear(listener, `p${index}`);
  };

  test(`${count} people are spread over workers, and hear each other`, { timeout: 300_000 }, async () => {
    await fill();
    expect(room.parts.length).toBe(Math.ceil(count / 50));
    for (const { members } of room.parts) expect(members.size).toBeLessThanOrEqual(51);
    for (let index = 0; index < open; index++) personOf(`p${index}`).level = -20 - index * 4;
    // Everybody in test:long; else one of each worker.
    const listeners = isLong ? [...people.values()] : [personOf('p0'), personOf(`p${count - 1}`)];
    for (const listener of listeners) await listenToAll(listener);
    for (const listener of listeners.filter((person) => person !== personOf('p0')))
      await vi.waitUntil(() => isHeard('p0', listener), { timeout: 60_000 });
    expect(pipes()).toBe(open * (room.parts.length - 1));
    const last = listeners.at(-1) ?? personOf('p0');
    await vi.waitUntil(async () => !(await isHeard(`p${open - 1}`, last)), { timeout: 60_000 });
  });

  test(
    'a worker that nobody is on any more is freed, and what was forwarded to it',
    { timeout: 300_000 },
    async () => {
      await fill();
      const last = personOf(`p${count - 1}`);
      await listenToAll(last);
      expect(pipes()).toBe(open);
      for (let index = 0; index < open / 2; index++) last.member.unconsume(`p${index}`);
      expect(pipes()).toBe(open / 2);
      for (const { talker, member } of [...people.values()].slice(50)) {
        member.leave();
        talker.close();
      }
      expect(room.parts.length).toBe(1);
      const stats = sfu.stats();
      expect(stats.filter(({ rooms }) => rooms > 0).length).toBe(1);
      for (const name of [...people.keys()].slice(50)) people.delete(name);
    },
  );

  test('is lost as a whole with one of its workers', { timeout: 300_000 }, async () => {
    await fill();
    const pid = sfu.stats().find(({ members }) => members > 0 && members < 50)?.pid;
    process.kill(pid ?? 0, 'SIGKILL');
    await vi.waitUntil(() => lost.mock.calls.length === 1);
    await expect(room.join('late')).rejects.toThrow('closed');
    await vi.waitUntil(() => sfu.stats().length === 3, { timeout: 20_000 });
  });
});
