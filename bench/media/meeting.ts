import { createWorker } from 'mediasoup';
import type { types } from 'mediasoup';
import type { RtpCapabilities, RtpParameters } from '@atrium/protocol';
import { createSfu } from '@atrium/sfu';
import { createPlainTransports, joinPlainly, mediaCodecs } from '@atrium/sfu/testing';
import type { StreamPlan } from './rtpStreams.ts';
import { findSilentPort } from './silentPort.ts';

/** A MeetingRoom as in the issue: who is there, and what they send. */
export const meeting = {
  people: 16,
  cameras: 6,
  /** The others are muted. A choice on which the ratio to forwarding everything depends: docs/extend/performance.md has it for 8 and 16 too. */
  speakers: 4,
  /** Sixteen tiles in a window of 1280 pixels are 320 wide each: the middle layer (`cameraLayer`). */
  shownLayer: 1,
} as const;
const layers = [
  { packetsPerSecond: 15, payloadBytes: 1_000 },
  { packetsPerSecond: 42, payloadBytes: 1_050 },
  { packetsPerSecond: 103, payloadBytes: 1_100 },
] as const;
const speech = { packetsPerSecond: 50, payloadBytes: 80 } as const;
/** Opus with discontinuous transmission sends a frame every 400 ms in silence. */
const silence = { packetsPerSecond: 2.5, payloadBytes: 10 } as const;

/** What forwards the meeting in one round, and how much it has worked. */
export interface Contender {
  /** What the people send to it. */
  readonly streams: readonly StreamPlan[];
  /** CPU time of its worker process so far, in ms. */
  cpuMs(): Promise<number>;
  close(): Promise<void>;
}

export type Forwarding = 'everything' | 'same-as-atrium';

interface Source {
  readonly name: 'microphone' | 'camera';
  readonly person: number;
}

function sources(): Source[] {
  const microphones = Array.from(
    { length: meeting.people },
    (_, person) => ({ name: 'microphone', person }) as const,
  );
  const cameras = Array.from(
    { length: meeting.cameras },
    (_, person) => ({ name: 'camera', person }) as const,
  );
  return [...microphones, ...cameras];
}

const zone = { worldId: 'bench', zoneId: 'meeting' };
const isMuted = ({ name, person }: Source) => name === 'microphone' && person >= meeting.speakers;

/** Atrium's own room, in which the muted are paused and cameras come in the layer that their tiles have use for. */
export async function startAtriumMeeting(): Promise<Contender> {
  const port = await findSilentPort();
  const sfu = await createSfu(
    { workers: 1, addresses: ['127.0.0.1'], announcedFor: (address) => [address], firstPort: 0 },
    () => undefined,
  );
  const room = await sfu.openRoom(zone, { lost: () => undefined, speakersChanged: () => undefined });
  const members = await Promise.all(
    Array.from({ length: meeting.people }, (_, person) => joinPlainly(room, idOf(person), port)),
  );
  const streams: StreamPlan[] = [];
  for (const { member } of members) member.setRtpCapabilities(withoutEstimates(room.rtpCapabilities));
  for (const source of sources()) {
    const { member, sendPort } = members[source.person] ?? fail();
    const { parameters, plans } = describe(source, room.rtpCapabilities, sendPort, isMuted(source));
    await member.produce(source.name, 1, parameters, isMuted(source));
    // A muted Client of Atrium sends nothing at all.
    if (!isMuted(source)) streams.push(...plans);
  }
  for (const [receiver, { member }] of members.entries()) {
    for (const { name, person } of sources()) {
      if (person === receiver) continue;
      const { consumerId } = await member.consume(idOf(person), name);
      member.setConsumer(consumerId, false, name === 'camera' ? meeting.shownLayer : undefined);
    }
  }
  return {
    streams,
    cpuMs: () => sfu.cpuMs(),
    async close() {
      await sfu.close();
    },
  };
}

/** mediasoup alone, with the same codecs, transports and streams. */
export async function startBareMeeting(forwarding: Forwarding): Promise<Contender> {
  const port = await findSilentPort();
  const worker = await createWorker({ logLevel: 'error' });
  const router = await worker.createRouter({ mediaCodecs });
  const transports = await Promise.all(
    Array.from({ length: meeting.people }, () => createPlainTransports(router, port)),
  );
  const streams: StreamPlan[] = [];
  const spatialLayer = forwarding === 'everything' ? layers.length - 1 : meeting.shownLayer;
  const rtpCapabilities = withoutEstimates(router.rtpCapabilities as RtpCapabilities);
  const isLeftOut = (source: Source) => forwarding === 'same-as-atrium' && isMuted(source);
  for (const source of sources().filter((candidate) => !isLeftOut(candidate))) {
    const { send, sendPort } = transports[source.person] ?? fail();
    const capabilities = router.rtpCapabilities as RtpCapabilities;
    const { parameters, plans } = describe(source, capabilities, sendPort, isMuted(source));
    const kind = source.name === 'camera' ? 'video' : 'audio';
    const producer = await send.produce({ kind, rtpParameters: parameters as types.RtpParameters });
    streams.push(...plans);
    for (const [receiver, { receive }] of transports.entries()) {
      if (receiver === source.person) continue;
      const consumer = await receive.consume({
        producerId: producer.id,
        rtpCapabilities: rtpCapabilities as types.RtpCapabilities,
      });
      if (kind === 'video') await consumer.setPreferredLayers({ spatialLayer });
    }
  }
  return {
    streams,
    async cpuMs() {
      const { ru_utime, ru_stime } = await worker.getResourceUsage();
      return ru_utime + ru_stime;
    },
    async close() {
      worker.close();
    },
  };
}

/**
 * Receivers that send no bandwidth estimates: nobody is there who could. With them mediasoup would hold every receiver
 * to the bitrate at which it begins.
 */
function withoutEstimates(capabilities: RtpCapabilities): RtpCapabilities {
  const estimates = new Set(['goog-remb', 'transport-cc']);
  const codecs = capabilities.codecs.map((codec) => ({
    ...codec,
    rtcpFeedback: (codec.rtcpFeedback ?? []).filter(({ type }) => !estimates.has(type)),
  }));
  return { codecs, headerExtensions: [] };
}

let lastSsrc = 10_000;

function describe(source: Source, capabilities: RtpCapabilities, port: number, isSilent: boolean) {
  const isVideo = source.name === 'camera';
  const codec =
    capabilities.codecs.find(({ mimeType }) => mimeType === (isVideo ? 'video/VP8' : 'audio/opus')) ?? fail();
  const { mimeType, clockRate, preferredPayloadType: payloadType } = codec;
  const rates = isVideo ? layers : [isSilent ? silence : speech];
  const plans = rates.map((rate): StreamPlan => ({
    ...rate,
    ssrc: ++lastSsrc,
    payloadType,
    clockRate,
    isVideo,
    port,
  }));
  const parameters: RtpParameters = {
    codecs: [{ mimeType, payloadType, clockRate, ...(isVideo ? {} : { channels: 2 }) }],
    encodings: plans.map(({ ssrc }) => ({ ssrc })),
    rtcp: { cname: idOf(source.person) },
  };
  return { parameters, plans };
}

const idOf = (person: number) => `person-${person}`;

function fail(): never {
  throw new Error('The meeting is not what it was planned to be.');
}
