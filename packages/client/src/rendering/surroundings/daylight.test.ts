import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daylightAt, daylightChangesInMs } from './daylight.ts';

const at = (hour: number, minute = 0) => new Date(2026, 5, 3, hour, minute);

test.each([
  [0, 'night'],
  [5, 'night'],
  [6, 'morning'],
  [9, 'day'],
  [17, 'day'],
  [18, 'evening'],
  [21, 'night'],
  [23, 'night'],
])('at %i o’clock it is %s outside', (hour, light) => {
  expect(daylightAt(at(hour))).toBe(light);
  expect(daylightAt(at(hour, 59))).toBe(light);
});

test('the light stays until the moment that is said, and is another one then', () => {
  const moments = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minutes) => at(0, minutes));
  fc.assert(
    fc.property(moments, (time) => {
      const inMs = daylightChangesInMs(time);
      expect(inMs).toBeGreaterThan(0);
      expect(daylightAt(new Date(time.getTime() + inMs - 1))).toBe(daylightAt(time));
      expect(daylightAt(new Date(time.getTime() + inMs))).not.toBe(daylightAt(time));
    }),
  );
});
