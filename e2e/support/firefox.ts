import { networkInterfaces } from 'node:os';
import { expect } from '@playwright/test';
import puppeteer from 'puppeteer-core';
import type { Browser, Page } from 'puppeteer-core';
import { endWithParent } from '@atrium/server/testing';
import { testPath } from './visitor.ts';
import type { SeenAvatar } from './visitor.ts';
import type { XDisplay } from './xDisplay.ts';

/** Somebody with a profile of their own in Firefox. */
export interface FirefoxVisitor {
  readonly name: string;
  readonly page: Page;
  readonly problems: readonly string[];
  close(): Promise<void>;
}

declare global {
  interface Window {
    /** Every connection that the page has made. */
    madeConnections?: RTCPeerConnection[];
  }
}

/** Firefox sends no media to loopback, as people have it. A machine without any other network has to allow it. */
const hasNetwork = Object.values(networkInterfaces()).some((all) => all?.some(({ internal }) => !internal));

/** Fake devices, and no questions. */
const preferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.peerconnection.ice.loopback': !hasNetwork,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
  'media.autoplay.default': 0,
  'media.autoplay.blocking_policy': 0,
  // Each window is treated as if it had the focus.
  'focusmanager.testmode': true,
  'intl.accept_languages': 'en-GB',
};

/**
 * Debian's Firefox, driven by WebDriver BiDi.
 *
 * @param display the X display whose screen people share, where they do
 */
export async function startFirefox(display?: XDisplay): Promise<Browser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env['ATRIUM_FIREFOX'] ?? '/usr/bin/firefox-esr',
    headless: true,
    ...(display === undefined ? {} : { env: { ...process.env, DISPLAY: display.name } }),
    extraPrefsFirefox: preferences,
    // Connecting and loading share two cores with everything else on the machine.
    protocolTimeout: 120_000,
    timeout: 60_000,
  });
  const child = browser.process();
  // Puppeteer makes it the first of a group.
  if (child !== null) endWithParent(child);
  return browser;
}

/** Opens an address in a profile of its own. */
export async function openInFirefox(browser: Browser, name: string, url: string): Promise<FirefoxVisitor> {
  const context = await browser.createBrowserContext();
  // Not a tab: browsers draw hidden ones seldom, and send them no keys.
  const page = await context.newPage({ type: 'window' });
  const problems: string[] = [];
  page.on('pageerror', (error) => {
    // Zod tries whether it may compile its schemas, and goes on without; Firefox reports the attempt.
    if (!String(error).includes('blocked a JavaScript eval')) problems.push(String(error));
  });
  await page.setViewport({ width: 1024, height: 768 });
  await page.evaluateOnNewDocument(() => {
    const made: RTCPeerConnection[] = [];
    window.madeConnections = made;
    window.RTCPeerConnection = class extends window.RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        made.push(this);
      }
    };
  });
  await page.goto(url);
  return { name, page, problems, close: () => context.close() };
}

/** Goes through the lobby as a person would. */
export async function enterInFirefox(
  browser: Browser,
  visit: { readonly url: string; readonly name: string; readonly spawnPoint: string },
): Promise<FirefoxVisitor> {
  const visitor = await openInFirefox(browser, visit.name, `${visit.url}${testPath}`);
  await fill(visitor, 'Your name', visit.name);
  await click(visitor, visit.spawnPoint);
  await click(visitor, 'Enter');
  const isIn = () =>
    visitor.page.evaluate(
      () => window.atrium?.session.state.kind === 'online' && window.atrium.view.framesDrawn > 0,
    );
  await expect.poll(isIn, { message: `${visit.name} is in the World` }).toBe(true);
  return visitor;
}

/** Sends the visitor to where an Object is in reach, and waits until they are offered to use it. */
export async function walksToObjectInFirefox(
  { name, page }: FirefoxVisitor,
  objectId: string,
): Promise<void> {
  await page.evaluate((id) => {
    void window.atrium?.session.goTo({ kind: 'object', objectId: id });
  }, objectId);
  const isOffered = () =>
    page.evaluate(() => Array.from(document.querySelectorAll('button'), ({ textContent }) => textContent));
  await expect
    .poll(isOffered, { message: `${name} is offered the Object` })
    .toContainEqual(expect.stringMatching(/^Open the/));
}

/** Clicks on what has a name, with the mouse, once it is there and has come to rest. */
export async function click(visitor: FirefoxVisitor, name: string): Promise<void> {
  const { x, y } = await untilAtRest(visitor, name);
  await visitor.page.mouse.click(x, y);
}

