import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

type Tile = readonly [x: number, y: number];

/** Moves the pointer onto something, as a hand does. */
export async function pointAt(page: Page, target: Locator): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('There is nothing to point at.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 6 });
}

/** Opens the draft of the World that the page is in. */
export async function openBuildMode(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Build', exact: true }).click();
  await expect(page.getByRole('application', { name: /^Plan of/ })).toBeFocused();
}

/** Chooses a tool of Build Mode, with the pointer on it. */
export async function takeTool(page: Page, name: 'Room' | 'Objects'): Promise<void> {
  await pointAt(
    page,
    page.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name, exact: true }),
  );
  await page.mouse.down();
  await page.mouse.up();
}

/** Draws from the middle of one tile to the middle of another with the tool that is chosen in Build Mode. */
export async function draw(page: Page, from: Tile, to: Tile): Promise<void> {
  const [start, end] = [await middleOf(page, from), await middleOf(page, to)];
  await page.mouse.move(start.x, start.y, { steps: 6 });
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 10 });
  await page.mouse.up();
}

/** Where the middle of a tile is on the page, as the marks over the picture have it. */
export async function middleOf(
  page: Page,
  [x, y]: Tile,
): Promise<{ readonly x: number; readonly y: number }> {
  const plan = page.getByRole('application', { name: /^Plan of/ });
  const matrix = (await plan.locator('svg > g').getAttribute('transform')) ?? '';
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = (matrix.match(/-?[\d.]+/g) ?? []).map(Number);
  return { x: a * (x + 0.5) + c * (y + 0.5) + e, y: b * (x + 0.5) + d * (y + 0.5) + f };
}
