import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import type { Browser, Page } from 'playwright';
import { writeTone } from '../../e2e/support/tone.ts';

/** The parts of the page's handles that are measured by. */
interface Handles {
  readonly atrium: {
    readonly session: {
      readonly state: { readonly kind: string };
      readonly self: { readonly zoneId: string };
      walkTo(position: { readonly x: number; readonly y: number }): boolean;
    };
    readonly media: {
      readonly state: {
        getState(): {
          readonly topology: string | undefined;
          readonly people: ReadonlyMap<string, { readonly path: string | undefined }>;
        };
      };
    };
  };
  readonly mediaProbe: {
    readonly connections: number;
    readonly firstHeardMs: number | undefined;
    startListening(): void;
    heard(): { readonly longestGapMs: number };
  };
  /** When the server said that one is in a Zone, on the clock of the page, by its id. */
  readonly zoneEnteredMs: Record<string, number>;
}

const probe = fileURLToPath(new URL('../../e2e/support/mediaProbe.page.js', import.meta.url));
const clock = fileURLToPath(new URL('../media/zoneClock.page.js', import.meta.url));
const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

/** A browser whose microphone hears a tone without an end. */
export interface ToneBrowser {
  enter(url: string, name: string, spawnPoint: string): Promise<TalkPage>;
  close(): Promise<void>;
}

export async function openToneBrowser(): Promise<ToneBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-bench-tone-'));
  const tone = join(folder, 'tone.wav');
  await writeTone(tone, 400);
  const browser = await chromium.launch({
    executablePath: process.env['ATRIUM_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...browserArguments, `--use-file-for-fake-audio-capture=${tone}`],
  });
  return {
    enter: (url, name, spawnPoint) => enter(browser, url, name, spawnPoint),
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Somebody in the World, in a page of their own. */
export class TalkPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async pressMicrophone(): Promise<void> {
    await this.#page.getByRole('navigation').getByRole('button', { name: 'Microphone', exact: true }).click();
  }

  /** Sets off, and resolves once the Zone is another one. */
  async walkInto(zoneId: string, position: { readonly x: number; readonly y: number }): Promise<void> {
    await this.#page.evaluate((to) => (window as unknown as Handles).atrium.session.walkTo(to), position);
    await this.#until((id) => (window as unknown as Handles).atrium.session.self.zoneId === id, zoneId);
  }

  async startListening(): Promise<void> {
    await this.#page.evaluate(() => (window as unknown as Handles).mediaProbe.startListening());
  }

  /** From the server's word that one is in the Zone to the first sound, in ms. */
  async firstSoundMs(zoneId: string): Promise<number> {
    await this.#until(() => (window as unknown as Handles).mediaProbe.firstHeardMs !== undefined, '');
    return this.#page.evaluate((id) => {
      const { mediaProbe, zoneEnteredMs } = window as unknown as Handles;
      return (mediaProbe.firstHeardMs ?? NaN) - (zoneEnteredMs[id] ?? NaN);
    }, zoneId);
  }

  /** Waits until everybody is heard one way alone, and that way is this. */
  async isHandedOver(to: 'direct' | 'sfu'): Promise<void> {
    await this.#until((path) => {
      const { atrium, mediaProbe } = window as unknown as Handles;
      const people = [...atrium.media.state.getState().people.values()];
      return (
        people.length > 0 && people.every((person) => person.path === path) && mediaProbe.connections === 1
      );
    }, to);
  }

  /** Without sound since `startListening`, in ms of played time. */
  async longestGapMs(): Promise<number> {
    return this.#page.evaluate(() => (window as unknown as Handles).mediaProbe.heard().longestGapMs);
  }

  async #until(condition: (argument: string) => boolean, argument: string): Promise<void> {
    await this.#page.waitForFunction(condition, argument, { polling: 50, timeout: 30_000 });
  }
}

async function enter(browser: Browser, url: string, name: string, spawnPoint: string): Promise<TalkPage> {
  const context = await browser.newContext({
    viewport: { width: 400, height: 400 },
    locale: 'en-GB',
    bypassCSP: true,
  });
  const page = await context.newPage();
  await page.addInitScript({ path: probe });
  await page.addInitScript({ path: clock });
  await page.goto(`${url}/?renderer=canvas`);
  await page.getByLabel('Your name').fill(name);
  await page.getByText(spawnPoint, { exact: true }).click();
  await page.getByRole('button', { name: 'Enter', exact: true }).click();
  await page.waitForFunction(() => (window as unknown as Handles).atrium?.session.state.kind === 'online');
  return new TalkPage(page);
}
