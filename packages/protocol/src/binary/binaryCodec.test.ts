import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { avatarStates, facings } from '@atrium/world';
import {
  decodeMoveIntent,
  encodeMoveIntent,
  isLaterSequence,
  moveIntentBytes,
  nextSequence,
} from './moveIntent.ts';
import { MoveIntentReader } from './moveIntentReader.ts';
import { decodePresenceFrame, encodePresenceFrame } from './presenceFrame.ts';
import { PresenceFrameWriter } from './presenceFrameWriter.ts';

const u16 = fc.integer({ min: 0, max: 0xffff });
const coordinate = u16.map((units) => units / 64);
const ageMs = fc.integer({ min: 0, max: 255 });
const facing = fc.constantFrom(...facings);
const state = fc.constantFrom(...avatarStates);
const moveIntent = fc.record({
  moveEpoch: u16,
  sequence: u16,
  x: coordinate,
  y: coordinate,
  facing,
  state,
  ageMs,
});
const update = fc.record({
  networkId: u16,
  x: coordinate,
  y: coordinate,
  facing,
  state,
  discontinuity: fc.boolean(),
  ageMs,
});
const bytes = fc.uint8Array({ maxLength: 40 });
/** Bytes that begin as a frame does, so that most of them reach the inside of the decoder. */
const nearlyFrames = fc.oneof(
  bytes,
  fc
    .uint8Array({ minLength: moveIntentBytes - 1, maxLength: moveIntentBytes - 1 })
    .map((rest) => Uint8Array.of(1, ...rest)),
  fc.uint8Array({ minLength: 4, maxLength: 44 }).map((rest) => Uint8Array.of(2, ...rest)),
);

describe('a MoveIntent', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(moveIntent, (intent) => {
        expect(decodeMoveIntent(encodeMoveIntent(intent))).toEqual(intent);
      }),
    );
  });

  it('takes 11 bytes, laid out as signaling-protocol.md says', () => {
    const intent = {
      moveEpoch: 3,
      sequence: 513,
      x: 12.5,
      y: 7.25,
      facing: 'NE',
      state: 'walking',
      ageMs: 9,
    } as const;
    expect([...encodeMoveIntent(intent)]).toEqual([1, 3, 0, 1, 2, 32, 3, 208, 1, 13, 9]);
  });

  it('is read from the middle of a larger buffer', () => {
    const intent = { moveEpoch: 1, sequence: 2, x: 3, y: 4, facing: 'S', state: 'idle', ageMs: 0 } as const;
    const larger = Uint8Array.of(255, 255, ...encodeMoveIntent(intent), 255);
    expect(decodeMoveIntent(larger.subarray(2, 2 + moveIntentBytes))).toEqual(intent);
  });

  it('that says how old it is says 255 ms at most', () => {
    const intent = {
      moveEpoch: 0,
      sequence: 0,
      x: 0,
      y: 0,
      facing: 'S',
      state: 'idle',
      ageMs: 70_000,
    } as const;
    expect(decodeMoveIntent(encodeMoveIntent(intent))?.ageMs).toBe(255);
    expect(decodeMoveIntent(encodeMoveIntent({ ...intent, ageMs: -5 }))?.ageMs).toBe(0);
  });

  it('of another length, kind or posture is refused', () => {
    const good = encodeMoveIntent({
      moveEpoch: 0,
      sequence: 0,
      x: 1,
      y: 1,
      facing: 'S',
      state: 'idle',
      ageMs: 0,
    });
    const withByte = (at: number, value: number) => good.map((byte, index) => (index === at ? value : byte));
    const bad = [
      good.subarray(0, 10),
      Uint8Array.of(...good, 0),
      new Uint8Array(),
      withByte(0, 2),
      // A fourth state, a discontinuity, reserved bits.
      withByte(9, 0b01_1000),
      withByte(9, 0b10_0000),
      withByte(9, 0b0100_0000),
      withByte(9, 0b1000_0000),
    ];
    expect(bad.map(decodeMoveIntent)).toEqual(bad.map(() => undefined));
  });

  it('is read by the reader exactly as by the decoder, whatever the bytes', () => {
    const reader = new MoveIntentReader();
    fc.assert(
      fc.property(fc.oneof(nearlyFrames, moveIntent.map(encodeMoveIntent)), (input) => {
        const decoded = decodeMoveIntent(input);
        expect(reader.read(input)).toBe(decoded !== undefined);
        if (decoded !== undefined) expect({ ...reader }).toEqual(decoded);
      }),
    );
  });
});

describe('a presence frame', () => {
  it('is read as it was written', () => {
    const frame = fc.record({
      serverTimeMs: fc.integer({ min: 0, max: 0xffff_ffff }),
      updates: fc.array(update),
    });
    fc.assert(
      fc.property(frame, (written) => {
        expect(decodePresenceFrame(encodePresenceFrame(written))).toEqual(written);
      }),
    );
  });

  it('takes 5 bytes and 8 for each Avatar, laid out as signaling-protocol.md says', () => {
    const updates = [
      { networkId: 258, x: 12.5, y: 7.25, facing: 'NE', state: 'walking', discontinuity: true, ageMs: 9 },
    ] as const;
    expect([...encodePresenceFrame({ serverTimeMs: 66_051, updates })]).toEqual([
      2, 3, 2, 1, 0, 2, 1, 32, 3, 208, 1, 45, 9,
    ]);
  });

  it('counts the server’s time in 32 bits and over again', () => {
    const bytesOf = (serverTimeMs: number) => encodePresenceFrame({ serverTimeMs, updates: [] });
    expect(decodePresenceFrame(bytesOf(2 ** 32 + 1_500.7))?.serverTimeMs).toBe(1_500);
  });

  it('is written by the writer exactly as by the encoder, time after time', () => {
    const writer = new PresenceFrameWriter();
    const frame = fc.record({
      serverTimeMs: fc.double({ min: 0, max: 2 ** 40, noNaN: true }),
      updates: fc.array(update, { maxLength: 200 }),
    });
    fc.assert(
      fc.property(frame, (written) => {
        writer.begin(written.serverTimeMs);
        for (const one of written.updates) writer.add(one, one.ageMs);
        expect(writer.frame()).toEqual(encodePresenceFrame(written));
      }),
    );
  });

  it('with half an Avatar at its end is refused', () => {
    const whole = encodePresenceFrame({ serverTimeMs: 1, updates: [] });
    expect(decodePresenceFrame(Uint8Array.of(...whole, 1, 2, 3))).toBeUndefined();
  });
});

describe('the decoders', () => {
  it('never throw, and what they take they would write the same way', () => {
    fc.assert(
      fc.property(nearlyFrames, (input) => {
        const intent = decodeMoveIntent(input);
        if (intent !== undefined) expect(encodeMoveIntent(intent)).toEqual(Uint8Array.from(input));
        const frame = decodePresenceFrame(input);
        if (frame !== undefined) expect(encodePresenceFrame(frame)).toEqual(Uint8Array.from(input));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('sequence numbers', () => {
  it('a number is earlier than the 32,767 after it, past 65,535 as well', () => {
    fc.assert(
      fc.property(u16, fc.integer({ min: 1, max: 0x7fff }), (reference, ahead) => {
        expect(isLaterSequence((reference + ahead) % 0x1_0000, reference)).toBe(true);
        expect(isLaterSequence(reference, (reference + ahead) % 0x1_0000)).toBe(false);
      }),
    );
    expect([isLaterSequence(5, 5), isLaterSequence(0, 65_535), nextSequence(65_535)]).toEqual([
      false,
      true,
      0,
    ]);
  });
});
