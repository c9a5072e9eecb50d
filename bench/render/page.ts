import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type CDPSession, type Page, type Response } from 'playwright';

/** The part of the page's handle that is measured by. */
interface AtriumHandle {
  readonly session: {
    readonly state: { readonly kind: string };
    avatars(nowMs: number): readonly { readonly state: string; readonly fade: string }[];
  };
  readonly view: { readonly framesDrawn: number; readonly drawTimes: readonly number[] };
  /** Of Build Mode. */
  draft(): object | undefined;
}
declare global {
  interface Window {
    atrium?: AtriumHandle;
  }
}

const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** What a browser does when it has just started is not counted, in ms. */
const startedMs = 2_000;

/** A browser with one page in a World. */
export interface WorldPage {
  /** JavaScript that had come over the network when the first frame was drawn, each file gzipped, in KB. */
  readonly firstWorldKbGzip: number;
  framesDrawn(): Promise<number>;
  /** Main-thread time of each of the latest frames, in ms. */
  drawTimes(): Promise<readonly number[]>;
  /** Avatars of others that the page shows walking. */
  walkersSeen(): Promise<number>;
  /** What all processes of the browser took before a World was opened, on an empty page, in % of a core. */
  readonly emptyCpuPercent: number;
  /** What they take now, in % of a core. @param ms how long to measure */
  cpuPercent(ms: number): Promise<number>;
  /** Everything the main thread has done since the page was opened, drawing or not, in ms. */
  mainThreadMs(): Promise<number>;
  close(): Promise<void>;
}

/**
 * Goes through the lobby into a World, as a person would.
 *
 * @param emptyMs how long the browser is measured before that, with an empty page
 */
export async function openWorldPage(url: string, spawnPoint: string, emptyMs: number): Promise<WorldPage> {
  const browser = await chromium.launch({
    executablePath: process.env['ATRIUM_CHROMIUM'] ?? '/usr/bin/chromium',
    args: browserArguments,
  });
  try {
    return await enter(browser, url, spawnPoint, emptyMs);
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function enter(browser: Browser, url: string, spawnPoint: string, emptyMs: number): Promise<WorldPage> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  const scripts: Response[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response);
  });
  await pause(startedMs);
  const emptyCpuPercent = await measureCpuPercent(browser, emptyMs);
  // Drawn without a GPU, as on the machines that run this.
  await page.goto(`${url}/?renderer=canvas`);
  await page.getByLabel('Your name').fill('Watcher');
  await page.getByText(spawnPoint, { exact: true }).click();
  await page.getByRole('button', { name: 'Enter', exact: true }).click();
  await page.waitForFunction(() => (window.atrium?.view.framesDrawn ?? 0) > 0);
  const firstWorldKbGzip = await sumGzipKb(scripts);
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Performance.enable');
  return {
    firstWorldKbGzip,
    emptyCpuPercent,
    cpuPercent: (ms) => measureCpuPercent(browser, ms),
    framesDrawn: () => page.evaluate(() => window.atrium?.view.framesDrawn ?? 0),
    drawTimes: () => page.evaluate(() => [...(window.atrium?.view.drawTimes ?? [])]),
    walkersSeen: () => countWalkers(page),
    mainThreadMs: () => readMainThreadMs(devTools),
    close: () => browser.close(),
  };
}

async function sumGzipKb(scripts: readonly Response[]): Promise<number> {
  const bodies = await Promise.all(scripts.map((response) => response.body()));
  return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1024;
}

function countWalkers(page: Page): Promise<number> {
  return page.evaluate(() => {
    const avatars = window.atrium?.session.avatars(performance.now()) ?? [];
    return avatars.filter(({ state, fade }) => state === 'walking' && fade !== 'leaving').length;
  });
}

/** All processes of the browser together, as Chromium counts them. */
async function measureCpuPercent(browser: Browser, ms: number): Promise<number> {
  const devTools = await browser.newBrowserCDPSession();
  const read = async () => {
    const { processInfo } = await devTools.send('SystemInfo.getProcessInfo');
    return new Map(processInfo.map(({ id, cpuTime }) => [id, cpuTime]));
  };
  const before = await read();
  const startMs = performance.now();
  await pause(ms);
  const after = await read();
  const seconds = (performance.now() - startMs) / 1000;
  await devTools.detach();
  let spent = 0;
  for (const [id, cpuTime] of after) spent += cpuTime - (before.get(id) ?? 0);
  return (spent / seconds) * 100;
}

async function readMainThreadMs(devTools: CDPSession): Promise<number> {
  const { metrics } = await devTools.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}
