import { expect, test } from '@playwright/test';
import { startAtrium } from '../support/startAtrium.ts';
import type { RunningAtrium } from '../support/startAtrium.ts';
import {
  agreeOnPlace,
  becomesOnline,
  enterWorld,
  holdsTicketForPlace,
  isAt,
  placeOf,
  sees,
  testPath,
  walkTo,
} from '../support/visitor.ts';

const corner = { x: 22.5, y: 31.5 };
let atrium: RunningAtrium;
test.beforeAll(async () => {
  atrium = await startAtrium();
});
test.afterAll(() => atrium.remove());

test('a reload brings a person back to their place without the lobby', async ({ browser }) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Entrance' });
  await walkTo(ana, corner);
  const before = await placeOf(ana);
  await ana.page.reload();
  await becomesOnline(ana);
  await expect.poll(() => isAt(ana, before)).toBe(true);
  await ana.context.close();
});

test('after the server is killed and started again everybody is back at their place', async ({ browser }) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Entrance' });
  const ben = await enterWorld(browser, { url: atrium.url, name: 'Ben', spawnPoint: 'Entrance' });
  await walkTo(ana, corner);
  await agreeOnPlace(ben, ana);
  await holdsTicketForPlace(ana);
  const before = await placeOf(ana);

  await atrium.kill();
  await expect(ana.page.getByText(/Connection lost/).first()).toBeVisible();
  expect(await placeOf(ana)).toMatchObject({ x: before.x, y: before.y });
  await atrium.startAgain();
  await becomesOnline(ana);
  await becomesOnline(ben);
  await expect(ana.page.getByText(/Connection lost/)).toBeHidden();
  await expect.poll(() => isAt(ana, before)).toBe(true);
  await agreeOnPlace(ana, ben);
  await agreeOnPlace(ben, ana);
  await ana.context.close();
  await ben.context.close();
});

test('a restart that the host asks for brings everybody back too', async ({ browser }) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Entrance' });
  const before = await placeOf(ana);
  await atrium.shutDown();
  await atrium.startAgain();
  await becomesOnline(ana);
  expect(await placeOf(ana)).toMatchObject({ x: before.x, y: before.y });
  await ana.context.close();
});

test('a second tab takes over; the first says so and can take it back', async ({ browser }) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Entrance' });
  const ben = await enterWorld(browser, { url: atrium.url, name: 'Ben', spawnPoint: 'Entrance' });
  const second = await ana.context.newPage();
  await second.goto(`${atrium.url}${testPath}`);
  await second.getByRole('button', { name: 'Enter', exact: true }).click();
  await second.waitForFunction(() => window.atrium?.session.state.kind === 'online');

  await expect(ana.page.getByText('You’re here in another tab')).toBeVisible();
  await ana.page.getByRole('button', { name: 'Continue here' }).click();
  await becomesOnline(ana);
  await expect(second.getByText('You’re here in another tab')).toBeVisible();
  await expect.poll(() => sees(ben, 'Ana')).toBeDefined();
  await ana.context.close();
  await ben.context.close();
});

test('who leaves on purpose is gone at once and back in the lobby', async ({ browser }) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Entrance' });
  const ben = await enterWorld(browser, { url: atrium.url, name: 'Ben', spawnPoint: 'Entrance' });
  await agreeOnPlace(ben, ana);
  await ana.page.getByRole('button', { name: 'Leave' }).click();
  await expect(ana.page.getByRole('button', { name: 'Enter', exact: true })).toBeVisible();
  await expect.poll(() => sees(ben, 'Ana')).toBeUndefined();
  await ana.context.close();
  await ben.context.close();
});
