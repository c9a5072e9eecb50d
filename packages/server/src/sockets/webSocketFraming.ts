import type { Framing, SharedFrame } from '@atrium/signaling';

const finText = 0x81;
const finBinary = 0x82;
const shortLength = 125;
const mediumLength = 0xffff;

/**
 * Complete, unmasked server frames (RFC 6455, section 5.2), header and payload in one buffer. Compression is off for
 * every connection, so the same bytes are right for all.
 */
export const webSocketFraming: Framing = {
  text(text) {
    const length = Buffer.byteLength(text);
    const { bytes, payloadAt } = allocateFrame(finText, length);
    bytes.write(text, payloadAt);
    return { bytes };
  },
  binary(payload) {
    const { bytes, payloadAt } = allocateFrame(finBinary, payload.length);
    bytes.set(payload, payloadAt);
    return { bytes };
  },
};

function allocateFrame(
  firstByte: number,
  length: number,
): { bytes: Buffer & SharedFrame['bytes']; payloadAt: number } {
  const payloadAt = length <= shortLength ? 2 : length <= mediumLength ? 4 : 10;
  const bytes = Buffer.allocUnsafe(payloadAt + length);
  bytes[0] = firstByte;
  if (payloadAt === 2) bytes[1] = length;
  else if (payloadAt === 4) {
    bytes[1] = 126;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = 127;
    bytes.writeBigUInt64BE(BigInt(length), 2);
  }
  return { bytes, payloadAt };
}
