interface Move {
  readonly x: number;
  readonly y: number;
  readonly posture: number;
  readonly age: number;
}

const fixedMap = 0x80;
const fixedString = 0xa0;
const uint8 = 0xcc;
const uint16 = 0xcd;
const largestFixedNumber = 0x7f;
const largestUint8 = 0xff;

/** What `room.send('move', move)` of Colyseus's SDK puts on the wire: kind, type as a string, the move in MessagePack. */
export function packMove(kind: number, move: Move): Uint8Array {
  const bytes: number[] = [kind];
  packString('move', bytes);
  const entries = Object.entries(move);
  bytes.push(fixedMap | entries.length);
  for (const [name, value] of entries) {
    packString(name, bytes);
    packNumber(Number(value), bytes);
  }
  return Uint8Array.from(bytes);
}

function packString(text: string, to: number[]): void {
  to.push(fixedString | text.length, ...Buffer.from(text));
}

function packNumber(value: number, to: number[]): void {
  if (value <= largestFixedNumber) to.push(value);
  else if (value <= largestUint8) to.push(uint8, value);
  else to.push(uint16, value >> 8, value & 0xff);
}
