import { expect, test } from '@playwright/test';
import type { Browser } from 'puppeteer-core';
import {
  click,
  enterInFirefox,
  fill,
  openInFirefox,
  reads,
  startFirefox,
  untilAtRest,
  walksToObjectInFirefox,
} from '../support/firefox.ts';
import { startAtrium } from '../support/startAtrium.ts';
import type { RunningAtrium } from '../support/startAtrium.ts';

let firefox: Browser;
let atrium: RunningAtrium | undefined;
test.beforeAll(async () => {
  firefox = await startFirefox();
});
test.afterEach(() => atrium?.remove());
test.afterAll(() => firefox.close());

test('two people in Firefox draw on one Whiteboard', async () => {
  atrium = await startAtrium();
  const { url } = atrium;
  const ana = await enterInFirefox(firefox, { url, name: 'Ana', spawnPoint: 'Meeting rooms' });
  const ben = await enterInFirefox(firefox, { url, name: 'Ben', spawnPoint: 'Meeting rooms' });
  const visitors = [ana, ben];
  await Promise.all(visitors.map((visitor) => walksToObjectInFirefox(visitor, 'design-whiteboard-1')));
  for (const visitor of visitors) {
    await visitor.page.keyboard.press('e');
    await untilAtRest(visitor, 'Sticky note');
  }
  await click(ana, 'Sticky note');
  await ana.page.mouse.click(400, 350);
  await ana.page.keyboard.type('Ship on Friday');
  await ana.page.keyboard.press('Escape');
  await reads(ben, 'Ship on Friday');
  for (const visitor of visitors) {
    expect(visitor.problems).toEqual([]);
    await visitor.close();
  }
});

test('the first Admin sets Atrium up in Firefox, signs out, and signs in', async () => {
  atrium = await startAtrium({ ATRIUM_ACCOUNTS: 'on' });
  const password = 'correct horse battery';
  const ada = await openInFirefox(firefox, 'Ada', atrium.setupUrl ?? '');
  await fill(ada, 'Workspace name', 'Acme');
  await fill(ada, 'Your name', 'Ada');
  await fill(ada, 'Email address', 'ada@example.org');
  await fill(ada, 'Password', password);
  await click(ada, 'Create workspace');
  await reads(ada, 'Enter Headquarters');
  await ada.page.goto(`${atrium.url}/account`);
  await click(ada, 'Sign out here');
  await reads(ada, 'Sign in');
  await ada.page.goto(`${atrium.url}/w/headquarters`);
  await fill(ada, 'Email address', 'ada@example.org');
  await fill(ada, 'Password', password);
  await click(ada, 'Sign in');
  await reads(ada, 'Enter Headquarters');
  expect(ada.problems).toEqual([]);
  await ada.close();
});
