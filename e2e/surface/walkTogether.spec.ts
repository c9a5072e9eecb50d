import { expect, test } from '@playwright/test';
import { startAtrium } from '../support/startAtrium.ts';
import type { RunningAtrium } from '../support/startAtrium.ts';
import { agreeOnPlace, enterWorld, placeOf, sees, walkTo, walkToZone, zoneOf } from '../support/visitor.ts';

let atrium: RunningAtrium;
test.beforeAll(async () => {
  atrium = await startAtrium();
});
test.afterAll(() => atrium.remove());

// Entering takes longer than all that follows: the same two do everything.
test('people walk by click, keys and path, see each other do it, lose sight of each other in rooms, find each other, and share seats', async ({
  browser,
}) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Entrance' });
  const atFirst = await placeOf(ana);
  // A click on the floor walks there.
  await ana.page.mouse.click(512 + 96, 384 - 48);
  await expect.poll(async () => (await placeOf(ana)).state).toBe('walking');
  await expect.poll(async () => (await placeOf(ana)).state).toBe('idle');
  const clicked = await placeOf(ana);
  expect(Math.hypot(clicked.x - atFirst.x, clicked.y - atFirst.y)).toBeGreaterThan(1);

  await walkTo(ana, { x: 25.5, y: 25.5 });
  const ben = await enterWorld(browser, { url: atrium.url, name: 'Ben Almeida', spawnPoint: 'Lounge' });
  await agreeOnPlace(ana, ben);
  await agreeOnPlace(ben, ana);
  const before = await placeOf(ana);
  await ana.page.keyboard.down('ArrowUp');
  await expect.poll(async () => (await sees(ben, 'Ana'))?.state).toBe('walking');
  await expect.poll(async () => (await placeOf(ana)).y).toBeLessThan(before.y - 1);
  await ana.page.keyboard.up('ArrowUp');
  await agreeOnPlace(ben, ana);
  await walkTo(ben, { x: 25.5, y: 26.5 });
  await agreeOnPlace(ana, ben);

  // Who goes into a room is out of sight of those outside, and its sign counts them.
  await walkToZone(ana, 'cosmos');
  await expect.poll(() => sees(ben, 'Ana')).toBeUndefined();
  await expect.poll(() => sees(ana, 'Ben Almeida')).toBeUndefined();
  await expect(ana.page.getByRole('button', { name: /^Cosmos/ })).toBeVisible();
  await expect(ana.page.getByRole('status').first()).toContainText(/You’re in Cosmos/);
  await expect(ana.page).toHaveTitle(/Cosmos/);
  await walkToZone(ben, 'cosmos');
  await agreeOnPlace(ana, ben);

  // The People list finds somebody in another Zone, and leads to its Door.
  await walkToZone(ben, 'aurora');
  await ana.page.getByRole('button', { name: /^People/ }).click();
  await ana.page.getByLabel('Search people').fill('alme');
  await ana.page.getByRole('button', { name: /^Walk to/ }).click();
  await expect.poll(() => zoneOf(ana)).toBe('aurora');
  await expect.poll(() => sees(ana, 'Ben Almeida')).toBeDefined();
  await expect.poll(async () => (await placeOf(ana)).state).toBe('idle');

  // A seat holds one person; the second one is told so.
  const seatId = await ana.page.evaluate(() => {
    const { session } = window.atrium ?? {};
    const own = session?.avatars(performance.now()).find((avatar) => avatar.isSelf);
    const seats = session?.space.seats ?? [];
    const away = (seat: (typeof seats)[number]) =>
      Math.hypot(seat.position.x - (own?.x ?? 0), seat.position.y - (own?.y ?? 0));
    return [...seats].sort((a, b) => away(a) - away(b))[0]?.id;
  });
  if (seatId === undefined) throw new Error('There is no seat in this World.');
  await ana.page.evaluate((id) => window.atrium?.session.sitOn(id), seatId);
  await expect.poll(async () => (await sees(ben, 'Ana'))?.state).toBe('sitting');
  await ben.page.evaluate((id) => window.atrium?.session.sitOn(id), seatId);
  await expect(ben.page.getByText('Ana is sitting there.').first()).toBeVisible();
  await expect.poll(async () => (await placeOf(ben)).state).toBe('idle');
  await ana.page.getByRole('application').focus();
  await ana.page.keyboard.press('e');
  await expect.poll(async () => (await sees(ben, 'Ana'))?.state).toBe('idle');

  expect(ana.problems.concat(ben.problems)).toEqual([]);
  await ana.context.close();
  await expect.poll(() => sees(ben, 'Ana')).toBeUndefined();
  await ben.context.close();
});
