import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { goTo } from '../support/workspace.ts';
import { draw, pressTile } from './building.ts';
import { linger, openOffice, sit, switchOn, walkTo } from './office.ts';
import type { RecordedOffice } from './office.ts';

/** The pictures of the guide, docs/use. */
const folder = new URL('../../docs/use/images/', import.meta.url);

let office: RecordedOffice;
test.beforeAll(async () => {
  office = await openOffice();
});
test.afterAll(() => office.close());

/** Takes a picture of what a page shows. */
async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(-50, -50);
  await linger(page, 1);
  const picture = await page.screenshot();
  await sharp(picture)
    .resize({ width: 840 })
    .webp({ quality: 70, effort: 6 })
    .toFile(fileURLToPath(new URL(`${name}.webp`, folder)));
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();

test('takes pictures of people who talk', async () => {
  const { ada, ben, chloe } = office;
  await walkTo(ada, 31.5, 17.5);
  await Promise.all([sit(ben, 'lounge-sofa-2'), sit(chloe, 'lounge-lounge-chair-2')]);
  for (const page of [ben, chloe, ada]) {
    await switchOn(page, 'Microphone');
    await switchOn(page, 'Camera');
  }
  await sit(ada, 'lounge-lounge-chair-1');
  await ben.keyboard.press('1');
  await take(ada, 'talking');
  await ada.keyboard.press('p');
  await ada.getByRole('button', { name: 'More about Chloe' }).click();
  await take(ada, 'people');
  await ada.keyboard.press('Escape');
  await press(ada, 'Invite');
  await take(ada, 'invite');
  await ada.keyboard.press('Escape');

  await Promise.all([goTo(ada, 'aurora'), goTo(ben, 'aurora'), goTo(chloe, 'aurora')]);
  await Promise.all([sit(ada, 'aurora-chair-3'), sit(ben, 'aurora-chair-4'), sit(chloe, 'aurora-chair-6')]);
  for (const page of [ben, chloe, ada]) {
    await switchOn(page, 'Microphone');
    await switchOn(page, 'Camera');
  }
  await take(ada, 'meeting');
});

test('takes pictures of a Door and a Whiteboard', async () => {
  const { ada, ben } = office;
  await goTo(ada, 'willow');
  await ben.evaluate(() => window.atrium?.session.walkToZone('willow'));
  await expect(ada).toHaveTitle(/^Ben is knocking/);
  await take(ada, 'knock');
  await ada.getByRole('button', { name: 'Let in' }).click();
  await goTo(ada, 'design');
  await ada.evaluate(() => window.atrium?.session.goTo({ kind: 'object', objectId: 'design-whiteboard-1' }));
  await ada.getByRole('button', { name: /Open the whiteboard/ }).click();
  await ada.getByRole('button', { name: /Sticky note/ }).click();
  await ada.mouse.click(400, 300);
  await ada.keyboard.type('Ship on Friday');
  await ada.keyboard.press('Escape');
  await ada.getByRole('button', { name: /^Pen/ }).click();
  await ada.mouse.move(560, 300);
  await ada.mouse.down();
  for (let step = 0; step <= 20; step++) await ada.mouse.move(560 + 12 * step, 300 + 60 * Math.sin(step / 3));
  await ada.mouse.up();
  await take(ada, 'whiteboard');
  await ada.keyboard.press('Escape');
  await ada
    .getByRole('dialog', { name: /Whiteboard/ })
    .getByRole('button', { name: 'Close' })
    .click();
});

test('takes pictures of Build Mode', async () => {
  const { ada } = office;
  await walkTo(ada, 24.5, 25.5);
  await press(ada, 'Build');
  const tools = ada.getByRole('toolbar', { name: 'Tools' });
  await tools.getByRole('button', { name: 'Room', exact: true }).click();
  await draw(ada, [22, 23], [27, 27]);
  await take(ada, 'build-room');
  await tools.getByRole('button', { name: 'Objects', exact: true }).click();
  await press(ada, 'Coffee table');
  await pressTile(ada, [24, 25]);
  await take(ada, 'build-objects');
  await press(ada, 'Publish …');
  await take(ada, 'publish');
  await ada
    .getByRole('dialog', { name: 'Publish' })
    .getByRole('button', { name: 'Publish', exact: true })
    .click();
  await expect(ada.getByRole('dialog', { name: 'Publish' })).toBeHidden();
  await press(ada, 'Done');
});

test('takes pictures of the lobby and the Administration', async () => {
  const { ada, atrium } = office;
  await ada.goto(`${atrium.url}/admin/live`);
  await expect(ada.getByText('Ben').first()).toBeVisible();
  await take(ada, 'live');
  await ada.goto(`${atrium.url}/admin/people`);
  await expect(ada.getByText('Chloe').first()).toBeVisible();
  await take(ada, 'admin');
  await ada.goto(`${atrium.url}/`);
  const toolbar = ada.getByRole('navigation', { name: 'Toolbar' });
  const enter = ada.getByRole('button', { name: 'Enter', exact: true });
  await expect(toolbar.or(enter)).toBeVisible();
  if (await toolbar.isVisible()) await press(ada, 'Leave');
  await expect(enter).toBeVisible();
  await take(ada, 'lobby');
});
