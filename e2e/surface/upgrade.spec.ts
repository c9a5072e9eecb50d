import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import type { Page } from '@playwright/test';
import { renamedBuild } from '../support/renamedBuild.ts';
import { startAtrium } from '../support/startAtrium.ts';
import type { RunningAtrium } from '../support/startAtrium.ts';
import {
  becomesOnline,
  enterWorld,
  holdsTicketForPlace,
  isAt,
  placeOf,
  walkTo,
  walkToZone,
} from '../support/visitor.ts';
import type { Visitor } from '../support/visitor.ts';

declare global {
  interface Window {
    /** What would be on the clipboard. */
    copied?: string;
  }
}

interface Upgrade {
  readonly atrium: RunningAtrium;
  /** In the World at the Entrance, with a page of the first version. */
  readonly ana: Visitor;
  /** The server is started again with the next version of the Client. */
  readonly upgrade: () => Promise<void>;
}

const test = base.extend<Upgrade>({
  atrium: async ({}, use) => {
    const atrium = await startAtrium();
    await use(atrium);
    await atrium.remove();
  },
  ana: async ({ browser, atrium }, use) => {
    const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Entrance' });
    await use(ana);
    await ana.context.close();
  },
  upgrade: async ({ atrium }, use) => {
    const next = await renamedBuild();
    await use(async () => {
      await atrium.shutDown();
      await atrium.startAgain({ ATRIUM_CLIENT_DIR: next });
    });
    await rm(next, { recursive: true });
  },
});

const corner = { x: 22.5, y: 31.5 };
const updated = /Atrium has been updated/;
const openChat = ({ page }: Visitor) => page.getByRole('button', { name: /^Chat/ }).click();
const chatField = ({ page }: Visitor) => page.getByPlaceholder(/Write a message/);

/** The part that began the page: of the first version, or of the next. */
async function entryOf(page: Page): Promise<string> {
  return page.evaluate(
    () => document.querySelector<HTMLScriptElement>('script[type=module][src]')?.src ?? '',
  );
}

async function waitsInTheCorner(ana: Visitor): Promise<void> {
  await walkTo(ana, corner);
  await holdsTicketForPlace(ana);
}

async function reloadsToTheNextVersion(ana: Visitor): Promise<void> {
  await ana.page.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => entryOf(ana.page)).toContain('-next.js');
  await becomesOnline(ana);
  await expect.poll(() => isAt(ana, corner)).toBe(true);
  await expect(ana.page.getByText(updated)).toBeHidden();
}

test('after an upgrade an open page still gets its parts, and says that Atrium was updated', async ({
  ana,
  upgrade,
}) => {
  await waitsInTheCorner(ana);
  await upgrade();
  await becomesOnline(ana);
  await openChat(ana);
  await expect(chatField(ana)).toBeVisible();
  await expect(ana.page.getByText(updated)).toBeVisible();
  await reloadsToTheNextVersion(ana);
});

test('where the parts of the open page are gone, the World stays and the page says so', async ({
  ana,
  atrium,
  upgrade,
}) => {
  await waitsInTheCorner(ana);
  await atrium.shutDown();
  await rm(join(atrium.dataFolder, 'client'), { recursive: true, force: true });
  await upgrade();
  await becomesOnline(ana);
  await openChat(ana);
  await expect(ana.page.getByText(/Reload to keep using everything/)).toBeVisible();
  await expect.poll(() => placeOf(ana)).toMatchObject({ isSelf: true });
  await reloadsToTheNextVersion(ana);
  await openChat(ana);
  await expect(chatField(ana)).toBeVisible();
});

test('a part that did not arrive for want of a network is fetched when there is one', async ({ ana }) => {
  await ana.page.route(/ChatPanel/, (route) => route.abort('internetdisconnected'));
  await openChat(ana);
  await expect(ana.page.getByText(/didn’t load/)).toBeVisible();
  await ana.page.unroute(/ChatPanel/);
  await expect(chatField(ana)).toBeVisible();
  await expect(ana.page.getByText(/didn’t load/)).toBeHidden();
});

test('a MeetingRoom whose part for the SFU is missing says so, and talks once it is there', async ({
  ana,
  atrium,
  browser,
}) => {
  const ben = await enterWorld(browser, { url: atrium.url, name: 'Ben', spawnPoint: 'Entrance' });
  // mediasoup-client and what uses it, which are fetched when there is a room of the SFU to join.
  let asked = 0;
  await ana.page.route(/\/assets\/sfuParts-/, (route) => {
    asked++;
    return route.abort('internetdisconnected');
  });
  for (const visitor of [ana, ben]) await walkToZone(visitor, 'aurora');
  const missing = ana.page.getByText(/didn’t load/);
  await expect(missing).toBeVisible();
  await expect.poll(() => asked).toBeGreaterThan(2);
  await ana.page.unroute(/\/assets\/sfuParts-/);
  await expect(missing).toBeHidden();
  const pathToBen = () =>
    ana.page.evaluate(() => {
      const { people } = window.atrium?.media.state.getState() ?? {};
      return [...(people?.values() ?? [])].map(({ path }) => path);
    });
  await expect.poll(pathToBen).toEqual(['sfu']);
  await ben.context.close();
});

test('a panel that falls over leaves the World alone, and a page that does offers a reload and its log', async ({
  ana,
}) => {
  const falls = (name: string) => ({
    contentType: 'text/javascript',
    body: `export function ${name}() { throw new TypeError('broken on purpose'); }`,
  });
  await ana.page.route(/ChatPanel/, (route) => route.fulfill(falls('ChatPanel')));
  await openChat(ana);
  await expect(ana.page.getByText(/This part stopped working/)).toBeVisible();
  await expect.poll(() => placeOf(ana)).toMatchObject({ isSelf: true });
  await ana.page.getByRole('button', { name: 'Close' }).click();
  await waitsInTheCorner(ana);

  await ana.page.route(/WorldScreen/, (route) => route.fulfill(falls('WorldScreen')));
  await ana.page.reload();
  await expect(ana.page.getByRole('heading', { name: 'This page stopped working' })).toBeVisible();
  // Where copying is not allowed, the log is shown: what broke, without what the error said.
  const copy = ana.page.getByRole('button', { name: 'Copy log' });
  await ana.page.evaluate(() => {
    navigator.clipboard.writeText = async () => Promise.reject(new DOMException('', 'NotAllowedError'));
  });
  await copy.click();
  const shown = ana.page.getByRole('status');
  await expect(shown).toContainText('A part of the page stopped working cause=TypeError');
  await expect(shown).not.toContainText('broken on purpose');
  await ana.page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => void (window.copied = text);
  });
  await copy.click();
  await expect(shown).toContainText('Log copied');
  expect(await ana.page.evaluate(() => window.copied)).toContain('cause=TypeError');

  await ana.page.unroute(/WorldScreen/);
  await ana.page.getByRole('button', { name: 'Reload' }).click();
  await becomesOnline(ana);
  await expect.poll(() => isAt(ana, corner)).toBe(true);
});
