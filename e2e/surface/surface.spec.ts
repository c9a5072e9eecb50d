import { expect, test } from '@playwright/test';
import { startAtrium } from '../support/startAtrium.ts';
import type { Locator } from '@playwright/test';
import type { RunningAtrium } from '../support/startAtrium.ts';
import {
  becomesOnline,
  enterWorld,
  placeOf,
  sees,
  testPath,
  walkTo,
  walkToZone,
  zoneOf,
} from '../support/visitor.ts';

let atrium: RunningAtrium;
test.beforeAll(async () => {
  atrium = await startAtrium();
});
test.afterAll(() => atrium.remove());

test('who walks to a place in an occupied private room comes to its Door and knocks', async ({ browser }) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Library' });
  const ben = await enterWorld(browser, { url: atrium.url, name: 'Ben', spawnPoint: 'Library' });
  await walkToZone(ana, 'willow');
  await expect.poll(() => sees(ben, 'Ana')).toBeUndefined();

  await ben.page.evaluate(() => window.atrium?.session.walkTo({ x: 3.5, y: 15.5 }));
  await expect(ben.page.getByText('Knocking at Willow…').first()).toBeVisible();
  expect(await zoneOf(ben)).toBe('library');
  await expect.poll(() => placeOf(ben)).toMatchObject({ x: 7.5, y: 15.5 });
  await ana.context.close();
  await ben.context.close();
});

test('the keyboard goes on working when the row of the list that has the focus goes away', async ({
  browser,
}) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Lounge' });
  await ana.page.keyboard.press('p');
  await ana.page.getByRole('button', { name: 'Walk to Kitchen' }).click();
  await expect.poll(() => zoneOf(ana)).toBe('kitchen');
  await expect(ana.page.getByRole('button', { name: 'Walk to Kitchen' })).toBeHidden();
  await expect(ana.page.getByRole('dialog', { name: 'People' })).toBeFocused();
  await ana.page.keyboard.press('Escape');
  await expect(ana.page.getByRole('application')).toBeFocused();
  // A press on a text that takes no focus leaves it to the page as a whole.
  await ana.page.getByRole('application').blur();
  await ana.page.keyboard.press('p');
  await expect(ana.page.getByRole('dialog', { name: 'People' })).toBeVisible();
  await ana.context.close();
});

test('the zoom set with the wheel is the one that the settings show and that is remembered', async ({
  browser,
}) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Lounge' });
  await ana.page.mouse.move(500, 400);
  await ana.page.mouse.wheel(0, 4_000);
  await ana.page.keyboard.press(',');
  await expect(ana.page.getByText('50%')).toBeVisible();
  await ana.page.reload();
  await becomesOnline(ana);
  expect(await ana.page.evaluate(() => window.atrium?.view.zoom)).toBe(0.5);
  await ana.page.getByRole('application').focus();
  await ana.page.keyboard.press('+');
  await expect.poll(() => ana.page.evaluate(() => window.atrium?.view.zoom)).toBe(0.75);
  await ana.context.close();
});

test('an impatient second press where Enter was does not leave; a press on Leave that is meant does', async ({
  browser,
}) => {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  await page.goto(`${atrium.url}${testPath}`);
  await page.getByLabel('Your name').fill('Ana');
  // As if Leave came right where Enter was pressed.
  await page.evaluate(() => {
    let at = { clientX: 0, clientY: 0 };
    window.addEventListener('click', ({ clientX, clientY }) => (at = { clientX, clientY }), { once: true });
    new MutationObserver((_changes, observer) => {
      const leave = document.querySelector('[aria-label="Leave"]');
      if (leave === null) return;
      observer.disconnect();
      leave.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 2, ...at }));
    }).observe(document.body, { childList: true, subtree: true });
  });
  await page.getByRole('button', { name: 'Enter', exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Toolbar' })).toBeVisible();
  await page.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByText('You’ve left. Come back any time.')).toBeVisible();
  await page.context().close();
});

