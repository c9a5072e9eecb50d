import { expect, test } from '@playwright/test';
import { startAtrium } from '../support/startAtrium.ts';
import type { RunningAtrium } from '../support/startAtrium.ts';
import { enterByLobby, enterWorld, leaveAll, placeOf, walkToZone, zoneOf } from '../support/visitor.ts';
import type { Visitor } from '../support/visitor.ts';

let atrium: RunningAtrium;
test.beforeAll(async () => {
  atrium = await startAtrium();
});
test.afterAll(() => atrium.remove());

/** Sends somebody to a room that may be closed to them. */
async function headFor({ page }: Visitor, zoneId: string): Promise<void> {
  await page.evaluate((id) => window.atrium?.session.walkToZone(id), zoneId);
}

test('who knocks is let in by somebody inside, once', async ({ browser }) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Library' });
  await walkToZone(ana, 'willow');
  const ben = await enterWorld(browser, { url: atrium.url, name: 'Ben', spawnPoint: 'Library' });

  // Walking up to the closed Door knocks.
  await headFor(ben, 'willow');
  await expect(ben.page.getByText('Knocking at Willow…').first()).toBeVisible();
  await expect(ana.page).toHaveTitle(/^Ben is knocking/);
  await ana.page.getByRole('button', { name: 'Not now' }).click();
  await expect(ben.page.getByText('Willow isn’t free for you right now.').first()).toBeVisible();
  expect(await zoneOf(ben)).not.toBe('willow');

  // After a no one has to wait; somebody else need not.
  const cem = await enterWorld(browser, { url: atrium.url, name: 'Cem', spawnPoint: 'Library' });
  await headFor(cem, 'willow');
  await ana.page.getByRole('button', { name: 'Let in' }).click();
  await expect.poll(() => zoneOf(cem)).toBe('willow');

  // The answer was for once.
  await walkToZone(cem, 'library');
  await expect.poll(async () => (await placeOf(cem)).state).not.toBe('walking');
  await leaveAll(ana, ben, cem);
});

test('a link to a room brings its visitor to the Door and knocks', async ({ browser }) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Library' });
  await walkToZone(ana, 'juniper');
  const ben = await enterByLobby(browser, {
    url: atrium.url,
    name: 'Ben',
    spawnPoint: 'Library',
    path: '/w/headquarters?renderer=canvas&fps=12#juniper',
  });
  await ana.page.getByRole('button', { name: 'Let in' }).click({ timeout: 30_000 });
  await expect.poll(() => zoneOf(ben)).toBe('juniper');
  await leaveAll(ana, ben);
});

test('people inside leave the Door open for all, and close it again', async ({ browser }) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Library' });
  await walkToZone(ana, 'willow');
  await ana.page.getByRole('button', { name: 'Leave door open' }).click();
  await expect(ana.page.getByText('The door is open to everyone.')).toBeVisible();

  const ben = await enterWorld(browser, { url: atrium.url, name: 'Ben', spawnPoint: 'Library' });
  await walkToZone(ben, 'willow');
  await ana.page.getByRole('button', { name: 'Close door' }).click();
  const cem = await enterWorld(browser, { url: atrium.url, name: 'Cem', spawnPoint: 'Library' });
  await headFor(cem, 'willow');
  await expect(ben.page.getByRole('button', { name: 'Let in' })).toBeVisible();
  await leaveAll(ana, ben, cem);
});

test('what a room allows stands at its Door, before anybody goes in', async ({ browser }) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Meeting rooms' });
  // A Guest may not enter Borealis.
  await headFor(ana, 'borealis');
  const card = ana.page.getByRole('region', { name: 'Behind this door: Borealis' });
  await expect(card.getByText(/^Only for admins, editors,? and members\.$/)).toBeVisible();
  await expect(card.getByText('Cameras', { exact: true })).toBeVisible();
  expect(await zoneOf(ana)).not.toBe('borealis');
  await leaveAll(ana);
});
