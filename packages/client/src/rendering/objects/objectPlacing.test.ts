import { describe, expect, it } from 'vitest';
import { worldOfRows } from '../testing/worldOfRows.ts';
import { surfacesOf } from './objectPlacing.ts';

const { objects } = worldOfRows(['......', '......'], {
  objects: [
    { id: 'rug', type: 'Rug', position: { x: 0, y: 0 }, rotation: 0 },
    { id: 'desk', type: 'Desk', position: { x: 0, y: 0 }, rotation: 0 },
    { id: 'on-desk', type: 'Computer', position: { x: 1, y: 0 }, rotation: 0 },
    { id: 'on-floor', type: 'Computer', position: { x: 4, y: 1 }, rotation: 0 },
  ],
});
const named = (id: string) => {
  const object = objects.find((candidate) => candidate.id === id);
  if (object === undefined) throw new Error(`There is no ${id}.`);
  return object;
};

describe('what stands on another Object', () => {
  it('is as high as the top of the Object below any of its tiles', () => {
    expect(surfacesOf(objects)(named('on-desk').position)).toBe(22);
  });

  it('is on the floor where there is nothing below', () => {
    expect(surfacesOf(objects)(named('on-floor').position)).toBe(0);
  });
});
