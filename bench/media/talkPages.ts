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
      readonly self: { readonly zoneId: string; readonly place: { readonly x: number; readonly y: number } };
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
  /** CPU time of all its processes so far, in ms. */
  cpuMs(): Promise<number>;
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
    async cpuMs() {
      const session = await browser.newBrowserCDPSession();
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      await session.detach();
      return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
    },
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

  /** Walks to a place, and resolves once one stands there and is in the Zone. */
  async walkInto(zoneId: string, position: { readonly x: number; readonly y: number }): Promise<void> {
    await this.#page.evaluate((to) => (window as unknown as Handles).atrium.session.walkTo(to), position);
    await this.#page.waitForFunction(
      ({ id, x, y }) => {
        const { zoneId: ownZoneId, place } = (window as unknown as Handles).atrium.session.self;
        return ownZoneId === id && Math.hypot(place.x - x, place.y - y) < 0.2;
      },
      { id: zoneId, ...position },
      { polling: 50, timeout: 30_000 },
    );
  }

  /** Waits until nothing of others comes in any more. */
  async isAlone(): Promise<void> {
    await this.#until(() => (window as unknown as Handles).mediaProbe.connections === 0, '');
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

  /** Waits until so many connections to others are up. */
  async isConnectedWith(people: number): Promise<void> {
    await this.#until(
      (count) => (window as unknown as Handles).mediaProbe.connections === Number(count),
      String(people),
    );
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
