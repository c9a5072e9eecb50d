import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RtpParameters } from '@atrium/protocol';
import { SfuRefusal } from '@atrium/signaling';
import type { SfuMember, SfuRoom } from '@atrium/signaling';
import { createSfu } from './mediasoupSfu.ts';
import type { MediasoupSfu } from './mediasoupSfu.ts';
import { joinPlainly } from './testing/joinPlainly.ts';

const host = '127.0.0.1';
const payloadType = 100;
let sfu: MediasoupSfu;
let room: SfuRoom;
const sockets: Socket[] = [];
beforeAll(async () => {
  const options = { workers: 1, addresses: [{ listen: host, announced: undefined }], firstPort: 0 };
  sfu = await createSfu(options, () => undefined);
});
afterAll(() => sfu.close());
afterEach(() => {
  room.close();
  for (const socket of sockets.splice(0)) socket.close();
});

/** Somebody in the room of a real worker, whose packets are written and read here. */
class PlainTalker {
  readonly member: SfuMember;
  /** Packets that were forwarded to them. */
  received = 0;
  readonly #sendPort: number;
  readonly #socket: Socket;
  readonly #ssrc: number;
  #sequence = 0;

  private constructor(member: SfuMember, sendPort: number, socket: Socket, ssrc: number) {
    this.member = member;
    this.#sendPort = sendPort;
    this.#socket = socket;
    this.#ssrc = ssrc;
    // RTCP (RFC 5761: packet types 200 to 223) is not counted.
    socket.on('message', (packet) => {
      if ((packet[1] ?? 0) < 200) this.received++;
    });
  }

  static async enter(name: string, ssrc: number): Promise<PlainTalker> {
    const socket = createSocket('udp4').bind(0, host);
    sockets.push(socket);
    await once(socket, 'listening');
    const { member, sendPort } = await joinPlainly(room, name, socket.address().port);
    member.setRtpCapabilities(room.rtpCapabilities);
    return new PlainTalker(member, sendPort, socket, ssrc);
  }

  get sound(): RtpParameters {
    const codec = room.rtpCapabilities.codecs.find(({ mimeType }) => mimeType === 'audio/opus');
    if (codec === undefined) throw new Error('The room has no Opus.');
    const { mimeType, clockRate, channels } = codec;
    return {
      codecs: [{ mimeType, clockRate, channels, payloadType }],
      encodings: [{ ssrc: this.#ssrc }],
      rtcp: { cname: 'somebody' },
    };
  }

  /** Says something for a moment: RTP (RFC 3550, 5.1) with nothing in it that anybody decodes. */
  speak(packets = 5): void {
    for (let index = 0; index < packets; index++) {
      const packet = Buffer.alloc(12 + 20);
      packet[0] = 0x80;
      packet[1] = payloadType;
      packet.writeUInt16BE(++this.#sequence, 2);
      packet.writeUInt32BE(this.#sequence * 960, 4);
      packet.writeUInt32BE(this.#ssrc, 8);
      this.#socket.send(packet, this.#sendPort, host);
    }
  }
}

/** Ana speaks; Ben and a witness receive. */
async function conversation() {
  room = await sfu.openRoom({ lost: () => undefined, speakersChanged: () => undefined });
  const [ana, ben, witness] = [
    await PlainTalker.enter('ana', 1_001),
    await PlainTalker.enter('ben', 1_002),
    await PlainTalker.enter('witness', 1_003),
  ];
  await ana.member.produce('microphone', ana.sound, false);
  const { consumerId } = await ben.member.consume('ana', 'microphone');
  const watched = await witness.member.consume('ana', 'microphone');
  witness.member.setConsumer(watched.consumerId, false);
  ben.member.setConsumer(consumerId, false);
  const isHeardBy = (listener: PlainTalker) => {
    const before = listener.received;
    return expect
      .poll(() => {
        ana.speak();
        return listener.received;
      })
      .toBeGreaterThan(before);
  };
  /** What the witness gets arrives, and of the same packets nothing at the listener. */
  const isNotHeardBy = async (listener: PlainTalker) => {
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
    const cleo = await PlainTalker.enter('cleo', 1_004);
    await cleo.member.produce('microphone', cleo.sound, false);
    const fromCleo = await witness.member.consume('cleo', 'microphone');
    witness.member.setConsumer(fromCleo.consumerId, false);
    ana.member.setProducerPaused('microphone', true);
    ana.member.setProducerPaused('microphone', false);
    ana.member.setProducerPaused('microphone', true);
    const cleoIsHeard = async () => {
      const before = witness.received;
      await expect
        .poll(() => {
          ana.speak();
          cleo.speak();
          return witness.received;
        })
        .toBeGreaterThan(before);
    };
    await cleoIsHeard();
    await cleoIsHeard();
    const before = ben.received;
    await cleoIsHeard();
    await cleoIsHeard();
    expect(ben.received).toBe(before);
  });
});

describe('what is asked twice, since the reply was lost,', () => {
  test('leaves one producer, and the later one is what is named', async () => {
    const { ana, ben, isHeardBy } = await conversation();
    const asked = [1, 2].map(() => ana.member.produce('microphone', ana.sound, false));
    const [first, second] = await Promise.allSettled(asked);
    expect(second?.status).toBe('fulfilled');
    expect(first).not.toEqual(second);
    const { consumerId, producerId } = await ben.member.consume('ana', 'microphone');
    expect(ana.member.published).toEqual([{ source: 'microphone', producerId }]);
    ben.member.setConsumer(consumerId, false);
    await isHeardBy(ben);
  });

  test('never revives what was taken back meanwhile', async () => {
    const { ana, ben } = await conversation();
    const asked = ana.member.produce('microphone', ana.sound, false);
    ana.member.unproduce('microphone');
    await expect(asked).rejects.toThrow(SfuRefusal);
    expect(ana.member.published).toEqual([]);
    await expect(ben.member.consume('ana', 'microphone')).rejects.toThrow(SfuRefusal);
  });
});
