import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RtpCapabilities, RtpParameters } from '@atrium/protocol';
import { SfuRefusal } from '@atrium/signaling';
import type { SfuMember, SfuRoom } from '@atrium/signaling';
import { createSfu } from './mediasoupSfu.ts';
import type { MediasoupSfu } from './mediasoupSfu.ts';
import { SfuUnavailableError } from './sfuOptions.ts';
import type { SfuOptions } from './sfuOptions.ts';

const options: SfuOptions = {
  workers: 2,
  addresses: [{ listen: '127.0.0.1', announced: undefined }],
  firstPort: 0,
};
const reported: string[] = [];
const report = (what: string) => void reported.push(what);
let sfu: MediasoupSfu;
beforeAll(async () => {
  sfu = await createSfu(options, report);
});
afterAll(() => sfu.close());

const rooms: SfuRoom[] = [];
afterEach(() => {
  for (const room of rooms.splice(0)) room.close();
});

async function openRoom(events: { lost?: () => void } = {}): Promise<SfuRoom> {
  const room = await sfu.openRoom({ lost: () => undefined, speakersChanged: () => undefined, ...events });
  rooms.push(room);
  return room;
}

function codecOf({ codecs }: RtpCapabilities, mimeType: string): RtpParameters['codecs'][number] {
  const codec = codecs.find((candidate) => candidate.mimeType === mimeType);
  if (codec === undefined) throw new Error(`The room has no ${mimeType}.`);
  const { preferredPayloadType: payloadType, clockRate, channels, parameters } = codec;
  return { mimeType, payloadType, clockRate, channels, parameters };
}

let lastSsrc = 1_000;
const sound = (room: SfuRoom): RtpParameters => ({
  codecs: [codecOf(room.rtpCapabilities, 'audio/opus')],
  encodings: [{ ssrc: ++lastSsrc }],
  rtcp: { cname: 'somebody' },
});
const picture = (room: SfuRoom): RtpParameters => ({
  mid: 'v',
  codecs: [codecOf(room.rtpCapabilities, 'video/VP8')],
  headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 1 }],
  encodings: [{ rid: 'r0' }, { rid: 'r1' }, { rid: 'r2' }],
  rtcp: { cname: 'somebody' },
});

/** Two people in a room, who can receive whatever it forwards. */
async function two(): Promise<{ room: SfuRoom; ana: SfuMember; ben: SfuMember }> {
  const room = await openRoom();
  const [ana, ben] = await Promise.all([room.join('ana'), room.join('ben')]);
  for (const member of [ana, ben]) member.setRtpCapabilities(room.rtpCapabilities);
  return { room, ana, ben };
}

