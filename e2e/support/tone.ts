import { writeFile } from 'node:fs/promises';

const sampleRate = 48_000;

/**
 * Writes a WAV file (mono, 16 bit) with a tone that goes on without a seam when the file is played again and again:
 * what a fake microphone hears.
 *
 * @param frequencyHz a whole number, so that a second holds whole waves
 */
export async function writeTone(file: string, frequencyHz: number): Promise<void> {
  const samples = new Int16Array(sampleRate);
  for (let index = 0; index < samples.length; index++) {
    samples[index] = Math.round(10_000 * Math.sin((2 * Math.PI * frequencyHz * index) / sampleRate));
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.byteLength, 40);
  await writeFile(file, Buffer.concat([header, Buffer.from(samples.buffer)]));
}
