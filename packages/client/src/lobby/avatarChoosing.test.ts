import { describe, expect, test } from 'vitest';
import { avatarLookSchema } from '@atrium/protocol';
import { facings } from '@atrium/world';
import { avatarPresets } from '../rendering/art/avatarPresets.ts';
import { isSameLook, randomLook, turned } from './avatarChoosing.ts';

describe('choosing an Avatar', () => {
  test.each([0, 0.5, 0.999])('chance gives a look that the server takes (%d)', (value) => {
    expect(avatarLookSchema.safeParse(randomLook(() => value)).success).toBe(true);
  });

  test('forty newcomers who change nothing can be told apart', () => {
    let seed = 7;
    // Park and Miller's generator: the same looks in every run.
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const looks = Array.from({ length: 40 }, () => randomLook(random));
    for (const [index, look] of looks.entries())
      expect(looks.findIndex((other) => isSameLook(other, look))).toBe(index);
  });

  test('chance gives no beard below a hijab or a bun', () => {
    let seed = 7;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const looks = Array.from({ length: 400 }, () => randomLook(random));
    const beards = looks.filter(({ accessory }) => accessory === 'beard').map(({ hairStyle }) => hairStyle);
    expect(beards).toContain('short');
    expect(beards).not.toContain('hijab');
    expect(beards).not.toContain('bun');
  });

  test('no two presets are the same', () => {
    for (const [index, preset] of avatarPresets.entries()) {
      expect(avatarPresets.findIndex((other) => isSameLook(other, preset))).toBe(index);
    }
  });

  test('eight turns lead all the way round, in both directions', () => {
    for (const step of [1, -1]) {
      const seen = facings.map((_, times) => turned('S', times * step));
      expect(new Set(seen).size).toBe(8);
      expect(turned('S', 8 * step)).toBe('S');
    }
  });
});
