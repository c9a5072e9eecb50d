import { expect, test } from 'vitest';
import { worldFromPlan } from '../testing/index.ts';
import type { PlanOptions } from '../testing/index.ts';
import { checkBorders } from './checkBorders.ts';
import { createWorldSpace } from '../space/worldSpace.ts';

const team: PlanOptions = { zones: { t: { type: 'TeamArea' } }, objects: { B: { type: 'Bookshelf' } } };
const bordersOf = (rows: readonly string[], options = team) =>
  [...checkBorders(createWorldSpace(worldFromPlan(rows, options)))].length;
const turned = (rows: readonly string[]) =>
  [...(rows[0] ?? '')].map((_, x) => rows.map((row) => row[x] ?? '').join(''));

test('four open tiles in a row are fine, five are not, along x and along y', () => {
  for (const turn of [(rows: readonly string[]) => rows, turned]) {
    expect(bordersOf(turn(['tttt#', '.....']))).toBe(0);
    expect(bordersOf(turn(['ttttt', '.....']))).toBe(1);
    expect(bordersOf(turn(['.....', 'ttttt']))).toBe(1);
  }
});

test('walls, furniture, Doors and passages interrupt a border', () => {
  expect(bordersOf(['tttttttt', '....#...'])).toBe(0);
  expect(bordersOf(['tttttttt', '...BB...'])).toBe(0);
  expect(bordersOf(['tttttttt', '....:...'])).toBe(0);
});

test('a border that goes on beyond a corner is two', () => {
  expect(bordersOf(['ttt.', 'ttt.', 'ttt.', '....'])).toBe(0);
});

test('a long border with two Zones, one after the other, is two', () => {
  const two: PlanOptions = { zones: { t: { type: 'TeamArea' }, u: { type: 'TeamArea' } } };
  expect(bordersOf(['tttuuu', '......'], two)).toBe(0);
});

test('a wall between two Zones leaves no border', () => {
  expect(bordersOf(['tttttttt', '########', '........'])).toBe(0);
});
