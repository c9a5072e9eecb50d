import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { goTo, makeLink, pageOf } from '../support/workspace.ts';
import { draw, middleOf, openBuildMode, takeTool } from './building.ts';
import { linger, openOffice, recordedSize, seesCameras, sit, switchOn, walkTo } from './office.ts';
import type { RecordedOffice } from './office.ts';

/** The pictures of the guide (docs/use), from the real product. */
const folder = new URL('../../docs/use/pictures/', import.meta.url);
const pictureWidth = 960;

let office: RecordedOffice;
test.beforeAll(async () => {
  office = await openOffice();
});
test.afterAll(() => office.close());

/** Takes what a page shows as a small WebP. */
async function picture(page: Page, name: string): Promise<void> {
  const png = await page.screenshot();
  const file = fileURLToPath(new URL(`${name}.webp`, folder));
  const { size } = await sharp(png)
    .resize({ width: pictureWidth })
    .webp({ quality: 78, effort: 6 })
    .toFile(file);
  expect(size, `bytes of ${name}.webp`).toBeLessThan(120_000);
}

test('walk and talk in the open', async () => {
  const { ada, ben, chloe } = office;
  await walkTo(ada, 31.5, 17.5);
  await Promise.all([sit(ben, 'lounge-sofa-2'), sit(chloe, 'lounge-lounge-chair-2')]);
  for (const page of [ben, chloe]) {
    await switchOn(page, 'Microphone');
    await switchOn(page, 'Camera');
  }
  await ada.getByRole('button', { name: /^People/ }).click();
  await linger(ada, 1);
  await picture(ada, 'walk');
  await ada.getByRole('button', { name: /^People/ }).click();
  await switchOn(ada, 'Microphone');
  await switchOn(ada, 'Camera');
  await sit(ada, 'lounge-lounge-chair-1');
  await seesCameras(ada, 3);
  await linger(ada, 1.5);
  await picture(ada, 'talk');
});

test('meet in a room with large pictures', async () => {
  const { ada, ben, chloe } = office;
  await Promise.all([goTo(ada, 'aurora'), goTo(ben, 'aurora'), goTo(chloe, 'aurora')]);
  await Promise.all([sit(ada, 'aurora-chair-3'), sit(ben, 'aurora-chair-4'), sit(chloe, 'aurora-chair-6')]);
  for (const page of [ada, ben, chloe]) {
    await switchOn(page, 'Microphone');
    await switchOn(page, 'Camera');
  }
  await seesCameras(ada, 3);
  await ada.getByRole('button', { name: 'Maximize video' }).click();
  await ben.keyboard.press('r');
  await linger(ada, 3);
  await picture(ada, 'meet');
  await ada.getByRole('button', { name: 'Minimize video' }).click();
});

test('answer a knock', async () => {
  const { ada, ben, chloe } = office;
  await Promise.all([goTo(ada, 'willow'), goTo(ben, 'library'), goTo(chloe, 'library')]);
  await ben.evaluate(() => window.atrium?.session.walkToZone('willow'));
  await expect(ada.getByRole('button', { name: 'Let in' })).toBeVisible();
  await linger(ada, 1);
  await picture(ada, 'knock');
  await ada.getByRole('button', { name: 'Let in' }).click();
});

test('draw on a Whiteboard', async () => {
  const { ada, chloe } = office;
  for (const page of [ada, chloe]) {
    await goTo(page, 'design');
    await page.evaluate(() =>
      window.atrium?.session.goTo({ kind: 'object', objectId: 'design-whiteboard-1' }),
    );
    await expect(page.getByRole('button', { name: /Open the whiteboard/ })).toBeVisible();
    await page.keyboard.press('e');
    await expect(page.getByRole('dialog', { name: /Whiteboard/ })).toBeVisible();
  }
  await switchOn(chloe, 'Camera');
  await seesCameras(ada, 1);
  const board = await ada
    .getByRole('dialog', { name: /Whiteboard/ })
    .locator('canvas')
    .boundingBox();
  if (board === null) throw new Error('The Whiteboard shows no page.');
  const notes = [
    { text: 'Ship on Friday', x: 0.12, y: 0.15 },
    { text: 'Ask Ben for the sound', x: 0.42, y: 0.3 },
    { text: 'Plants!', x: 0.66, y: 0.5 },
  ];
  for (const { text, x, y } of notes) {
    await ada.getByRole('button', { name: /Sticky note/ }).click();
    await ada.mouse.click(board.x + x * board.width, board.y + y * board.height);
    await ada.keyboard.type(text);
    await ada.keyboard.press('Escape');
  }
  await expect(chloe.getByText('Plants!').first()).toBeAttached();
  await linger(ada, 1);
  await picture(ada, 'whiteboard');
  for (const page of [ada, chloe]) await page.keyboard.press('Escape');
});

test('build a room and furnish it', async () => {
  const { ada } = office;
  await goTo(ada, 'lounge');
  await walkTo(ada, 24.5, 25.5);
  await linger(ada, 1);
  await openBuildMode(ada);
  await takeTool(ada, 'Room');
  await draw(ada, [22, 23], [27, 27]);
  await linger(ada, 1.5);
  await picture(ada, 'room');
  await takeTool(ada, 'Objects');
  const place = await middleOf(ada, [24, 25]);
  await ada.mouse.move(place.x, place.y, { steps: 6 });
  await linger(ada, 1);
  await picture(ada, 'furniture');
  await ada.keyboard.press('Escape');
  await ada.getByRole('button', { name: /^Publish/ }).click();
  await linger(ada, 1);
  await picture(ada, 'publish');
});

test('look after the office, and invite', async () => {
  const { atrium, ada } = office;
  const admin = await ada.context().newPage();
  await admin.setViewportSize(recordedSize);
  await admin.goto(`${atrium.url}/admin/people`);
  await expect(admin.getByText('Chloe').first()).toBeVisible();
  await linger(admin, 1);
  await picture(admin, 'people');

  const link = await makeLink(admin, atrium, 'Create guest link');
  const guest = await pageOf(office.browser, { viewport: recordedSize });
  await guest.goto(link);
  await guest.getByRole('button', { name: 'Continue as a guest' }).click();
  await guest.getByLabel('Your name').fill('Dora');
  await linger(guest, 2);
  await picture(guest, 'come-in');
  await Promise.all([admin.close(), guest.close()]);
});
