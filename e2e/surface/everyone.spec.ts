import { gzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { devices, expect, test } from '@playwright/test';
import type { Page, Response } from '@playwright/test';
import { startAtrium } from '../support/startAtrium.ts';
import type { RunningAtrium } from '../support/startAtrium.ts';
import {
  becomesOnline,
  enterWorld,
  framesPerSecond,
  livelyPath,
  placeOf,
  testPath,
} from '../support/visitor.ts';

let atrium: RunningAtrium;
test.beforeAll(async () => {
  atrium = await startAtrium();
});
test.afterAll(() => atrium.remove());

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

const phone = devices['iPhone 13'];
const sizes = [
  { what: 'a desktop', options: { viewport: { width: 1440, height: 900 } } },
  {
    what: 'a phone',
    options: {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      userAgent: phone.userAgent,
    },
  },
];
for (const { what, options } of sizes) {
  test(`axe finds nothing in the lobby, the World and its panels on ${what}`, async ({ browser }) => {
    const context = await browser.newContext(options);
    const lobby = await context.newPage();
    await lobby.goto(atrium.url);
    await expect(lobby.getByRole('button', { name: 'Enter', exact: true })).toBeVisible();
    expect(await findings(lobby)).toEqual([]);
    await context.close();

    const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', options });
    expect(await findings(ana.page)).toEqual([]);
    for (const panel of [/^People/, 'Settings', 'Help']) {
      const opener = ana.page.getByRole('button', { name: panel }).first();
      // On a phone the toolbar has the rarer ones behind one button.
      if (!(await opener.isVisible())) await ana.page.getByRole('button', { name: 'More' }).click();
      await opener.click();
      await expect(ana.page.getByRole('button', { name: 'Close', exact: true })).toBeVisible();
      expect(await findings(ana.page)).toEqual([]);
      await ana.page.getByRole('button', { name: 'Close', exact: true }).click();
    }
    await ana.context.close();
  });
}

test('everything works with the keyboard alone', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${atrium.url}${testPath}`);
  await page.getByLabel('Your name').focus();
  await page.keyboard.type('Kim');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => window.atrium?.session.state.kind === 'online');
  const kim = { name: 'Kim', page, context, problems: [] };

  const before = await placeOf(kim);
  const hint = page.getByText('Click where you want to go, or use the arrow keys or');
  await expect(hint).toBeVisible();
  await page.keyboard.down('w');
  await expect.poll(async () => (await placeOf(kim)).y).toBeLessThan(before.y - 0.5);
  // A hint goes once it has helped.
  await expect(hint).toBeHidden();
  await page.keyboard.up('w');

  await page.keyboard.press('p');
  await expect(page.getByLabel('Search people')).toBeVisible();
  await page.keyboard.type('w');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Search people')).toBeHidden();
  const still = await placeOf(kim);
  await page.keyboard.down('ArrowDown');
  await expect.poll(async () => (await placeOf(kim)).y).toBeGreaterThan(still.y + 0.3);
  await page.keyboard.up('ArrowDown');
  await context.close();
});

test('at rest people live, and what is drawn of it is what a whole frame would show', async ({ browser }) => {
  const visit = { url: atrium.url, name: 'Ana', spawnPoint: 'Lounge', path: livelyPath };
  const ana = await enterWorld(browser, visit);
  const pixelsThatDiffer = await ana.page.evaluate(async () => {
    const view = window.atrium?.view;
    const canvas = document.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (view === undefined || !canvas || !context) throw new Error('nothing is drawn');
    // The clock of the picture stands still from when something is drawn until both frames were compared.
    const now = performance.now.bind(performance);
    let atMs = now();
    performance.now = () => atMs;
    let patches = 0;
    const clip = context.clip.bind(context);
    context.clip = () => {
      patches++;
      clip();
    };
    const isDrawn = async (count: () => number, goesOn: boolean) => {
      const before = count();
      for (;;) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        if (count() > before) return;
        if (goesOn) atMs = now();
      }
    };
    const pixels = () => context.getImageData(0, 0, canvas.width, canvas.height).data;
    const differing: number[] = [];
    while (differing.length < 4) {
      // Someone blinks, or steam rises: only that is drawn.
      await isDrawn(() => patches, true);
      const shown = pixels();
      view.panBy(0, 0);
      await isDrawn(() => view.framesDrawn, false);
      const whole = pixels();
      differing.push(shown.filter((value, index) => value !== whole[index]).length);
    }
    return differing;
  });
  expect(pixelsThatDiffer).toEqual([0, 0, 0, 0]);
  await ana.context.close();
});

/** Of all files together, gzipped, in KB: what people wait for on a slow line. */
const mostFirstKb = 350;

test('at most 350 KB of JavaScript come before the World is seen', async ({ browser }) => {
  const page = await browser.newPage();
  const scripts: Response[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response);
  });
  await page.goto(`${atrium.url}/?renderer=canvas`);
  await page.getByLabel('Your name').fill('Lin');
  await page.getByRole('button', { name: 'Enter', exact: true }).click();
  await becomesOnline({ name: 'Lin', page, context: page.context(), problems: [] });
  const bodies = await Promise.all(scripts.map((response) => response.body()));
  const kb = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1024;
  test.info().annotations.push({ type: 'KB', description: kb.toFixed(1) });
  expect(kb).toBeLessThan(mostFirstKb);
  await page.close();
});

test('a phone shows the whole lobby and World, and a tap walks', async ({ browser }) => {
  const options = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Entrance', options });
  const overflow = await ana.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await expect(ana.page.getByText('Tap where you want to go.')).toBeVisible();
  await ana.page.getByRole('button', { name: 'Got it' }).tap();
  await expect(ana.page.getByText('Tap where you want to go.')).toBeHidden();
  const before = await placeOf(ana);
  await ana.page.touchscreen.tap(195 - 64, 422 - 64);
  await expect
    .poll(async () => {
      const own = await placeOf(ana);
      return own.state === 'idle' ? Math.hypot(own.x - before.x, own.y - before.y) : 0;
    })
    .toBeGreaterThan(1);
  await ana.context.close();
});

test('nothing is drawn while nothing moves', async ({ browser }) => {
  const visit = { url: atrium.url, name: 'Ana', spawnPoint: 'Lounge', path: livelyPath };
  const ana = await enterWorld(browser, visit);
  await expect.poll(() => framesPerSecond(ana)).toBe(0);
  await ana.page.keyboard.down('ArrowLeft');
  await expect.poll(() => framesPerSecond(ana)).toBeGreaterThan(0);
  await ana.page.keyboard.up('ArrowLeft');
  await expect.poll(() => framesPerSecond(ana)).toBe(0);
  await ana.context.close();
});

test('the Client speaks Brazilian Portuguese', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'pt-BR' });
  const page = await context.newPage();
  await page.goto(atrium.url);
  await expect(page.getByLabel('Seu nome')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'pt-BR');
  await context.close();
});

test('an unknown World or address is said to be unknown', async ({ page }) => {
  await page.goto(`${atrium.url}/w/nowhere`);
  await expect(page.getByText('World not found')).toBeVisible();
  await page.goto(`${atrium.url}/some/where`);
  await expect(page.getByText('Page not found')).toBeVisible();
});
