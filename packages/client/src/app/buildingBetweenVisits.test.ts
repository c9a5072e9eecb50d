import { expect, it } from 'vitest';
import { BuildingBetweenVisits } from './buildingBetweenVisits.ts';

it('who is signed out while building is led away once they have seen what is not saved', async () => {
  const building = new BuildingBetweenVisits();
  const told: string[] = [];
  const done = building.opened(() => told.push('signed out') > 0);
  const ended = building.signedOut().then(() => told.push('led away'));
  await Promise.resolve();
  expect(told).toEqual(['signed out']);
  done();
  await ended;
  expect(told).toEqual(['signed out', 'led away']);
});

it('nobody waits where all is saved, or nothing is open any more', async () => {
  const building = new BuildingBetweenVisits();
  const done = building.opened(() => false);
  await building.signedOut();
  const next = building.opened(() => false);
  done();
  next();
  await building.signedOut();
});
