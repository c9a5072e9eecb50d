import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SfuRefusal } from '@atrium/signaling';
import type { SfuMember, SfuRoom } from '@atrium/signaling';
import { createSfu } from './mediasoupSfu.ts';
import type { MediasoupSfu } from './mediasoupSfu.ts';
import { joinPlainly } from './testing/joinPlainly.ts';
import { PlainTalker } from './testing/plainTalker.ts';

const host = '127.0.0.1';
let sfu: MediasoupSfu;
let room: SfuRoom;
const talkers: PlainTalker[] = [];
beforeAll(async () => {
  const options = {
    workers: 1,
    addresses: [host],
    announcedFor: (address: string) => [address],
    firstPort: 0,
  };
  sfu = await createSfu(options, () => undefined);
});
afterAll(() => sfu.close());
afterEach(() => {
  room.close();
  for (const talker of talkers.splice(0)) talker.close();
});

/** Somebody in the room of the real worker. */
interface Entered {
  readonly talker: PlainTalker;
  readonly member: SfuMember;
}

async function enter(name: string, ssrc: number): Promise<Entered> {
  const talker = await PlainTalker.create(ssrc);
  talkers.push(talker);
  const { member, sendPort } = await joinPlainly(room, name, talker.receivePort);
  talker.sendPort = sendPort;
  member.setRtpCapabilities(room.rtpCapabilities);
  return { talker, member };
}

/** Ana speaks; Ben and a witness receive. */
async function conversation() {
  room = await sfu.openRoom(
    { worldId: 'w', zoneId: 'z' },
    { lost: () => undefined, speakersChanged: () => undefined },
  );
  const [ana, ben, witness] = [
    await enter('ana', 1_001),
    await enter('ben', 1_002),
    await enter('witness', 1_003),
  ];
  await ana.member.produce('microphone', 1, ana.talker.sound(room.rtpCapabilities), false);
  const { consumerId } = await ben.member.consume('ana', 'microphone');
  const watched = await witness.member.consume('ana', 'microphone');
  witness.member.setConsumer(watched.consumerId, false);
  ben.member.setConsumer(consumerId, false);
  const isHeardBy = ({ talker: listener }: Entered) => {
    const before = listener.received;
    return expect
      .poll(() => {
        ana.talker.speak();
        return listener.received;
      })
      .toBeGreaterThan(before);
  };
  /** What the witness gets arrives, and of the same packets nothing at the listener. */
  const isNotHeardBy = async ({ talker: listener }: Entered) => {
    await isHeardBy(witness);
    const before = listener.received;
    await isHeardBy(witness);
    await isHeardBy(witness);
    expect(listener.received).toBe(before);
  };
  await isHeardBy(ben);
  return { ana, ben, witness, consumerId, isHeardBy, isNotHeardBy };
}

describe('what is wanted of a consumer in one burst ends as it was wanted last', () => {
  test('paused and resumed: it is heard', async () => {
    const { ben, consumerId, isHeardBy } = await conversation();
    ben.member.setConsumer(consumerId, true);
    ben.member.setConsumer(consumerId, false);
    await isHeardBy(ben);
  });

  test('resumed and paused: it is not', async () => {
    const { ben, consumerId, isHeardBy, isNotHeardBy } = await conversation();
    ben.member.setConsumer(consumerId, true);
    await isNotHeardBy(ben);
    ben.member.setConsumer(consumerId, false);
    ben.member.setConsumer(consumerId, true);
    await isNotHeardBy(ben);
    ben.member.setConsumer(consumerId, false);
    await isHeardBy(ben);
  });

  test('deaf right after a resume: it is not heard; deaf no more: it is', async () => {
    const { ben, consumerId, isHeardBy, isNotHeardBy } = await conversation();
    ben.member.setConsumer(consumerId, true);
    await isNotHeardBy(ben);
    ben.member.setConsumer(consumerId, false);
    ben.member.setDeafTo('ana', true);
    await isNotHeardBy(ben);
    ben.member.setDeafTo('ana', false);
    ben.member.setDeafTo('ana', true);
    ben.member.setDeafTo('ana', false);
    await isHeardBy(ben);
  });

  test('a microphone muted and opened again is heard; opened and muted, it is not', async () => {
    const { ana, ben, witness, isHeardBy } = await conversation();
    ana.member.setProducerPaused('microphone', true);
    ana.member.setProducerPaused('microphone', false);
    await isHeardBy(ben);
    // With the producer paused nobody hears anything, so that another one's voice says when that has come about.
    const cleo = await enter('cleo', 1_004);
    await cleo.member.produce('microphone', 1, cleo.talker.sound(room.rtpCapabilities), false);
    const fromCleo = await witness.member.consume('cleo', 'microphone');
    witness.member.setConsumer(fromCleo.consumerId, false);
    ana.member.setProducerPaused('microphone', true);
    ana.member.setProducerPaused('microphone', false);
    ana.member.setProducerPaused('microphone', true);
    const cleoIsHeard = async () => {
      const before = witness.talker.received;
      await expect
        .poll(() => {
          ana.talker.speak();
          cleo.talker.speak();
          return witness.talker.received;
        })
        .toBeGreaterThan(before);
    };
    await cleoIsHeard();
    await cleoIsHeard();
    const before = ben.talker.received;
    await cleoIsHeard();
    await cleoIsHeard();
    expect(ben.talker.received).toBe(before);
  });
});

describe('what is asked twice, since the reply was lost,', () => {
  test('leaves one producer, and the later one is what is named', async () => {
    const { ana, ben, isHeardBy } = await conversation();
    const asked = [2, 3].map((generation) =>
      ana.member.produce('microphone', generation, ana.talker.sound(room.rtpCapabilities), false),
    );
    const [first, second] = await Promise.allSettled(asked);
    expect(second?.status).toBe('fulfilled');
    expect(first).not.toEqual(second);
    const { consumerId, producerId } = await ben.member.consume('ana', 'microphone');
    expect(second).toMatchObject({ value: producerId });
    ben.member.setConsumer(consumerId, false);
    await isHeardBy(ben);
  });

  test('never revives what was taken back meanwhile', async () => {
    const { ana, ben } = await conversation();
    const asked = ana.member.produce('microphone', 2, ana.talker.sound(room.rtpCapabilities), false);
    ana.member.unproduce('microphone', 3);
    await expect(asked).rejects.toThrow(SfuRefusal);
    const late = ana.member.produce('microphone', 3, ana.talker.sound(room.rtpCapabilities), false);
    await expect(late).rejects.toThrow(SfuRefusal);
    await expect(ben.member.consume('ana', 'microphone')).rejects.toThrow(SfuRefusal);
  });
});
