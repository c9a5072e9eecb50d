import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dotBox,
  layOutNames,
  nearestShown,
  orderNames,
  leaderBox,
  needsLeader,
  plateBox,
} from './nameLayout.ts';
import type { Box, NameCandidate, NamePlace, NameWish } from './nameLayout.ts';

const room = { gap: 2, highest: 60, highestAskedFor: 400, leaderWidth: 2, most: 100 };

/** Somebody with their feet at a place, as at zoom 1. */
function wishAt(x: number, feet: number, more: Partial<NameWish> = {}): NameWish {
  const face = { left: x - 10, top: feet - 52, right: x + 10, bottom: feet - 31 };
  const size = { width: 80, height: 18, dotSize: 10 };
  return { x, y: feet - 62, face, ...size, isFull: true, isAskedFor: false, shiftBefore: 0, ...more };
}

const person = fc.record({
  x: fc.integer({ min: 0, max: 500 }),
  feet: fc.integer({ min: 0, max: 400 }),
  width: fc.integer({ min: 40, max: 190 }),
  isFull: fc.boolean(),
  isAskedFor: fc.boolean(),
});
const crowd = fc.array(person, { maxLength: 60 });
const signs = fc.array(
  fc
    .record({ left: fc.integer({ min: 0, max: 450 }), top: fc.integer({ min: -80, max: 350 }) })
    .map(({ left, top }): Box => ({ left, top, right: left + 90, bottom: top + 22 })),
  { maxLength: 8 },
);

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** What the names cover, the dots too. */
function coveredBy(wishes: readonly NameWish[], places: readonly NamePlace[]): Box[] {
  return wishes.flatMap((wish, index) => {
    const place = places[index];
    if (place === undefined || place.form === 'none') return [];
    return [place.form === 'full' ? plateBox(wish, place) : dotBox(wish, place)];
  });
}

const wishesOf = (people: readonly (typeof person extends fc.Arbitrary<infer P> ? P : never)[]) =>
  people.map(({ x, feet, ...more }) => wishAt(x, feet, more));

