import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { renamedBuild } from '../support/renamedBuild.ts';
import { startAtrium } from '../support/startAtrium.ts';
import { becomesOnline, enterWorld, holdsTicketForPlace, placeOf, walkTo } from '../support/visitor.ts';

const corner = { x: 22.5, y: 31.5 };
const updated = /Atrium was updated/;

/** The part that began the page: of the first version, or of the next. */
async function entryOf(page: Page): Promise<string> {
  return page.evaluate(
    () => document.querySelector<HTMLScriptElement>('script[type=module][src]')?.src ?? '',
  );
}

async function reloadsToTheSamePlace(ana: Awaited<ReturnType<typeof enterWorld>>): Promise<void> {
  const before = await placeOf(ana);
  await ana.page.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => entryOf(ana.page)).toContain('-next.js');
  await becomesOnline(ana);
  const after = await placeOf(ana);
  expect(Math.hypot(after.x - before.x, after.y - before.y)).toBeLessThan(0.1);
  await expect(ana.page.getByText(updated)).toBeHidden();
}

test('after an upgrade an open page still gets its parts, and says that Atrium was updated', async ({
  browser,
}) => {
  const next = await renamedBuild();
  const atrium = await startAtrium();
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Entrance' });
  await walkTo(ana, corner);
  await holdsTicketForPlace(ana);
  await atrium.shutDown();
  await atrium.startAgain({ ATRIUM_CLIENT_DIR: next });
  await becomesOnline(ana);
  await ana.page.getByRole('button', { name: /^Chat/ }).click();
  await expect(ana.page.getByPlaceholder(/Write a message/)).toBeVisible();
  await expect(ana.page.getByText(updated)).toBeVisible();
  await reloadsToTheSamePlace(ana);
  await ana.context.close();
  await atrium.remove();
  await rm(next, { recursive: true });
});

test('where the parts of the open page are gone, the World stays and the page says so', async ({
  browser,
}) => {
  const next = await renamedBuild();
  const atrium = await startAtrium();
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Entrance' });
  await walkTo(ana, corner);
  await holdsTicketForPlace(ana);
  await atrium.shutDown();
  await rm(join(atrium.dataFolder, 'client'), { recursive: true, force: true });
  await atrium.startAgain({ ATRIUM_CLIENT_DIR: next });
  await becomesOnline(ana);
  await ana.page.getByRole('button', { name: /^Chat/ }).click();
  await expect(ana.page.getByText(/Reload to use everything/)).toBeVisible();
  await expect.poll(() => placeOf(ana)).toMatchObject({ isSelf: true });
  await reloadsToTheSamePlace(ana);
  await ana.page.getByRole('button', { name: /^Chat/ }).click();
  await expect(ana.page.getByPlaceholder(/Write a message/)).toBeVisible();
  await ana.context.close();
  await atrium.remove();
  await rm(next, { recursive: true });
});

test('a part that did not arrive for want of a network is fetched when there is one', async ({ browser }) => {
  const atrium = await startAtrium();
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Entrance' });
  await ana.page.route(/ChatPanel/, (route) => route.abort('internetdisconnected'));
  await ana.page.getByRole('button', { name: /^Chat/ }).click();
  await expect(ana.page.getByText(/did not arrive/)).toBeVisible();
  await ana.page.unroute(/ChatPanel/);
  await expect(ana.page.getByPlaceholder(/Write a message/)).toBeVisible();
  await expect(ana.page.getByText(/did not arrive/)).toBeHidden();
  await ana.context.close();
  await atrium.remove();
});

test('a panel that falls over leaves the World alone, and a page that does offers a reload', async ({
  browser,
}) => {
  const atrium = await startAtrium();
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Entrance' });
  const falls = (name: string) => ({
    contentType: 'text/javascript',
    body: `export function ${name}() { throw new TypeError('broken on purpose'); }`,
  });
  await ana.page.route(/ChatPanel/, (route) => route.fulfill(falls('ChatPanel')));
  await ana.page.getByRole('button', { name: /^Chat/ }).click();
  await expect(ana.page.getByText(/This part stopped working/)).toBeVisible();
  await expect.poll(() => placeOf(ana)).toMatchObject({ isSelf: true });
  await ana.page.getByRole('button', { name: 'Close' }).click();
  await walkTo(ana, corner);
  await holdsTicketForPlace(ana);

  await ana.page.route(/WorldScreen/, (route) => route.fulfill(falls('WorldScreen')));
  await ana.page.reload();
  await expect(ana.page.getByRole('heading', { name: 'This page stopped working' })).toBeVisible();
  await ana.page.unroute(/WorldScreen/);
  await ana.page.getByRole('button', { name: 'Reload' }).click();
  await becomesOnline(ana);
  expect(Math.hypot((await placeOf(ana)).x - corner.x, (await placeOf(ana)).y - corner.y)).toBeLessThan(0.1);
  await ana.context.close();
  await atrium.remove();
});