describe('a room of the SFU', () => {
  test('forwards Opus with forward error correction and pauses, and simulcast of VP8', async () => {
    const { room, ana, ben } = await two();
    const opus = codecOf(room.rtpCapabilities, 'audio/opus');
    expect(opus.parameters).toMatchObject({ useinbandfec: 1, usedtx: 1 });
    await ana.produce('microphone', sound(room), false);
    await ana.produce('camera', picture(room), false);
    expect(await ben.consume('ana', 'microphone')).toMatchObject({ kind: 'audio' });
    expect(await ben.consume('ana', 'camera')).toMatchObject({ kind: 'video' });
    expect(ana.published.map(({ source }) => source)).toEqual(['microphone', 'camera']);
  });

  test('gives both transports of everybody one and the same port', async () => {
    const { ana, ben } = await two();
    const ports = [ana, ben].flatMap(({ send, receive }) =>
      [send, receive].flatMap(({ iceCandidates }) =>
        iceCandidates.filter(({ protocol }) => protocol === 'udp').map(({ port }) => port),
      ),
    );
    expect(new Set(ports).size).toBe(1);
    expect(ana.send.iceCandidates.map(({ protocol }) => protocol).sort()).toEqual(['tcp', 'udp']);
  });

  test.each([
    [
      'a codec that nobody knows',
      (room: SfuRoom) => ({
        ...sound(room),
        codecs: [{ ...codecOf(room.rtpCapabilities, 'audio/opus'), mimeType: 'audio/nonsense' }],
      }),
    ],
    ['sound where a picture belongs', (room: SfuRoom) => sound(room)],
    ['encodings without any name', (room: SfuRoom) => ({ ...picture(room), encodings: [{}, {}] })],
  ])('refuses %s, and goes on', async (_, nonsense) => {
    const { room, ana } = await two();
    await expect(ana.produce('camera', nonsense(room), false)).rejects.toThrow(SfuRefusal);
    await ana.produce('microphone', sound(room), false);
    expect(ana.published.map(({ source }) => source)).toEqual(['microphone']);
  });

  test('refuses to give what nobody produces, or what a Client has not said it can receive', async () => {
    const { room, ana, ben } = await two();
    await expect(ben.consume('ana', 'microphone')).rejects.toThrow(SfuRefusal);
    await ana.produce('microphone', sound(room), false);
    const cleo = await room.join('cleo');
    await expect(cleo.consume('ana', 'microphone')).rejects.toThrow(SfuRefusal);
  });

  test('connects a transport once: asked again it answers alike, and refuses other DTLS parameters', async () => {
    const { ana } = await two();
    const fingerprints = [{ algorithm: 'sha-256' as const, value: 'AA:'.repeat(31) + 'AA' }];
    await Promise.all([1, 2].map(() => ana.connect('send', { role: 'client', fingerprints })));
    await ana.connect('send', { role: 'client', fingerprints });
    await expect(ana.connect('send', { role: 'server', fingerprints })).rejects.toThrow(SfuRefusal);
  });

  test('has one producer for each source: another one takes its place, and its consumers end', async () => {
    const { room, ana, ben } = await two();
    const first = await ana.produce('microphone', sound(room), false);
    const before = await ben.consume('ana', 'microphone');
    const second = await ana.produce('microphone', sound(room), true);
    expect(second).not.toBe(first);
    expect((await ben.consume('ana', 'microphone')).producerId).toBe(second);
    // Nothing to be done with the old one any more, and no harm in trying.
    ben.setConsumer(before.consumerId, false);
    ana.unproduce('microphone');
    await expect(ben.consume('ana', 'microphone')).rejects.toThrow(SfuRefusal);
  });

  test('ends everything of somebody who leaves', async () => {
    const { room, ana, ben } = await two();
    await ana.produce('microphone', sound(room), false);
    ana.leave();
    await expect(ben.consume('ana', 'microphone')).rejects.toThrow(SfuRefusal);
    ana.leave();
    const again = await room.join('ana');
    await again.produce('microphone', sound(room), false);
    await ben.consume('ana', 'microphone');
  });

  test('lets nobody in once it is closed', async () => {
    const room = await openRoom();
    room.close();
    await expect(room.join('ana')).rejects.toThrow();
  });
});

describe('the workers', () => {
  test('share the rooms: each goes to the one with the least to do', async () => {
    for (let count = 0; count < 4; count++) {
      const room = await openRoom();
      await room.join('ana');
    }
    expect(sfu.stats().map(({ rooms: count, members }) => [count, members])).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });

  test('are replaced when they die: their rooms are lost, others are not, and new ones open', async () => {
    let lost = 0;
    await Promise.all([0, 1].map(() => openRoom({ lost: () => lost++ })));
    const [victim] = sfu.stats();
    const before = sfu.stats().map(({ pid }) => pid);
    const changed = new Promise<void>((resolve) => sfu.onAvailabilityChanged(resolve));
    process.kill(victim?.pid ?? 0, 'SIGKILL');
    await changed;
    expect([lost, sfu.isAvailable, sfu.stats().length]).toEqual([1, true, 1]);
    await expect.poll(() => sfu.stats().length).toBe(2);
    expect(sfu.stats().map(({ pid }) => pid)).not.toEqual(before);
    expect(reported).toEqual(['a worker of the SFU']);
    await openRoom();
  });

  test('that cannot be started at all are said to be unavailable', async () => {
    // An address for documentation (RFC 5737): no machine has it.
    const nowhere = createSfu(
      { ...options, addresses: [{ listen: '203.0.113.1', announced: undefined }] },
      report,
    );
    await expect(nowhere).rejects.toThrow(SfuUnavailableError);
  });

  test('that have no room left say that the SFU is gone until one is back', async () => {
    const alone = await createSfu({ ...options, workers: 1 }, report);
    const seen: boolean[] = [];
    alone.onAvailabilityChanged(() => seen.push(alone.isAvailable));
    process.kill(alone.stats()[0]?.pid ?? 0, 'SIGKILL');
    await expect.poll(() => seen).toEqual([false, true]);
    await alone.close();
    expect(alone.isAvailable).toBe(false);
  });
});
