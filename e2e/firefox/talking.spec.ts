import { expect, test } from '@playwright/test';
import type { Browser } from 'puppeteer-core';
import {
  click,
  enterInFirefox,
  hearsInFirefox,
  pathsInFirefox,
  seesInFirefox,
  seesPicturesInFirefox,
  startFirefox,
} from '../support/firefox.ts';
import { writeMediaWorld } from '../support/mediaWorld.ts';
import { startAtrium } from '../support/startAtrium.ts';
import type { RunningAtrium } from '../support/startAtrium.ts';

let atrium: RunningAtrium;
let firefox: Browser;
let world: Awaited<ReturnType<typeof writeMediaWorld>>;
test.beforeAll(async () => {
  world = await writeMediaWorld();
  // As `npm start` has it: pages come over loopback.
  atrium = await startAtrium({ ATRIUM_WORLDS_DIR: world.folder, ATRIUM_DEFAULT_WORLD: 'media' });
  firefox = await startFirefox();
});
test.afterAll(async () => {
  await firefox.close();
  await atrium.remove();
  await world.remove();
});

const enter = (name: string, spawnPoint: string) =>
  enterInFirefox(firefox, { url: atrium.url, name, spawnPoint });

test('two people in Firefox hear and see each other, directly', async () => {
  const ana = await enter('Ana', 'Team table');
  const ben = await enter('Ben', 'Team table');
  await click(ana, 'Microphone');
  await hearsInFirefox(ben);
  await expect.poll(() => pathsInFirefox(ben)).toEqual(['direct']);
  await click(ben, 'Microphone');
  await hearsInFirefox(ana);
  await click(ana, 'Camera');
  await seesPicturesInFirefox(ben);
  for (const visitor of [ana, ben]) {
    expect(visitor.problems).toEqual([]);
    await visitor.close();
  }
});

test('two people in Firefox see each other walk', async () => {
  const ana = await enter('Ana', 'Hall');
  const ben = await enter('Ben', 'Hall');
  const before = await seesInFirefox(ana, 'Ana');
  // Looked for within the page: on a busy machine she may be at the end of the hall before it is asked from here.
  const seen = ben.page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const timer = setInterval(() => {
          const avatars = window.atrium?.session.avatars(performance.now()) ?? [];
          if (!avatars.some(({ name, state }) => name === 'Ana' && state === 'walking')) return;
          clearInterval(timer);
          resolve(true);
        }, 20);
      }),
  );
  // Along the hall: the wall is near in the other direction.
  await ana.page.keyboard.down('ArrowRight');
  expect(await seen).toBe(true);
  await ana.page.keyboard.up('ArrowRight');
  await expect.poll(async () => (await seesInFirefox(ana, 'Ana'))?.state).toBe('idle');
  const own = await seesInFirefox(ana, 'Ana');
  expect(own?.x).not.toBe(before?.x);
  await expect.poll(async () => (await seesInFirefox(ben, 'Ana'))?.x).toBeCloseTo(own?.x ?? 0, 1);
  for (const visitor of [ana, ben]) await visitor.close();
});
