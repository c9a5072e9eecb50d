import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';

/** One stream of RTP packets (RFC 3550): how many, how large, and what is in them. */
export interface StreamPlan {
  readonly ssrc: number;
  readonly payloadType: number;
  readonly clockRate: number;
  readonly packetsPerSecond: number;
  readonly payloadBytes: number;
  /** VP8 (RFC 7741): the first packet of each second begins a keyframe, the others go on with it or with the next frame. */
  readonly isVideo: boolean;
  readonly port: number;
  /** How loud it is, from -127 to 0 dBov, in the header extension of this number (RFC 6464). */
  readonly audioLevel?: { readonly extensionId: number; readonly at: (nowMs: number) => number };
}

const paceMs = 10;
const reportMs = 500;
/** Packet type of an RTCP sender report (RFC 3550, 6.4.1). */
const senderReport = 200;
const headerBytes = 12;
/** One header extension in the short form (RFC 8285, 4.2): what it is, how long, and four bytes with padding. */
const extensionBytes = 8;
/** Counting from 0, the packet before the first would be 65,535, and a whole cycle would seem to be lost. */
const firstSequence = 1_000;
const host = '127.0.0.1';

interface Stream {
  readonly plan: StreamPlan;
  readonly packet: Buffer;
  sent: number;
  /** Packets that are due, and parts of one. */
  owed: number;
  keyframeSecond: number;
}

/** Sends streams evenly paced over UDP until it is stopped. */
export class RtpStreams {
  readonly #socket: Socket = createSocket('udp4');
  readonly #streams: readonly Stream[];
  readonly #timer: NodeJS.Timeout;
  #lastMs = performance.now();
  #reportedAtMs = Number.NEGATIVE_INFINITY;

  constructor(plans: readonly StreamPlan[]) {
    this.#streams = plans.map((plan) => ({
      plan,
      packet: firstPacket(plan),
      sent: 0,
      owed: 0,
      keyframeSecond: -1,
    }));
    this.#timer = setInterval(() => this.#send(), paceMs);
  }

  /** Packets so far. */
  get sent(): number {
    return this.#streams.reduce((sum, { sent }) => sum + sent, 0);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#socket.close();
  }

  #send(): void {
    const nowMs = performance.now();
    const seconds = (nowMs - this.#lastMs) / 1000;
    this.#lastMs = nowMs;
    if (nowMs - this.#reportedAtMs >= reportMs) this.#report(nowMs);
    for (const stream of this.#streams) {
      stream.owed += stream.plan.packetsPerSecond * seconds;
      for (; stream.owed >= 1; stream.owed--) this.#sendOne(stream, nowMs);
    }
  }

  /** Sender reports: without them an SFU cannot tell which moments of two layers are the same, and switches none. */
  #report(nowMs: number): void {
    this.#reportedAtMs = nowMs;
    for (const { plan, sent } of this.#streams) {
      const report = Buffer.alloc(28);
      report[0] = 0x80;
      report[1] = senderReport;
      report.writeUInt16BE(6, 2);
      report.writeUInt32BE(plan.ssrc, 4);
      report.writeUInt32BE(Math.floor(nowMs / 1000) + 1, 8);
      report.writeUInt32BE(Math.floor(((nowMs % 1000) / 1000) * 2 ** 32), 12);
      report.writeUInt32BE(timestampAt(plan, nowMs), 16);
      report.writeUInt32BE(sent, 20);
      report.writeUInt32BE((sent * plan.payloadBytes) >>> 0, 24);
      this.#socket.send(report, plan.port, host);
    }
  }

  #sendOne(stream: Stream, nowMs: number): void {
    const { plan, packet } = stream;
    packet.writeUInt16BE((firstSequence + stream.sent++) & 0xffff, 2);
    packet.writeUInt32BE(timestampAt(plan, nowMs), 4);
    if (plan.isVideo) {
      const second = Math.floor(nowMs / 1000);
      packet[headerBytes + 1] = second === stream.keyframeSecond ? 0x01 : 0x00;
      stream.keyframeSecond = second;
    }
    if (plan.audioLevel !== undefined) packet[headerBytes + 5] = -plan.audioLevel.at(nowMs);
    this.#socket.send(Buffer.from(packet), plan.port, host);
  }
}

/** All streams count from the same moment, so that the layers of a camera fit together. */
function timestampAt({ clockRate }: StreamPlan, nowMs: number): number {
  return Math.floor((nowMs / 1000) * clockRate) >>> 0;
}

function firstPacket({ ssrc, payloadType, payloadBytes, isVideo, audioLevel }: StreamPlan): Buffer {
  const hasLevel = audioLevel !== undefined;
  const packet = Buffer.alloc(headerBytes + (hasLevel ? extensionBytes : 0) + payloadBytes, 0x55);
  packet[0] = hasLevel ? 0x90 : 0x80;
  if (hasLevel) packet.set([0xbe, 0xde, 0, 1, audioLevel.extensionId << 4, 0, 0, 0], headerBytes);
  packet[1] = payloadType;
  packet.writeUInt32BE(ssrc, 8);
  // VP8 payload descriptor: start of partition 0, nothing optional. What follows is the VP8 header; an even first byte
  // is a keyframe.
  if (isVideo) packet[headerBytes] = 0x10;
  return packet;
}
