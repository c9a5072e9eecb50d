import { describe, expect, test } from 'vitest';
import { hintFor, hintsDone } from './firstHints.ts';

const arrived = {
  walkedTiles: 0,
  isAtDoor: false,
  isKnocking: false,
  canTalk: true,
  isMicrophoneOn: false,
  isSending: false,
  isHeard: false,
  isFarFromAll: false,
  peopleHere: 0,
  peopleElsewhere: 0,
  isPeopleListOpen: false,
};

describe('the hint of the moment', () => {
  test('is how to walk, until one has walked', () => {
    expect(hintFor([], arrived)).toBe('walk');
    expect(hintsDone([], { ...arrived, walkedTiles: 1 }, 'walk')).toEqual([]);
    const done = hintsDone([], { ...arrived, walkedTiles: 3 }, 'walk');
    expect(done).toEqual(['walk']);
    expect(hintFor(done, arrived)).toBeUndefined();
  });

  test('is how to talk where others are, then who hears one', () => {
    const met = { ...arrived, peopleHere: 1 };
    expect(hintFor(['walk'], met)).toBe('talk');
    expect(hintFor(['walk'], { ...met, canTalk: false })).toBeUndefined();
    const talking = { ...met, isMicrophoneOn: true, isSending: true, isHeard: true };
    const done = hintsDone(['walk'], talking, 'talk');
    expect(done).toEqual(['walk', 'talk']);
    expect(hintFor(done, talking)).toBe('heard');
    expect(hintsDone(done, talking, 'heard')).toEqual(done);
    expect(hintsDone(done, { ...talking, isSending: false }, 'heard')).toContain('heard');
  });

  test('is to walk up to someone where all are too far away to hear one', () => {
    const done = ['walk', 'talk'] as const;
    const far = { ...arrived, peopleHere: 2, isMicrophoneOn: true, isSending: true, isFarFromAll: true };
    expect(hintFor(done, far)).toBe('approach');
    expect(hintsDone(done, far, 'approach')).toEqual(done);
    const heard = { ...far, isFarFromAll: false, isHeard: true };
    expect(hintsDone(done, heard, 'approach')).toContain('approach');
    // A link that is still being made is no reason to walk on.
    expect(hintFor(done, { ...far, isFarFromAll: false })).toBeUndefined();
  });

  test('is how to knock at a closed Door, before anything else', () => {
    const atDoor = { ...arrived, isAtDoor: true, peopleHere: 2 };
    expect(hintFor([], atDoor)).toBe('knock');
    expect(hintsDone([], { ...atDoor, isKnocking: true }, 'knock')).toEqual(['knock']);
  });

  test('is where the others are, where one sees nobody', () => {
    const alone = { ...arrived, peopleElsewhere: 3 };
    expect(hintFor(['walk'], alone)).toBe('others');
    expect(hintFor(['walk'], { ...alone, peopleHere: 1, isMicrophoneOn: true })).toBeUndefined();
    expect(hintsDone(['walk'], { ...alone, isPeopleListOpen: true }, 'others')).toContain('others');
  });

  test('does not come again once it has helped', () => {
    const all = ['walk', 'talk', 'heard', 'approach', 'knock', 'others'] as const;
    expect(
      hintFor(all, { ...arrived, isAtDoor: true, isSending: true, isHeard: true, peopleElsewhere: 1 }),
    ).toBeUndefined();
    expect(hintsDone(all, { ...arrived, walkedTiles: 9 }, undefined)).toBe(all);
  });
});