describe('names in a crowd', () => {
  test('cover neither faces nor signs nor each other', () => {
    fc.assert(
      fc.property(crowd, signs, (people, hung) => {
        const wishes = wishesOf(people);
        const boxes = coveredBy(wishes, layOutNames(wishes, hung, room));
        boxes.forEach((box, index) => {
          expect(wishes.some(({ face }) => overlap(box, face))).toBe(false);
          expect(hung.some((sign) => overlap(box, sign))).toBe(false);
          expect(boxes.slice(index + 1).some((other) => overlap(box, other))).toBe(false);
        });
      }),
    );
  });

  test('stay above their head, not far from it, with a line that crosses no face', () => {
    fc.assert(
      fc.property(crowd, signs, (people, hung) => {
        const wishes = wishesOf(people.map((one) => ({ ...one, isAskedFor: false })));
        layOutNames(wishes, hung, room).forEach((place, index) => {
          const wish = wishes[index];
          if (wish === undefined || place.form !== 'full') return;
          expect(place.lift).toBeGreaterThanOrEqual(0);
          expect(place.lift).toBeLessThanOrEqual(room.highest);
          expect(Math.abs(place.shift)).toBeLessThan(wish.width / 2);
          if (!needsLeader(place, wish.height)) return;
          const line = leaderBox(wish, place, room.leaderWidth);
          expect(wishes.some((other) => other !== wish && overlap(line, other.face))).toBe(false);
          expect(line.left).toBeGreaterThan(plateBox(wish, place).left);
          expect(line.right).toBeLessThan(plateBox(wish, place).right);
        });
      }),
    );
  });

  test('that are asked for are shown, however many people stand around', () => {
    fc.assert(
      fc.property(crowd, fc.nat({ max: 500 }), fc.nat({ max: 400 }), (people, x, feet) => {
        const others = wishesOf(people.map((one) => ({ ...one, isAskedFor: false })));
        const wishes = [...others, wishAt(x, feet, { isAskedFor: true })];
        const high = { ...room, highestAskedFor: 2_000 };
        expect(layOutNames(wishes, [], high).at(-1)?.form).toBe('full');
      }),
    );
  });

  test('of people who stand apart hang right above their heads', () => {
    const wishes = [wishAt(0, 100), wishAt(100, 100), wishAt(200, 160)];
    const above = { form: 'full', shift: 0, lift: 0, leader: 0 };
    expect(layOutNames(wishes, [], room)).toEqual([above, above, above]);
  });

  test('that are not to be read are a dot above the head, or beside it where another face is', () => {
    const behind = wishAt(2, 90);
    const inFront = wishAt(0, 105, { isFull: false });
    const [, dot] = layOutNames([behind, inFront], [], room);
    expect(dot?.form).toBe('dot');
    expect(dot?.shift).not.toBe(0);
    expect(layOutNames([inFront], [], room)).toEqual([{ form: 'dot', shift: 0, lift: 0, leader: 0 }]);
  });

  test('find places above a hall of people who stand side by side; everybody else has a dot', () => {
    const rows = Array.from({ length: 36 }, (_, index) => {
      const [across, down] = [index % 6, Math.floor(index / 6)];
      return wishAt((across - down) * 32, (across + down) * 16, { isFull: index % 4 === 0 });
    });
    const places = layOutNames(rows, [], { ...room, highest: 130 });
    const isRead = (place: NamePlace, index: number) => rows[index]?.isFull === true && place.form === 'full';
    expect(places.filter(isRead).length).toBeGreaterThanOrEqual(5);
    expect(places.every(({ form }) => form !== 'none')).toBe(true);
  });

  test.each([
    [32, 16],
    [-32, 16],
    [32, -16],
    [-32, -16],
  ])('of two people side by side are both read: the own name makes way (%i, %i)', (x, y) => {
    const self = wishAt(0, 100, { width: 116, isAskedFor: true, isSelf: true });
    const neighbour = wishAt(x, 100 + y, { width: 60 });
    const places = layOutNames([self, neighbour], [], room);
    expect(places.map(({ form }) => form)).toEqual(['full', 'full']);
  });

  const neighbours = [
    [32, 16],
    [-32, 16],
    [32, -16],
    [-32, -16],
    [64, 0],
  ] as const;
  test.each(neighbours.flatMap((first) => neighbours.map((second) => [first, second] as const)))(
    'of three people on tiles beside each other are all read, and no line crosses a name (%o, %o)',
    (first, second) => {
      const feet = [
        { x: 0, y: 300 },
        { x: first[0], y: 300 + first[1] },
        { x: first[0] + second[0], y: 300 + first[1] + second[1] },
      ];
      // Who is back on the tile of the first one stands beside it.
      if (feet[2]?.x === 0 && feet[2].y === 300) feet[2] = { x: 0, y: 332 };
      for (const self of [undefined, 0, 1, 2]) {
        const wishes = feet.map(({ x, y }, index) =>
          wishAt(x, y, {
            width: [70, 90, 60][index] ?? 0,
            isAskedFor: index === self,
            isSelf: index === self,
          }),
        );
        const places = layOutNames(wishes, [], { ...room, highest: 120 });
        expect(places.map(({ form }) => form)).toEqual(['full', 'full', 'full']);
        const plates = coveredBy(wishes, places);
        wishes.forEach((wish, index) => {
          const place = places[index];
          if (place === undefined || !needsLeader(place, wish.height)) return;
          const line = leaderBox(wish, place, room.leaderWidth);
          expect(plates.some((plate, other) => other !== index && overlap(line, plate))).toBe(false);
        });
      }
    },
  );

  test('make way to the side before they climb', () => {
    const [first, second] = layOutNames([wishAt(0, 100), wishAt(50, 100)], [], room);
    expect(first).toEqual({ form: 'full', shift: 0, lift: 0, leader: 0 });
    expect(second).toMatchObject({ form: 'full', lift: 0 });
    expect(second?.shift).toBeGreaterThan(0);
  });
});

describe('the names that are shown', () => {
  const other = (distance: number, more: Partial<NameCandidate> = {}): NameCandidate => ({
    isSelf: false,
    distance,
    isAskedFor: false,
    wasFull: false,
    ...more,
  });

  test('are those of oneself and of those asked for, then of the nearest', () => {
    const people = [other(3), other(1), other(9, { isAskedFor: true }), other(0, { isSelf: true }), other(2)];
    expect(orderNames(people).map(({ distance }) => distance)).toEqual([0, 9, 1, 2, 3]);
  });

  test('in a crowd are eight beside those asked for', () => {
    const crowd = Array.from({ length: 30 }, (_, index) =>
      wishAt(index * 100, 100, { isAskedFor: index === 20 || index === 25 }),
    );
    const shown = layOutNames(crowd, [], { ...room, most: nearestShown });
    const read = shown.flatMap(({ form }, index) => (form === 'full' ? [index] : []));
    expect(read).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 20, 25]);
    expect(shown.every(({ form }) => form !== 'none')).toBe(true);
  });

  test('are of those farther away where a nearer name finds no place', () => {
    const wall = { left: -200, right: 200, top: -200, bottom: 39 };
    const shown = layOutNames([wishAt(0, 100), wishAt(500, 100)], [wall], { ...room, most: 1 });
    expect(shown.map(({ form }) => form)).toEqual(['dot', 'full']);
  });

  test('do not change when somebody comes a little nearer than one of them', () => {
    const known = other(4, { wasFull: true });
    expect(orderNames([other(3.5), known])[0]).toBe(known);
    expect(orderNames([other(3), known])[0]).not.toBe(known);
  });
});
