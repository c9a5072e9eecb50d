import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from '@playwright/test';
import { packTiles, readPublishedWorld, resizeMap, unpackTiles } from '@atrium/world';
import type { Position, World } from '@atrium/world';
import { kindsOfEdits, makeEdit } from '@atrium/world/testing';

declare global {
  interface Window {
    /** Of the page in `client/gallery/comparing.ts`. */
    comparing: {
      compare(
        worlds: readonly World[],
        centre: Position,
        people: Readonly<Record<string, number>>,
      ): Promise<readonly { readonly differing: number; readonly changed: number }[]>;
    };
  }
}

const inPackages = (path: string) => fileURLToPath(new URL(`../../packages/${path}`, import.meta.url));

/** Random numbers that are the same each time: whole numbers from `from` up to but not including `to`. */
function seeded(seed: number): (from: number, to: number) => number {
  let state = seed;
  return (from, to) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return from + Math.floor((state / 2 ** 32) * (to - from));
  };
}

async function headquarters(): Promise<World> {
  const world = readPublishedWorld(await readFile(inPackages('world/worlds/headquarters.world.json')));
  if (world === undefined) throw new Error('The Headquarters cannot be read.');
  return unpackTiles(world);
}

const centre = { x: 29.5, y: 22.5 };

/** The World after each of several edits near to what is looked at; every kind of edit is tried, and some are undone. */
function edited(start: World, seed: number): World[] {
  const between = seeded(seed);
  const worlds = [start];
  let world = start;
  for (let number = 0; number < kindsOfEdits; number++) {
    const outcome = makeEdit(world, {
      kind: number,
      x: between(20, 38),
      y: between(14, 30),
      width: between(3, 8),
      height: between(3, 8),
      pick: between(0, 10_000),
    });
    if (!outcome.ok) continue;
    if (number % 5 > 0) world = outcome.world;
    worlds.push(outcome.world);
  }
  const larger = resizeMap(world, { left: 0, top: 0, right: 3, bottom: -12 });
  if (larger.ok) worlds.push(larger.world);
  return [...worlds, start];
}

test('the picture of a World that has changed is, pixel for pixel, the one made anew', async ({ page }) => {
  const { outputFiles } = await build({
    entryPoints: [inPackages('client/gallery/comparing.ts')],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  const start = await headquarters();
  const people = Object.fromEntries(start.zones.map(({ id }, index) => [id, index % 4]));
  const worlds = edited(start, 11).map(packTiles);
  const comparisons = await page.evaluate(
    (given) => window.comparing.compare(given.worlds, given.centre, given.people),
    { worlds, centre, people },
  );
  expect(comparisons.length).toBeGreaterThan(12);
  expect(comparisons.map(({ differing }) => differing)).toEqual(comparisons.map(() => 0));
  // Otherwise nothing of it would be in view.
  expect(comparisons.filter(({ changed }) => changed > 0).length).toBeGreaterThan(8);
});