for (const [what, viewport] of [
  ['at 1440 by 900', { width: 1440, height: 900 }],
  ['on a phone held sideways', { width: 844, height: 390 }],
  ['at 200 % zoom', { width: 720, height: 450 }],
  ['on a small phone', { width: 320, height: 568 }],
] as const) {
  test(`name and Enter are in the first view of the lobby ${what}`, async ({ browser }) => {
    const page = await (await browser.newContext({ locale: 'en-GB', viewport })).newPage();
    await page.goto(`${atrium.url}/`);
    const enter = page.getByRole('button', { name: 'Enter', exact: true });
    await expect(enter).toBeInViewport({ ratio: 1 });
    const name = await page.getByLabel('Your name').boundingBox();
    const foot = await enter.boundingBox();
    expect((name?.y ?? Infinity) + (name?.height ?? 0)).toBeLessThan(foot?.y ?? 0);
    await page.context().close();
  });
}

test('while the card that ends a visit is shown, nothing behind it takes the focus', async ({ browser }) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Lounge' });
  const second = await ana.context.newPage();
  await second.goto(`${atrium.url}${testPath}`);
  await second.getByRole('button', { name: 'Enter', exact: true }).click();
  await ana.page.bringToFront();
  await expect(ana.page.getByRole('alertdialog')).toBeVisible();
  await expect(ana.page.getByRole('button', { name: 'Continue here' })).toBeFocused();
  const world = ana.page.locator('[role=application]');
  const takesFocus = await world.evaluate((element: HTMLElement) => {
    element.focus();
    return document.activeElement === element;
  });
  expect(takesFocus).toBe(false);
  await ana.context.close();
});

