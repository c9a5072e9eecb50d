import { describe, expect, test } from 'vitest';
import { distance } from '@atrium/world';
import { besidePerson } from './besidePerson.ts';

const person = { x: 10, y: 10 };
const anywhere = () => true;

describe('walking to somebody', () => {
  test('ends beside them on the screen, on the side one comes from', () => {
    const place = besidePerson({ x: 20, y: 8 }, person, anywhere);
    // The same height on the screen: x + y decides it.
    expect(place.x + place.y).toBeCloseTo(20);
    expect(place.x).toBeGreaterThan(person.x);
    expect(distance(place, person)).toBeCloseTo(1.25);
  });

  test('takes the other side where something stands on the nearer one', () => {
    const place = besidePerson({ x: 20, y: 8 }, person, ({ x }) => x < person.x);
    expect(place.x).toBeLessThan(person.x);
  });

  test('goes straight to them where both sides are taken', () => {
    expect(besidePerson({ x: 20, y: 8 }, person, () => false)).toEqual(person);
  });

  test('does not move whoever is there already', () => {
    const self = { x: 10.5, y: 10.5 };
    expect(besidePerson(self, person, anywhere)).toEqual(self);
  });
});