/** Waits until something with a name is there, and does not move any more. */
export async function untilAtRest(visitor: FirefoxVisitor, name: string): Promise<{ x: number; y: number }> {
  let at: { x: number; y: number } | undefined;
  const isAtRest = async () => {
    const before = at;
    at = await middleOf(visitor, name);
    return at !== undefined && at.x === before?.x && at.y === before.y;
  };
  const message = `${visitor.name} has something named ${name} that is at rest`;
  await expect.poll(isAtRest, { message }).toBe(true);
  return at ?? { x: 0, y: 0 };
}

/** Types into a field, in place of what is in it. */
export async function fill(visitor: FirefoxVisitor, label: string, text: string): Promise<void> {
  await click(visitor, label);
  await visitor.page.keyboard.down('Control');
  await visitor.page.keyboard.press('a');
  await visitor.page.keyboard.up('Control');
  await visitor.page.keyboard.type(text);
}

/** Waits until a text is on the page. */
export async function reads({ name, page }: FirefoxVisitor, text: string): Promise<void> {
  // A page that has just been opened has no body yet.
  const isThere = () => page.evaluate((wanted) => document.body?.textContent.includes(wanted) === true, text);
  await expect.poll(isThere, { message: `${name} reads ${text}` }).toBe(true);
}

/**
 * Where something is that can be clicked on. Puppeteer's own ways to find elements compile code in the page, which its
 * Content-Security-Policy forbids.
 */
function middleOf({ page }: FirefoxVisitor, name: string): Promise<{ x: number; y: number } | undefined> {
  return page.evaluate((wanted) => {
    const nameOf = (element: HTMLElement) => {
      const by = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
      const labels = element instanceof HTMLInputElement ? Array.from(element.labels ?? []) : [];
      const parts = [...by.map((id) => document.getElementById(id)), ...labels];
      const text = parts.map((part) => part?.textContent ?? '').join(' ');
      return (element.getAttribute('aria-label') ?? (text || element.textContent)).trim();
    };
    const candidates = document.querySelectorAll<HTMLElement>('button, a, input, label, [role]');
    for (const element of candidates) {
      if (nameOf(element) !== wanted) continue;
      element.scrollIntoView({ block: 'nearest' });
      const { x, y, width, height } = element.getBoundingClientRect();
      if (width > 0 && height > 0) return { x: x + width / 2, y: y + height / 2 };
    }
    return undefined;
  }, name);
}

/** What the visitor's page shows of somebody. */
export async function seesInFirefox({ page }: FirefoxVisitor, name: string): Promise<SeenAvatar | undefined> {
  return page.evaluate((wanted) => {
    const avatars = window.atrium?.session.avatars(performance.now()) ?? [];
    const found = avatars.find((avatar) => avatar.name === wanted && avatar.fade !== 'leaving');
    if (found === undefined) return undefined;
    const { isSelf, x, y, state, fade } = found;
    return { name: wanted, isSelf, x, y, state, fade };
  }, name);
}

/** Waits until sound of others is played. */
export function hearsInFirefox(visitor: FirefoxVisitor): Promise<void> {
  return grows(async () => (await arrived(visitor)).audioEnergy, `sound arrives at ${visitor.name}`);
}

/** Waits until pictures of others are decoded. */
export function seesPicturesInFirefox(visitor: FirefoxVisitor): Promise<void> {
  return grows(async () => (await arrived(visitor)).framesDecoded, `pictures arrive at ${visitor.name}`);
}

/** Waits until a count grows from one look to the next: Firefox counts from 0 again when a connection is renegotiated. */
async function grows(count: () => Promise<number>, message: string): Promise<void> {
  let last = await count();
  const hasGrown = async () => {
    const before = last;
    last = await count();
    return last > before;
  };
  await expect.poll(hasGrown, { message }).toBe(true);
}

/** What has arrived from others, all connections together. */
async function arrived({
  page,
}: FirefoxVisitor): Promise<{ readonly audioEnergy: number; readonly framesDecoded: number }> {
  return page.evaluate(async () => {
    let [audioEnergy, framesDecoded] = [0, 0];
    for (const connection of window.madeConnections ?? []) {
      for (const entry of (await connection.getStats()).values() as Iterable<{
        readonly type: string;
        readonly totalAudioEnergy?: number;
        readonly framesDecoded?: number;
      }>) {
        if (entry.type !== 'inbound-rtp') continue;
        audioEnergy += entry.totalAudioEnergy ?? 0;
        framesDecoded += entry.framesDecoded ?? 0;
      }
    }
    return { audioEnergy, framesDecoded };
  });
}

/** Over what others are heard, one entry for each of them: `direct`, `relayed` or `sfu`. */
export async function pathsInFirefox({ page }: FirefoxVisitor): Promise<readonly (string | undefined)[]> {
  return page.evaluate(() =>
    Array.from(window.atrium?.media.state.getState().people.values() ?? [], ({ path }) => path),
  );
}
