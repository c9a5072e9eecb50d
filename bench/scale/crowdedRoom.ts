import { createWorker } from 'mediasoup';
import type { types } from 'mediasoup';
import type { RtpCapabilities, RtpParameters } from '@atrium/protocol';
import { createSfu } from '@atrium/sfu';
import type { SfuMember } from '@atrium/signaling';
import { createPlainTransports, joinPlainly, mediaCodecs } from '@atrium/sfu/testing';
import type { StreamPlan } from '../media/rtpStreams.ts';
import { findSilentPort } from '../media/silentPort.ts';

/** A room where many have left their microphone on: a few speak in turn, and the others send the noise around them. */
export const crowd = { people: 60, openMicrophones: 20, speakers: 3, turnMs: 3_000 } as const;

const audioLevelUri = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
/** As Opus sends without discontinuous transmission: noise costs as many packets as speech. */
const packetsPerSecond = 50;
const payloadBytes = 80;

/** What forwards the room, and how much it has worked. */
export interface Contender {
  readonly streams: readonly StreamPlan[];
  /** CPU time of its worker process so far, in ms. */
  cpuMs(): Promise<number>;
  close(): Promise<void>;
}

/** Atrium's own room: everybody receives every open microphone, and it passes on the loudest. */
export async function startAtriumRoom(): Promise<Contender> {
  const port = await findSilentPort();
  const sfu = await createSfu(
    { workers: 1, addresses: ['127.0.0.1'], announcedFor: (address) => [address], firstPort: 0 },
    () => undefined,
  );
  const nothing = { lost: () => undefined, speakersChanged: () => undefined };
  const room = await sfu.openRoom({ worldId: 'bench', zoneId: 'meeting' }, nothing);
  const members = await Promise.all(people().map((person) => joinPlainly(room, idOf(person), port)));
  const streams: StreamPlan[] = [];
  for (const [person, { member, sendPort }] of members.entries()) {
    member.setRtpCapabilities(withoutExtensions(room.rtpCapabilities));
    if (person >= crowd.openMicrophones) continue;
    const { parameters, stream } = microphone(person, room.rtpCapabilities, sendPort);
    await member.produce('microphone', 1, parameters, false);
    streams.push(stream);
  }
  const receiveAll = async (member: SfuMember, receiver: number) => {
    for (let person = 0; person < crowd.openMicrophones; person++) {
      if (person === receiver) continue;
      const { consumerId } = await member.consume(idOf(person), 'microphone');
      member.setConsumer(consumerId, false);
    }
  };
  await Promise.all(members.map(({ member }, receiver) => receiveAll(member, receiver)));
  return { streams, cpuMs: () => sfu.cpuMs(), close: () => sfu.close() };
}

/** mediasoup alone, which forwards every open microphone to everybody. */
export async function startForwardingAll(): Promise<Contender> {
  const port = await findSilentPort();
  const worker = await createWorker({ logLevel: 'error' });
  const router = await worker.createRouter({ mediaCodecs });
  const capabilities = router.rtpCapabilities as RtpCapabilities;
  const transports = await Promise.all(people().map(() => createPlainTransports(router, port)));
  const streams: StreamPlan[] = [];
  for (const [person, { send, sendPort }] of transports.slice(0, crowd.openMicrophones).entries()) {
    const { parameters, stream } = microphone(person, capabilities, sendPort);
    const rtpParameters = parameters as types.RtpParameters;
    const { id: producerId } = await send.produce({ kind: 'audio', rtpParameters });
    streams.push(stream);
    const rtpCapabilities = withoutExtensions(capabilities) as types.RtpCapabilities;
    const others = transports.filter((_, receiver) => receiver !== person);
    await Promise.all(others.map(({ receive }) => receive.consume({ producerId, rtpCapabilities })));
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

/** How loud somebody is, in dBov: a few speak at a time, by turns; the noise around the others is not the same either. */
function levelOf(person: number, nowMs: number): number {
  const turn = Math.floor(nowMs / crowd.turnMs);
  const isSpeaking = (person + turn * crowd.speakers) % crowd.openMicrophones < crowd.speakers;
  return Math.round((isSpeaking ? -28 : -68) + 6 * Math.random());
}

let lastSsrc = 10_000;

function microphone(person: number, { codecs }: RtpCapabilities, port: number) {
  const codec = codecs.find(({ mimeType }) => mimeType === 'audio/opus');
  if (codec?.preferredPayloadType === undefined) throw new Error('The room has no Opus.');
  const { mimeType, clockRate, preferredPayloadType: payloadType } = codec;
  const stream: StreamPlan = {
    ...{ ssrc: ++lastSsrc, payloadType, clockRate, packetsPerSecond, payloadBytes, port },
    isVideo: false,
    audioLevel: { extensionId: 1, at: (nowMs) => levelOf(person, nowMs) },
  };
  const parameters: RtpParameters = {
    codecs: [{ mimeType, payloadType, clockRate, channels: 2 }],
    headerExtensions: [{ uri: audioLevelUri, id: 1 }],
    encodings: [{ ssrc: stream.ssrc }],
    rtcp: { cname: idOf(person) },
  };
  return { parameters, stream };
}

/** Receivers that are told no more than the sound. */
function withoutExtensions({ codecs }: RtpCapabilities): RtpCapabilities {
  return { codecs, headerExtensions: [] };
}

function people(): number[] {
  return Array.from({ length: crowd.people }, (_, person) => person);
}

const idOf = (person: number) => `person-${person}`;
