import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import type { RtpCapabilities, RtpParameters } from '@atrium/protocol';

const host = '127.0.0.1';
const payloadType = 100;
/** Of the header extension that says how loud a packet is (RFC 6464). */
const audioLevelId = 1;

/** Somebody whose packets are written and read here, for the plain transports of `joinPlainly`. */
export class PlainTalker {
  /** UDP port of this machine at which they receive. */
  readonly receivePort: number;
  /** UDP port of the SFU at which it takes what they send. */
  sendPort = 0;
  /** Packets that were forwarded to them. */
  received = 0;
  /** The same by the SSRC of the consumer. */
  readonly receivedOf = new Map<number, number>();
  readonly #socket: Socket;
  readonly #ssrc: number;
  #sequence = 0;

  private constructor(socket: Socket, ssrc: number) {
    this.#socket = socket;
    this.#ssrc = ssrc;
    this.receivePort = socket.address().port;
    // RTCP (RFC 5761: packet types 200 to 223) is not counted.
    socket.on('message', (packet) => {
      if ((packet[1] ?? 0) >= 200) return;
      this.received++;
      const from = packet.readUInt32BE(8);
      this.receivedOf.set(from, (this.receivedOf.get(from) ?? 0) + 1);
    });
  }

  static async create(ssrc: number): Promise<PlainTalker> {
    const socket = createSocket('udp4').bind(0, host);
    await once(socket, 'listening');
    return new PlainTalker(socket, ssrc);
  }

  /** What they send, as a room of these capabilities takes it. */
  sound({ codecs }: RtpCapabilities): RtpParameters {
    const codec = codecs.find(({ mimeType }) => mimeType === 'audio/opus');
    if (codec === undefined) throw new Error('The room has no Opus.');
    const { mimeType, clockRate, channels } = codec;
    return {
      codecs: [{ mimeType, clockRate, channels, payloadType }],
      headerExtensions: [{ uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level', id: audioLevelId }],
      encodings: [{ ssrc: this.#ssrc }],
      rtcp: { cname: 'somebody' },
    };
  }

  /**
   * Says something for a moment: RTP (RFC 3550, 5.1) with nothing in it that anybody decodes.
   *
   * @param level how loud, -127 (silence) to 0, in dBov
   */
  speak(packets = 5, level = -30): void {
    for (let index = 0; index < packets; index++) {
      // The header, one extension in the short form (RFC 8285, 4.2), and the sound.
      const packet = Buffer.alloc(12 + 8 + 20);
      packet[0] = 0x90;
      packet[1] = payloadType;
      packet.writeUInt16BE(++this.#sequence, 2);
      packet.writeUInt32BE(this.#sequence * 960, 4);
      packet.writeUInt32BE(this.#ssrc, 8);
      packet.writeUInt32BE(0xbede_0001, 12);
      packet[16] = audioLevelId << 4;
      packet[17] = -level;
      this.#socket.send(packet, this.sendPort, host);
    }
  }

  close(): void {
    this.#socket.close();
  }
}
