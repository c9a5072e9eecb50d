import { describe, expect, it } from 'vitest';
import { officeWorld } from '../testing/index.ts';
import { parseWorld } from '../validate/parseWorld.ts';
import { readPublishedWorld } from './readPublishedWorld.ts';

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe('a published World file', () => {
  it('is read as the validating parser reads it', () => {
    const bytes = bytesOf(officeWorld());
    const parsed = parseWorld(bytes);
    expect(parsed.ok && parsed.world).toEqual(readPublishedWorld(bytes));
  });

  it.each([
    ['no JSON', new TextEncoder().encode('{')],
    ['no UTF-8', new Uint8Array([0xff])],
    ['no object', bytesOf([])],
    ['without a Map', bytesOf({ ...officeWorld(), map: undefined })],
    ['of a newer format', bytesOf({ ...officeWorld(), formatVersion: 99 })],
  ])('that is none is told apart: %s', (_, bytes) => {
    expect(readPublishedWorld(bytes)).toBeUndefined();
  });
});
