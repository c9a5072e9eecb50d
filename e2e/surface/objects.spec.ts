import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { startAtrium } from '../support/startAtrium.ts';
import type { RunningAtrium } from '../support/startAtrium.ts';
import { enterWorld, leaveAll, placeOf, walkToObject, walkToZone } from '../support/visitor.ts';
import type { Visitor } from '../support/visitor.ts';

let atrium: RunningAtrium;
test.beforeAll(async () => {
  atrium = await startAtrium();
});
test.afterAll(() => atrium.remove());

const sitOn = ({ page }: Visitor, seatId: string) =>
  page.evaluate((id) => window.atrium?.session.sitOn(id), seatId);

test('of two who want the same chair one gets it, and the other is told whose it is', async ({ browser }) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Meeting rooms' });
  const ben = await enterWorld(browser, { url: atrium.url, name: 'Ben', spawnPoint: 'Meeting rooms' });
  for (const visitor of [ana, ben]) await walkToZone(visitor, 'design');
  await Promise.all([ana, ben].map((visitor) => sitOn(visitor, 'design-chair-7')));
  const seated = async () => {
    const states = await Promise.all([ana, ben].map(async (visitor) => (await placeOf(visitor)).state));
    return states.filter((state) => state === 'sitting').length;
  };
  await expect.poll(seated).toBe(1);
  const isAna = (await placeOf(ana)).state === 'sitting';
  const [winner, loser] = isAna ? [ana, ben] : [ben, ana];
  await expect.poll(async () => (await placeOf(loser)).state).toBe('idle');
  await sitOn(loser, 'design-chair-7');
  await expect(loser.page.getByText(`${winner.name} is sitting there.`).first()).toBeVisible();
  await leaveAll(ana, ben);
});

test('a Computer leads to its free Chair, is used sitting, and shows who is in; a shelf opens its page', async ({
  browser,
}) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Entrance' });
  await sitOn(ana, 'entrance-chair-1');
  await expect.poll(async () => (await placeOf(ana)).state).toBe('sitting');
  await expect(ana.page.getByRole('button', { name: /Open the computer/ })).toBeVisible();
  await ana.page.keyboard.press('e');
  const start = ana.page.getByRole('dialog', { name: 'Headquarters' });
  await expect(start.getByRole('heading', { name: 'Who’s in' })).toBeVisible();
  await expect(start.getByText('Ana (you)')).toBeVisible();
  expect((await new AxeBuilder({ page: ana.page }).include('[role=dialog]').analyze()).violations).toEqual(
    [],
  );
  await ana.page.keyboard.press('Escape');
  await expect(start).toBeHidden();
  // Opened again, it closes with standing up.
  await expect(ana.page.getByRole('button', { name: /Open the computer/ })).toBeVisible();
  await ana.page.getByRole('application').press('e');
  await expect(start).toBeVisible();
  await expect(ana.page.getByRole('button', { name: /Stand up/ })).toBeVisible();
  await ana.page.getByRole('application').press('e');
  await expect.poll(async () => (await placeOf(ana)).state).toBe('idle');
  await expect(start).toBeHidden();

  await walkToZone(ana, 'library');
  await walkToObject(ana, 'library-bookshelf-3', /Open the bookshelf/);
  await ana.page.getByRole('application').press('e');
  const panel = ana.page.getByRole('dialog', { name: 'Page from en.wikipedia.org' });
  await expect(panel.getByRole('link', { name: 'Open in a new tab' })).toHaveAttribute('rel', /noopener/);
  await ana.page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await leaveAll(ana);
});

test('two draw on one Whiteboard and see each other do it; a kept one is there after a restart', async ({
  browser,
}) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Meeting rooms' });
  const ben = await enterWorld(browser, { url: atrium.url, name: 'Ben', spawnPoint: 'Meeting rooms' });
  for (const visitor of [ana, ben]) {
    await walkToZone(visitor, 'design');
    await walkToObject(visitor, 'design-whiteboard-1', /Open the whiteboard/);
    await visitor.page.keyboard.press('e');
    await expect(visitor.page.getByRole('dialog', { name: /Whiteboard/ })).toBeVisible();
  }
  await ana.page.getByRole('button', { name: /Sticky note/ }).click();
  await ana.page.mouse.click(400, 350);
  await ana.page.keyboard.type('Ship on Friday');
  await ana.page.keyboard.press('Escape');
  // What is on a board is told to screen readers as a list.
  await expect(ben.page.getByText('Ship on Friday').first()).toBeAttached();

  const download = ben.page.waitForEvent('download');
  await ben.page.getByRole('button', { name: 'Save as image' }).click();
  const png = await readFile(await (await download).path());
  expect(png.subarray(1, 4).toString()).toBe('PNG');

  await ana.page.getByRole('button', { name: /Undo/ }).click();
  await expect(ben.page.getByText('Ship on Friday')).toHaveCount(0);
  await ana.page.getByRole('button', { name: /Redo/ }).click();
  await expect(ben.page.getByText('Ship on Friday').first()).toBeAttached();
  await leaveAll(ana, ben);

  await atrium.shutDown();
  await atrium.startAgain();
  const cem = await enterWorld(browser, { url: atrium.url, name: 'Cem', spawnPoint: 'Meeting rooms' });
  await walkToZone(cem, 'design');
  await walkToObject(cem, 'design-whiteboard-1', /Open the whiteboard/);
  await cem.page.keyboard.press('e');
  await expect(cem.page.getByText('Ship on Friday').first()).toBeAttached();
  await leaveAll(cem);
});
