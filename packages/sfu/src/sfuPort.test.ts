import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RtpCapabilities, RtpParameters } from '@atrium/protocol';
import { SfuRefusal } from '@atrium/signaling';
import type { Sfu, SfuMember, SfuRoom } from '@atrium/signaling';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteSfu } from './control/remoteSfu.ts';
import { serveSfu } from './control/serveSfu.ts';
import { createSfu } from './mediasoupSfu.ts';
import type { SfuOptions } from './sfuOptions.ts';

const zone = { worldId: 'w', zoneId: 'z' };
const options: SfuOptions = {
  workers: 2,
  addresses: ['127.0.0.1'],
  announcedFor: (address) => [address],
  firstPort: 0,
};
const report = (what: string, cause: unknown) => {
  throw new Error(what, { cause });
};
let sfu: Sfu;

async function startEmbedded() {
  const embedded = await createSfu(options, report);
  return { sfu: embedded, stop: () => embedded.close() };
}

async function startOverSocket() {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-sfu-'));
  const embedded = await createSfu(options, report);
  const path = join(folder, 'socket');
  const state = () => ({ isAvailable: embedded.isAvailable, workers: 2, firstPort: 0, addresses: [] });
  const served = await serveSfu(embedded, path, state, () => undefined);
  const remote = createRemoteSfu(path, report);
  await vi.waitUntil(() => remote.isAvailable);
  const stop = async () => {
    remote.close();
    await served.close();
    await embedded.close();
    await rm(folder, { recursive: true });
  };
  return { sfu: remote, stop };
}

const rooms: SfuRoom[] = [];
afterEach(() => {
  for (const room of rooms.splice(0)) room.close();
});

async function openRoom(events: { lost?: () => void } = {}): Promise<SfuRoom> {
  const room = await sfu.openRoom(zone, {
    lost: () => undefined,
    speakersChanged: () => undefined,
    ...events,
  });
  rooms.push(room);
  return room;
}

function codecOf({ codecs }: RtpCapabilities, mimeType: string): RtpParameters['codecs'][number] {
  const codec = codecs.find((candidate) => candidate.mimeType === mimeType);
  if (codec === undefined) throw new Error(`The room has no ${mimeType}.`);
  const { preferredPayloadType: payloadType, clockRate, channels, parameters } = codec;
  return { mimeType, payloadType, clockRate, channels, parameters };
}

let generation = 0;
const nextGeneration = () => ++generation;
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

describe.each([
  ['in this process', startEmbedded],
  ['over a socket', startOverSocket],
])('a room of the SFU %s', (_name, start) => {
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ sfu, stop } = await start());
  });
  afterAll(() => stop());

  test('forwards Opus with forward error correction and pauses, and simulcast of VP8', async () => {
    const { room, ana, ben } = await two();
    const opus = codecOf(room.rtpCapabilities, 'audio/opus');
    expect(opus.parameters).toMatchObject({ useinbandfec: 1, usedtx: 1 });
    await ana.produce('microphone', nextGeneration(), sound(room), false);
    await ana.produce('camera', nextGeneration(), picture(room), false);
    expect(await ben.consume('ana', 'microphone')).toMatchObject({ kind: 'audio' });
    expect(await ben.consume('ana', 'camera')).toMatchObject({ kind: 'video' });
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
    const { room, ana, ben } = await two();
    await expect(ana.produce('camera', nextGeneration(), nonsense(room), false)).rejects.toThrow(SfuRefusal);
    await ana.produce('microphone', nextGeneration(), sound(room), false);
    await ben.consume('ana', 'microphone');
    await expect(ben.consume('ana', 'camera')).rejects.toThrow(SfuRefusal);
  });

  test('refuses to give what nobody produces, or what a Client has not said it can receive', async () => {
    const { room, ana, ben } = await two();
    await expect(ben.consume('ana', 'microphone')).rejects.toThrow(SfuRefusal);
    await ana.produce('microphone', nextGeneration(), sound(room), false);
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
    const first = await ana.produce('microphone', nextGeneration(), sound(room), false);
    const before = await ben.consume('ana', 'microphone');
    const second = await ana.produce('microphone', nextGeneration(), sound(room), true);
    expect(second).not.toBe(first);
    expect((await ben.consume('ana', 'microphone')).producerId).toBe(second);
    // Nothing to be done with the old one any more, and no harm in trying.
    ben.setConsumer(before.consumerId, false);
    ana.unproduce('microphone', generation);
    await expect(ben.consume('ana', 'microphone')).rejects.toThrow(SfuRefusal);
  });

  test('ends everything of somebody who leaves', async () => {
    const { room, ana, ben } = await two();
    await ana.produce('microphone', nextGeneration(), sound(room), false);
    ana.leave();
    await expect(ben.consume('ana', 'microphone')).rejects.toThrow(SfuRefusal);
    ana.leave();
    const again = await room.join('ana');
    await again.produce('microphone', nextGeneration(), sound(room), false);
    await ben.consume('ana', 'microphone');
  });

  test('lets nobody in once it is closed', async () => {
    const room = await openRoom();
    room.close();
    await expect(room.join('ana')).rejects.toThrow();
  });
});