test('somebody new types a name at once, somebody known enters with one key', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${atrium.url}${testPath}`);
  await expect(page.getByLabel('Your name')).toBeFocused();
  await page.keyboard.type('Kim');
  await page.keyboard.press('Enter');
  const kim = { name: 'Kim', page, context, problems: [] };
  await becomesOnline(kim);
  await page.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByRole('button', { name: 'Enter', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await becomesOnline(kim);
  await context.close();
});

test('on a phone notices and the card of the Zone do not cover each other', async ({ browser }) => {
  const options = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Lounge', options });
  const card = ana.page.getByText('Open area', { exact: true });
  await expect(card).toBeVisible();
  // Two Zones are named at the edge of the picture where no two signs can be read, and a press walks there.
  const marks = ana.page.locator('main').getByRole('button', { name: /^Walk to / });
  await expect(marks).toHaveCount(2);
  const zone = (await marks.last().getAttribute('aria-label'))?.replace('Walk to ', '') ?? '';
  await marks.last().tap();
  await expect(ana.page.getByText(`Walking to ${zone}…`).first()).toBeVisible();
  await walkTo(ana, { x: 29.5, y: 24.5 });
  await ana.page.getByRole('button', { name: /^People/ }).tap();
  await ana.page.getByRole('button', { name: 'Walk to Library' }).tap();
  await expect(ana.page.getByText('Walking to Library…').first()).toBeVisible();
  await expect(card).toBeHidden();
  await ana.context.close();
});

test('minimap, hints, toolbar and cards do not cover each other on phones held sideways and on tablets', async ({
  browser,
}) => {
  const options = { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true };
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Lounge', options });
  const { page } = ana;
  const minimap = page.getByRole('region', { name: 'Minimap' });
  const card = page.getByRole('region', { name: 'Lounge' });
  const parts = {
    minimap,
    card,
    zone: page.getByRole('button', { name: /^Lounge/ }),
    hint: page.getByText('Tap where you want to go.').locator('..'),
    toolbar: page.getByRole('navigation', { name: 'Toolbar' }),
  };
  const marks = page.locator('main').getByRole('button', { name: /^Walk to / });
  const overlaps = async (seen: Readonly<Record<string, Locator>> = parts) => {
    const atEdge = await marks.evaluateAll((all) =>
      all.map((mark) => ({ name: mark.textContent, box: mark.getBoundingClientRect() })),
    );
    const boxes = await Promise.all(
      Object.entries(seen).map(async ([name, part]) => ({ name, box: await part.boundingBox() })),
    ).then((found) => [...found, ...atEdge]);
    return boxes.flatMap(({ name, box: a }, index) =>
      boxes
        .slice(index + 1)
        .filter(
          ({ box: b }) =>
            a &&
            b &&
            a.x < b.x + b.width &&
            b.x < a.x + a.width &&
            a.y < b.y + b.height &&
            b.y < a.y + a.height,
        )
        .map((other) => `${name} and ${other.name}`),
    );
  };
  await card.hover();
  if (!(await minimap.isVisible())) await page.getByRole('button', { name: 'Minimap', exact: true }).tap();
  for (const [width, height] of [
    [844, 390],
    [667, 375],
    [768, 1024],
    [1024, 768],
  ] as const) {
    await page.setViewportSize({ width, height });
    if (!(await card.isVisible())) await parts.zone.tap();
    for (const part of Object.values(parts)) await expect(part).toBeInViewport({ ratio: 1 });
    await expect.poll(() => overlaps(), `${width} by ${height}`).toEqual([]);
    if (height < 480) await expect(marks).not.toHaveCount(0);
  }
  // An open panel leaves less room, and covers no hint either.
  await page.getByRole('button', { name: /^People/ }).tap();
  const panel = page.getByRole('dialog', { name: 'People' });
  for (const [width, height] of [
    [1024, 768],
    [768, 1024],
    [1280, 720],
  ] as const) {
    await page.setViewportSize({ width, height });
    const others = { panel, minimap, hint: parts.hint };
    for (const part of Object.values(others)) await expect(part).toBeInViewport({ ratio: 1 });
    await expect.poll(() => overlaps(others), `${width} by ${height}`).toEqual([]);
  }
  await ana.context.close();
});

test('a control says what it does, and which key does the same, to pointer and keyboard', async ({
  browser,
}) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Lounge' });
  const tooltip = ana.page.getByRole('tooltip', { includeHidden: true });
  await ana.page.getByRole('button', { name: 'Settings' }).hover();
  await expect(tooltip).toHaveText('Settings,');
  const box = await tooltip.boundingBox();
  const control = await ana.page.getByRole('button', { name: 'Settings' }).boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(control?.y ?? 0);
  // Right after one tooltip the next comes at once, but not for what comes to lie under a pointer at rest.
  const helpComesUnder = (x: number) =>
    ana.page.evaluate((clientX) => {
      const point = (element: Element | null, at: number) =>
        element?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, clientX: at, clientY: 9 }));
      point(document.body, 9);
      point(document.querySelector('[aria-label="Help"]'), clientX);
    }, x);
  await helpComesUnder(9);
  await expect(tooltip).toBeHidden();
  await ana.page.mouse.move(300, 300);
  await ana.page.getByRole('button', { name: 'Settings' }).hover();
  await expect(tooltip).toHaveText('Settings,');
  await helpComesUnder(10);
  await expect(tooltip).toContainText('Help');
  await ana.page.mouse.move(300, 300);
  await expect(tooltip).toBeHidden();
  await ana.page.getByRole('application').focus();
  await ana.page.keyboard.press('Tab');
  await ana.page.getByRole('button', { name: 'Settings' }).focus();
  await expect(tooltip).toHaveText('Settings,');
  await ana.page.keyboard.press('Escape');
  await expect(tooltip).toBeHidden();
  // Focus that follows a press, by a finger for example, says nothing. The page goes on as if by keyboard.
  await ana.page.evaluate(() => {
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, pointerType: 'touch' }));
    document.querySelector<HTMLElement>('[aria-label="Help"]')?.focus();
  });
  await expect(tooltip).toBeHidden();
  await ana.page.keyboard.press('Shift+Tab');
  await expect(tooltip).toBeVisible();
  // What is covered, or has gone, has none.
  await ana.page.evaluate(() => {
    document.querySelector('nav')?.toggleAttribute('inert');
  });
  await expect(tooltip).toBeHidden();
  await ana.context.close();
});
