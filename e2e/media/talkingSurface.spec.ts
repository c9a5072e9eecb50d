import { expect, test } from '@playwright/test';
import { startTalkingOffice } from '../support/talkingOffice.ts';
import type { TalkingOffice } from '../support/talkingOffice.ts';
import { leaves, press } from '../support/talker.ts';
import type { Visitor } from '../support/visitor.ts';
import { framesPerSecond, walkToZone } from '../support/visitor.ts';

let office: TalkingOffice;
test.beforeAll(async () => {
  office = await startTalkingOffice({ SFU: 'off' });
});
test.afterAll(() => office.close());

const enter = (name: string) => office.enter(name, 'Team table');
const microphone = ({ page }: Visitor) => page.getByRole('button', { name: 'Microphone', exact: true });
const framesDrawn = ({ page }: Visitor) => page.evaluate(() => window.atrium?.view.framesDrawn ?? 0);

test('M switches the microphone, which says who hears; Space talks for as long as it is held', async () => {
  const ana = await enter('Ana');
  const ben = await enter('Ben');
  await expect(microphone(ana)).toHaveAttribute('data-state', 'off');
  await ana.page.getByRole('application').focus();
  await ana.page.keyboard.press('m');
  await expect(microphone(ana)).toHaveAttribute('aria-pressed', 'true');
  await expect(ana.page.getByRole('navigation').getByText('Ben')).toBeVisible();
  await ana.page.keyboard.press('m');
  await expect(microphone(ana)).toHaveAttribute('data-state', 'off');
  await expect(ana.page.getByRole('navigation').getByText('Ben')).toBeHidden();

  await ana.page.keyboard.down(' ');
  await expect(microphone(ana)).toHaveAttribute('data-state', 'talking');
  await ana.page.keyboard.up(' ');
  await expect(microphone(ana)).toHaveAttribute('data-state', 'off');
  await ana.page.keyboard.down(' ');
  await expect(microphone(ana)).toHaveAttribute('data-state', 'talking');
  await ana.page.getByRole('button', { name: 'Settings' }).focus();
  await expect(microphone(ana)).toHaveAttribute('data-state', 'off');
  await ana.page.keyboard.up(' ');
  await expect(ana.page.getByRole('dialog', { name: 'Settings' })).toBeHidden();
  expect(ana.problems.concat(ben.problems)).toEqual([]);
  await leaves(ana);
  await leaves(ben);
});

test('while somebody speaks the World is drawn a few times a second, and not at all when nobody does', async () => {
  const ana = await enter('Ana');
  const ben = await enter('Ben');
  await press(ana, 'Microphone');
  const before = await framesDrawn(ben);
  await expect.poll(() => framesDrawn(ben)).toBeGreaterThan(before + 8);
  // Over a second alone, what else changes just then would count; whoever draws every frame never gets there.
  await expect.poll(() => framesPerSecond(ben, 180)).toBeLessThanOrEqual(9);

  await press(ana, 'Microphone');
  await expect.poll(() => framesPerSecond(ben)).toBe(0);
  await leaves(ana);
  await leaves(ben);
});

test('a camera is a tile along the top, large on request, pinned until its person goes', async () => {
  const ana = await enter('Ana');
  const ben = await enter('Ben');
  await press(ana, 'Camera');
  const video = ben.page.getByRole('region', { name: 'Video' });
  await expect(video.getByRole('listitem').filter({ hasText: 'Ana' })).toBeVisible();
  await video.getByRole('button', { name: 'Pin Ana' }).focus();
  await ben.page.keyboard.press('Enter');
  const unpin = video.getByRole('button', { name: 'Unpin Ana' });
  await expect(unpin).toBeVisible();
  await expect(video.getByRole('listitem').filter({ hasText: 'You' })).toBeVisible();
  const width = async () => (await video.locator('video').boundingBox())?.width ?? 0;
  await expect.poll(width).toBeGreaterThan(300);

  await video.getByRole('button', { name: 'Minimize video' }).click();
  await expect.poll(width).toBeLessThan(200);
  await expect(ben.page.getByRole('application')).toBeFocused();

  await walkToZone(ana, 'ground');
  await expect(video).toBeHidden();
  await expect(ana.page.getByRole('button', { name: 'Camera', exact: true })).toHaveAttribute(
    'data-state',
    'forbidden',
  );
  await leaves(ana);
  await leaves(ben);
});

test('how loud somebody is for oneself is remembered, and their connection is told in words', async () => {
  const ana = await enter('Ana');
  const ben = await enter('Ben');
  await press(ana, 'Microphone');
  await ben.page.getByRole('button', { name: /^People/ }).click();
  await expect(ben.page.getByRole('listitem').filter({ hasText: 'Ana' })).toContainText('Microphone on');
  await ben.page.getByRole('button', { name: 'More about Ana' }).click();
  await expect(ben.page.getByText(/Ana’s connection is good.*Connected directly\./)).toBeVisible();
  await ben.page.getByRole('button', { name: 'Mute Ana for me' }).click();
  await expect(ben.page.getByRole('slider', { name: 'Volume of Ana' })).toHaveValue('0');
  await ben.page.getByRole('button', { name: 'Hear Ana again' }).click();
  await expect(ben.page.getByRole('slider', { name: 'Volume of Ana' })).toHaveValue('100');
  await leaves(ana);
  await leaves(ben);
});
