import type { World } from '../../src/format/world.ts';
import { OfficePlan, put } from './officePlan.ts';

/** Walls, windows and an entrance: all else is built. */
export function emptyFloor(): World {
  const plan = new OfficePlan({
    ...{ worldId: 'empty-floor', name: 'Empty floor', width: 40, height: 30, floor: 'oak' },
    groundZone: { id: 'open-floor', name: 'Open floor', overrides: { camera: true } },
  });
  plan.floor({ x: 16, y: 24, width: 8, height: 5 }, 'stone');
  plan.place(put('TallPlant', 15, 28), put('TallPlant', 24, 28), put('ReceptionDesk', 18, 24));
  plan.place(
    put('TallPlant', 1, 1),
    put('TallPlant', 38, 1),
    put('TallPlant', 1, 28),
    put('TallPlant', 38, 28),
  );
  plan.spawn('Entrance', 19, 27);
  return plan.done();
}
