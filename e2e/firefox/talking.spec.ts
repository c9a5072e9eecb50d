import { expect, test } from '@playwright/test';
import type { Browser } from 'puppeteer-core';
import {
  arrivedInFirefox,
  click,
  enterInFirefox,
  pathsInFirefox,
  seesInFirefox,
  startFirefox,
} from '../support/firefox.ts';
import type { FirefoxVisitor } from '../support/firefox.ts';
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

async function hears(visitor: FirefoxVisitor): Promise<void> {
  const { audioEnergy } = await arrivedInFirefox(visitor);
  const more = async () => (await arrivedInFirefox(visitor)).audioEnergy;
  await expect.poll(more, { message: `sound arrives at ${visitor.name}` }).toBeGreaterThan(audioEnergy);
}

async function seesPictures(visitor: FirefoxVisitor): Promise<void> {
  const { framesDecoded } = await arrivedInFirefox(visitor);
  const more = async () => (await arrivedInFirefox(visitor)).framesDecoded;
  await expect
    .poll(more, { message: `pictures arrive at ${visitor.name}` })
    .toBeGreaterThan(framesDecoded + 5);
}

test('two people in Firefox hear and see each other, directly', async () => {
  const ana = await enter('Ana', 'Team table');
  const ben = await enter('Ben', 'Team table');
  await click(ana, 'Microphone');
  await hears(ben);
  await expect.poll(() => pathsInFirefox(ben)).toEqual(['direct']);
  await click(ben, 'Microphone');
  await hears(ana);
  await click(ana, 'Camera');
  await seesPictures(ben);
  for (const visitor of [ana, ben]) {
    expect(visitor.problems).toEqual([]);
    await visitor.close();
  }
});

test('two people in Firefox see each other walk', async () => {
  const ana = await enter('Ana', 'Hall');
  const ben = await enter('Ben', 'Hall');
  const before = await seesInFirefox(ana, 'Ana');
  await ana.page.keyboard.down('ArrowDown');
  await expect.poll(async () => (await seesInFirefox(ben, 'Ana'))?.state).toBe('walking');
  await ana.page.keyboard.up('ArrowDown');
  await expect.poll(async () => (await seesInFirefox(ana, 'Ana'))?.state).toBe('idle');
  const own = await seesInFirefox(ana, 'Ana');
  expect(own?.y).not.toBe(before?.y);
  await expect.poll(async () => (await seesInFirefox(ben, 'Ana'))?.y).toBeCloseTo(own?.y ?? 0, 1);
  for (const visitor of [ana, ben]) await visitor.close();
});
