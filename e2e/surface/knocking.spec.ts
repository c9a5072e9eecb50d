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

/** Presses what is on the card of a room, which shows by itself only for a while after coming in. */
async function pressOnCard({ page }: Visitor, room: RegExp, name: string): Promise<void> {
  const button = page.getByRole('button', { name });
  const corner = page.getByRole('button', { name: room });
  await expect(async () => {
    if (!(await button.isVisible())) await corner.click();
    await button.click({ timeout: 2_000 });
  }).toPass();
}

test('who knocks is let in by somebody inside, once; people inside leave the Door open for all, and close it again', async ({
  browser,
}) => {
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

  // People inside leave the Door open for all, and close it again.
  await pressOnCard(ana, /^Willow/, 'Leave door open');
  await expect(ana.page.getByText('The door is open to everyone.')).toBeVisible();
  await walkToZone(ben, 'willow');
  await pressOnCard(ana, /^Willow/, 'Close door');
  await expect(ana.page.getByText('The door is open to everyone.')).toBeHidden();
  // Somebody who has not been let in before.
  const dan = await enterWorld(browser, { url: atrium.url, name: 'Dan', spawnPoint: 'Library' });
  await headFor(dan, 'willow');
  await expect(ben.page.getByRole('button', { name: 'Let in' })).toBeVisible();
  expect(await zoneOf(dan)).toBe('library');
  await leaveAll(ana, ben, cem, dan);
});

test('a link to a room brings its visitor to the Door and knocks; what a room allows stands at its Door', async ({
  browser,
}) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Library' });
  await walkToZone(ana, 'juniper');
  const ben = await enterByLobby(browser, {
    url: atrium.url,
    name: 'Ben',
    spawnPoint: 'Library',
    path: '/w/headquarters?renderer=canvas&fps=12&still#juniper',
  });
  await ana.page.getByRole('button', { name: 'Let in' }).click({ timeout: 30_000 });
  await expect.poll(() => zoneOf(ben)).toBe('juniper');

  // A Guest may not enter Borealis, and reads so before they try.
  await headFor(ana, 'borealis');
  const card = ana.page.getByRole('region', { name: 'Behind this door: Borealis' });
  await expect(card.getByText(/^Only for admins, editors,? and members\.$/)).toBeVisible();
  await expect(card.getByText('Cameras', { exact: true })).toBeVisible();
  expect(await zoneOf(ana)).not.toBe('borealis');
  await leaveAll(ana, ben);
});
