import { expect } from '@playwright/test';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import type { RunningAtrium } from './startAtrium.ts';

export const password = 'correct horse battery';
/** Without a GPU, a few frames a second are enough, and none at rest. */
export const drawsLittle = '?renderer=canvas&fps=12&still';

export async function pageOf(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  return (await browser.newContext(options)).newPage();
}

/** Into the World. A tab that was in it a moment ago goes straight back in. */
export async function enter(page: Page, drawing = drawsLittle): Promise<void> {
  const lobby = page.getByRole('button', { name: 'Enter', exact: true });
  const toolbar = page.getByRole('navigation', { name: 'Toolbar' });
  await expect(lobby.or(toolbar)).toBeVisible();
  if (await lobby.isVisible()) {
    await page.evaluate((query) => {
      history.replaceState(history.state, '', `${location.pathname}${query}${location.hash}`);
    }, drawing);
    await lobby.click();
  }
  await expect(toolbar).toBeVisible();
}

/** Walks to a Zone, and sets off again where another person was in the way. */
export async function goTo(page: Page, zoneId: string): Promise<void> {
  const zone = () =>
    page.evaluate((id) => {
      const { session } = window.atrium ?? {};
      if (session?.self.zoneId !== id) session?.walkToZone(id);
      return session?.self.zoneId;
    }, zoneId);
  await expect.poll(zone, { intervals: [1_000] }).toBe(zoneId);
}

/** From the link that the server prints to the lobby of the first World. @returns the page of Ada, the first Admin */
export async function setUpWorkspace(
  browser: Browser,
  atrium: RunningAtrium,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await pageOf(browser, options);
  await page.goto(`${atrium.url}/`);
  await expect(page.getByRole('heading', { name: 'Atrium isn’t set up yet' })).toBeVisible();
  await page.goto(atrium.setupUrl ?? '');
  await page.getByLabel('Workspace name').fill('Acme');
  await page.getByLabel('Your name').fill('Ada');
  await page.getByLabel('Email address').fill('ada@example.org');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await expect(page.getByRole('heading', { name: 'Enter Headquarters' })).toBeVisible();
  return page;
}

/** @param admin whose page makes the link, and shows it afterwards */
export async function makeLink(
  admin: Page,
  atrium: RunningAtrium,
  kind: 'Create invitation' | 'Create guest link',
): Promise<string> {
  await admin.goto(`${atrium.url}/admin/invitations`);
  await admin.getByRole('button', { name: kind }).click();
  return admin.locator('code').innerText();
}

/** Joins as a Member by an invitation. @returns the page, in the lobby */
export async function joinBy(
  link: string,
  browser: Browser,
  name: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await pageOf(browser, options);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Join Acme' })).toBeVisible();
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Email address').fill(`${name.toLowerCase()}@example.org`);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page.getByRole('heading', { name: 'Enter Headquarters' })).toBeVisible();
  return page;
}
