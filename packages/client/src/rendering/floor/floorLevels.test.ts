import type { Container as PixiContainer } from 'pixi.js';
import { expect, test, vi } from 'vitest';
import type { FloorChunks } from './floorChunks.ts';

// Pixi asks for the browser when it is loaded.
vi.stubGlobal('navigator', { userAgent: '' });
const { Container } = await import('pixi.js');
const { createFloorLevels } = await import('./floorLevels.ts');
vi.unstubAllGlobals();

/** Floors in the order in which they are made; each is complete when the test says so. */
function createFloors() {
  const floors: { scale: number; isComplete: boolean; isThere: boolean; container: PixiContainer }[] = [];
  const create = (_zoneId: string, scale: number) => {
    const floor = { scale, isComplete: false, isThere: true, container: new Container() };
    floors.push(floor);
    const chunks = {
      container: floor.container,
      show: () => ({ isComplete: floor.isComplete, hasChanged: true }),
      light: () => undefined,
      setLightShare: () => undefined,
      destroy: () => void (floor.isThere = false),
    };
    return chunks as unknown as FloorChunks;
  };
  return { floors, levels: createFloorLevels(create, 'lounge', 1) };
}
const nowhere = { minX: 0, minY: 0, maxX: 1, maxY: 1 };

test('the floor before stays, stretched, until the new one is all there', () => {
  const { floors, levels } = createFloors();
  levels.setScale(2);
  levels.show(nowhere, nowhere);
  expect(floors.map(({ isThere }) => isThere)).toEqual([true, true]);
  expect(floors[0]?.container.scale.x).toBe(2);
  for (const floor of floors) floor.isComplete = true;
  levels.show(nowhere, nowhere);
  expect(floors.map(({ isThere }) => isThere)).toEqual([false, true]);
});

test('a zoom or light that changes again before all is painted leaves no hole in the floor', () => {
  const { floors, levels } = createFloors();
  levels.setScale(2);
  levels.show(nowhere, nowhere);
  levels.setScale(4);
  levels.show(nowhere, nowhere);
  expect(floors.map(({ isThere }) => isThere)).toEqual([true, false, true]);
  expect(floors[0]?.container.scale.x).toBe(4);
});
