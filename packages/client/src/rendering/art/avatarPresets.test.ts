import { avatarLookSchema } from '@atrium/protocol';
import { expect, it } from 'vitest';
import { avatarPresets } from './avatarPresets.ts';

it('offers eight different looks that the wire accepts', () => {
  expect(avatarPresets).toHaveLength(8);
  for (const preset of avatarPresets) expect(avatarLookSchema.parse(preset)).toEqual(preset);
  expect(new Set(avatarPresets.map((preset) => JSON.stringify(preset))).size).toBe(8);
  expect(new Set(avatarPresets.map((preset) => preset.skin)).size).toBeGreaterThanOrEqual(5);
});
