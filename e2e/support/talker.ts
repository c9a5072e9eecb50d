import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions } from '@playwright/test';
import { chromium, expect } from '@playwright/test';
import { headlessShell } from './browsers.ts';
import { heard, inbound, probeMedia } from './mediaProbe.ts';
import { writeTone } from './tone.ts';
import { comeIn, goThroughLobby, openBrowser, openPage } from './visitor.ts';
import type { Visit, Visitor } from './visitor.ts';

/** A browser whose microphone hears a tone and whose camera sees a moving picture. */
export interface TalkingBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Fewer pictures than a camera sends: each costs every page that sends or shows it.
  '--use-fake-device-for-media-stream=fps=10',
  '--use-fake-ui-for-media-stream',
  '--auto-select-desktop-capture-source=Entire screen',
];

/** What their microphones hear. */
const toneHz = 400;

/** Starts a browser for people who talk; all of its pages have the same fake devices. */
export async function startTalkingBrowser(
  more: readonly string[] = [],
  executablePath = headlessShell,
): Promise<TalkingBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-tone-'));
  const tone = join(folder, 'tone.wav');
  await writeTone(tone, toneHz);
  const browser = await chromium.launch({
    executablePath,
    args: [...launchArguments, `--use-file-for-fake-audio-capture=${tone}`, ...more],
  });
  return {
    browser,
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Names a file of this folder that runs in the page before the page's own scripts. */
export type Modification = 'blockDirectWays' | 'ignoreMute' | 'relayOnly';

interface Entry extends Visit {
  /** What is different about this Client or its network. */
  readonly modification?: Modification;
}

/** What people who talk have: a small window, for decoding and drawing share two cores with all the others. */
const talkingOptions: BrowserContextOptions = {
  bypassCSP: true,
  viewport: { width: 640, height: 480 },
  permissions: ['microphone', 'camera'],
};

/** Comes into the World in a browser of its own. */
export async function enterTalking(browser: Browser, entry: Entry): Promise<Visitor> {
  const { name, modification } = entry;
  const visitor = await openPage(await openBrowser(browser, talkingOptions), name);
  await probeMedia(visitor.page);
  if (modification !== undefined) {
    const script = new URL(`${modification}.page.js`, import.meta.url);
    await visitor.page.addInitScript({ path: fileURLToPath(script) });
  }
  await comeIn(visitor, entry);
  await startsPage(visitor);
  return visitor;
}

/** Comes into the World in another tab of a person who is there. */
export async function enterInSecondTab({ context, name }: Visitor, visit: Visit): Promise<Visitor> {
  const visitor = await openPage(context, `${name}, in another tab`);
  await probeMedia(visitor.page);
  await goThroughLobby(visitor, visit);
  return visitor;
}

/** Presses a key that does nothing: browsers play no sound in a page that nobody has touched. */
export async function startsPage({ page }: Visitor): Promise<void> {
  await page.keyboard.press('Shift');
  const unlock = page.getByRole('button', { name: 'Turn sound on' });
  if (await unlock.isVisible()) await unlock.click();
}

/** Presses a switch of the toolbar, as with the mouse. */
export async function press(
  { page }: Visitor,
  name: 'Microphone' | 'Camera' | 'Share screen',
): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
}

/** Waits until somebody hears something. */
export async function hears(visitor: Visitor): Promise<void> {
  await expect
    .poll(async () => (await heard(visitor.page)).level, { message: `${visitor.name} hears something` })
    .toBeGreaterThan(0.01);
}

/** Waits until nothing is to be heard any more. */
export async function hearsNothing(visitor: Visitor): Promise<void> {
  await expect
    .poll(async () => (await heard(visitor.page)).level, { message: `${visitor.name} hears nothing` })
    .toBeLessThan(0.001);
}

/** Waits until pictures of others are decoded. */
export async function seesPictures({ page, name }: Visitor): Promise<void> {
  const before = (await inbound(page)).framesDecoded;
  await expect
    .poll(async () => (await inbound(page)).framesDecoded, { message: `${name} sees pictures` })
    .toBeGreaterThan(before + 5);
}

/** How the Zone is connected, as the Client was told. */
export function topologyOf({ page }: Visitor): Promise<string | undefined> {
  return page.evaluate(() => window.atrium?.media.state.getState().topology);
}

/** Over what others are heard at this moment, one entry for each of them: `direct`, `relayed` or `sfu`. */
export function pathsOf({ page }: Visitor): Promise<readonly (string | undefined)[]> {
  return page.evaluate(() =>
    Array.from(window.atrium?.media.state.getState().people.values() ?? [], ({ path }) => path),
  );
}

/** Connections of the page that are up. */
export function openConnections({ page }: Visitor): Promise<number> {
  return page.evaluate(() => window.mediaProbe?.connections ?? 0);
}

/** Whether the microphone is sent at this moment. */
export function isSending({ page }: Visitor): Promise<boolean> {
  return page.evaluate(() => window.atrium?.media.state.getState().isSending === true);
}

/** Leaves the World as people do, so that nobody waits for them to come back, and closes the browser. */
export async function leaves({ page, context }: Visitor): Promise<void> {
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  await page.getByLabel('Your name').waitFor();
  await context.close();
}
