import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import type { Browser, Page, Response } from 'playwright';
import type { Noted } from './watchBuilding.ts';

/** Until the page has what a first picture can do without, in ms. */
const laterPartsMs = 4_000;

export interface PagePlan {
  readonly url: string;
  readonly worldId: string;
  readonly worldName: string;
  readonly email: string;
  readonly password: string;
  /** Name of the SpawnPoint to begin at. */
  readonly spawnPoint: string;
}

/** A tile. */
export type Tile = readonly [x: number, y: number];

/** A browser with one page in Build Mode. */
export class BuilderPage {
  /** JavaScript that had come when the World was first drawn, each file gzipped, in KB. */
  readonly firstWorldKbGzip: number;
  /** What comes in addition for those who build, until Build Mode is open. */
  readonly chunkKbGzip: number;
  readonly #browser: Browser;
  readonly #page: Page;
  #publishedAt = 0;

  private constructor(browser: Browser, page: Page, firstWorldKbGzip: number, chunkKbGzip: number) {
    this.#browser = browser;
    this.#page = page;
    this.firstWorldKbGzip = firstWorldKbGzip;
    this.chunkKbGzip = chunkKbGzip;
    page.on('request', (request) => {
      if (request.url().endsWith('/draft/publish')) this.#publishedAt = Date.now();
    });
  }

  /** Enters a World and opens Build Mode, as an Admin would. */
  static async open(plan: PagePlan): Promise<BuilderPage> {
    const browser = await chromium.launch({
      executablePath: process.env['ATRIUM_CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
    });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
    await page.addInitScript({ path: fileURLToPath(new URL('watchBuilding.js', import.meta.url)) });
    await page.goto(`${plan.url}/w/${plan.worldId}?renderer=canvas&still`);
    await page.getByLabel('Email address').fill(plan.email);
    await page.getByLabel('Password').fill(plan.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText(plan.spawnPoint, { exact: true }).waitFor();
    const scripts: Response[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(response);
    });
    await page.reload();
    await page.getByText(plan.spawnPoint, { exact: true }).click();
    await page.getByRole('button', { name: 'Enter', exact: true }).click();
    await page.waitForFunction(() => (window.atrium?.view.framesDrawn ?? 0) > 0);
    const first = await gzipKb(scripts.splice(0));
    // What everybody loads after the World does not count; the words for building come with the button.
    await pause(laterPartsMs);
    const words = scripts.splice(0).filter((script) => script.url().includes('/build'));
    await page.getByRole('button', { name: 'Build', exact: true }).click();
    await page.getByRole('application', { name: `Plan of ${plan.worldName}` }).waitFor();
    await page.getByRole('button', { name: 'No problems' }).waitFor();
    return new BuilderPage(browser, page, first, await gzipKb([...words, ...scripts]));
  }

  async choose(tool: string): Promise<void> {
    await this.#page
      .getByRole('toolbar', { name: 'Tools' })
      .getByRole('button', { name: tool, exact: true })
      .click();
  }

  async chooseObject(name: string): Promise<void> {
    await this.#chooseOf('Objects', name);
  }

  async chooseFloor(name: string): Promise<void> {
    await this.#chooseOf('Floor', name);
  }

  async #chooseOf(tool: string, name: string): Promise<void> {
    await this.choose(tool);
    await this.#page.getByRole('button', { name, exact: true }).click();
  }

  /** Moves the pointer there, and waits until the page shows what is under it. */
  async hover(tile: Tile): Promise<void> {
    const { x, y } = await this.#pointOf(tile);
    await this.#page.mouse.move(x, y);
    await this.#settled();
  }

  async click(tile: Tile): Promise<void> {
    await this.hover(tile);
    await this.#page.mouse.down();
    await this.#page.mouse.up();
    await this.#settled();
  }

  async drag(from: Tile, to: Tile): Promise<void> {
    await this.hover(from);
    await this.#page.mouse.down();
    const { x, y } = await this.#pointOf(to);
    await this.#page.mouse.move(x, y, { steps: 4 });
    await this.#page.mouse.up();
    await this.#settled();
  }

  async undo(): Promise<void> {
    await this.#page.keyboard.press('Control+z');
    await this.#settled();
  }

  /** Waits until the server has everything. */
  async saved(): Promise<void> {
    await this.#page.getByText('Draft saved').waitFor();
  }

  /** @returns when the page asked for it, on the clock of the machine, in ms */
  async publish(): Promise<number> {
    await this.#page.getByRole('button', { name: 'Publish …' }).click();
    const dialog = this.#page.getByRole('dialog', { name: 'Publish' });
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    return this.#publishedAt;
  }

  noted(): Promise<Noted> {
    return this.#page.evaluate(() => window.noted ?? { ghosts: [], pictures: [], problems: [], saves: [] });
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  /** Until everything that was done is shown, and looked at for problems. */
  async #settled(): Promise<void> {
    await this.#page.waitForFunction(() => window.underWay === 0);
  }

  /** Where the middle of a tile is on the page, as the marks over the picture have it. */
  async #pointOf([x, y]: Tile): Promise<{ readonly x: number; readonly y: number }> {
    const marks = this.#page.getByRole('application', { name: 'Plan of' }).locator('svg > g').first();
    const matrix = (await marks.getAttribute('transform')) ?? '';
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = (matrix.match(/-?[\d.]+/g) ?? []).map(Number);
    return { x: a * (x + 0.5) + c * (y + 0.5) + e, y: b * (x + 0.5) + d * (y + 0.5) + f };
  }
}

async function gzipKb(scripts: readonly Response[]): Promise<number> {
  const bodies = await Promise.all(scripts.map((response) => response.body()));
  return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1024;
}
