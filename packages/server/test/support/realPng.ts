import { crc32, deflateSync } from 'node:zlib';

/** A PNG of one colour that any program opens. @param colour 24 bits: two colours make two files */
export function realPng(colour: number, side = 32): Uint8Array {
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    checksum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, checksum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const pixel = [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255];
  const row = [0, ...Array.from({ length: side }, () => pixel).flat()];
  const rows = Buffer.from(Array.from({ length: side }, () => row).flat());
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const chunks = [chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', new Uint8Array())];
  return Buffer.concat([signature, ...chunks]);
}
