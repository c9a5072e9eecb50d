import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { chromium, expect } from '@playwright/test';
import type { AvatarLook } from '@atrium/protocol';
import { headlessShell } from '../support/browsers.ts';
import { startAtrium } from '../support/startAtrium.ts';
import type { RunningAtrium } from '../support/startAtrium.ts';
import { writeTone } from '../support/tone.ts';
import { enter, joinBy, makeLink, setUpWorkspace } from '../support/workspace.ts';
import type { Face } from './cameraPictures.ts';
import { writeCameraPictures } from './cameraPictures.ts';

/** A Workspace with three people, each with a browser, a microphone and a camera. */
export interface RecordedOffice {
  readonly atrium: RunningAtrium;
  /** The Admin, whose page is recorded. */
  readonly ada: Page;
  readonly ben: Page;
  readonly chloe: Page;
  /** For more pages. */
  readonly browser: Browser;
  close(): Promise<void>;
}

interface Person {
  readonly look: AvatarLook;
  readonly face: Face;
  readonly toneHz: number;
}

const people: Readonly<Record<'ada' | 'ben' | 'chloe', Person>> = {
  ada: {
    look: {
      skin: 'sand',
      hairStyle: 'long',
      hairColour: 'brown',
      clothing: 'jacket',
      clothingColour: 'blue',
      trousersColour: 'navy',
      accessory: 'none',
    },
    face: { skin: '#e0ac86', hair: '#4a3327', shirt: '#4f7cac', wall: '#d9d2c5', haircut: 'long' },
    toneHz: 300,
  },
  ben: {
    look: {
      skin: 'umber',
      hairStyle: 'afro',
      hairColour: 'black',
      clothing: 'hoodie',
      clothingColour: 'orange',
      trousersColour: 'grey',
      accessory: 'none',
    },
    face: { skin: '#8d5a3b', hair: '#1d1716', shirt: '#c9803d', wall: '#b9c7c2', haircut: 'curly' },
    toneHz: 400,
  },
  chloe: {
    look: {
      skin: 'porcelain',
      hairStyle: 'short',
      hairColour: 'red',
      clothing: 'shirt',
      clothingColour: 'green',
      trousersColour: 'sand',
      accessory: 'glasses',
    },
    face: { skin: '#f0c8ae', hair: '#a3492a', shirt: '#5d8f63', wall: '#cfc4d6', haircut: 'short' },
    toneHz: 500,
  },
};

export const recordedSize = { width: 1_120, height: 700 };
/** The others decode and draw on the same cores. */
const otherSize = { width: 480, height: 360 };

export async function openOffice(): Promise<RecordedOffice> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-record-'));
  const browsers: Browser[] = [];
  const launch = async (name: keyof typeof people) => {
    const browser = await launchPerson(folder, name);
    browsers.push(browser);
    return browser;
  };
  const atrium = await startAtrium({ ATRIUM_ACCOUNTS: 'on' });
  const browser = await launch('ada');
  const ada = await setUpWorkspace(browser, atrium, { viewport: recordedSize });
  await ada.addInitScript({ path: fileURLToPath(new URL('pointer.page.js', import.meta.url)) });
  const joins = async (name: 'Ben' | 'Chloe') => {
    const link = await makeLink(ada, atrium, 'Create invitation');
    return joinBy(link, await launch(name === 'Ben' ? 'ben' : 'chloe'), name, { viewport: otherSize });
  };
  const ben = await joins('Ben');
  const chloe = await joins('Chloe');
  await ada.goto(`${atrium.url}/`);
  await dress(ada, 'ada');
  await dress(ben, 'ben');
  await dress(chloe, 'chloe');
  return {
    atrium,
    ada,
    ben,
    chloe,
    browser,
    async close() {
      await Promise.all(browsers.map((browser) => browser.close()));
      await atrium.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function launchPerson(folder: string, name: keyof typeof people): Promise<Browser> {
  const [tone, pictures] = [join(folder, `${name}.wav`), join(folder, `${name}.mjpeg`)];
  await writeTone(tone, people[name].toneHz);
  await writeCameraPictures(pictures, people[name].face);
  return chromium.launch({
    executablePath: headlessShell,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-audio-capture=${tone}`,
      `--use-file-for-fake-video-capture=${pictures}`,
    ],
  });
}

/** What the page remembers of a person who was here before: no hints, and day outside at any hour. */
const settings = {
  alwaysDay: true,
  minimap: false,
  hintsDone: ['walk', 'talk', 'heard', 'approach', 'knock', 'others'],
};

/** The Admin is recorded ten times a second, and seen to be alive. */
const drawsFilm = '?renderer=canvas&fps=12';
/** Others than the Admin, who is recorded, draw as little as possible. */
const drawsHardly = '?renderer=canvas&fps=1';

/** Enters the World with the person's look, as on a second visit with this browser. */
async function dress(page: Page, name: keyof typeof people): Promise<void> {
  const remembered = {
    'atrium.look': JSON.stringify(people[name].look),
    'atrium.settings': JSON.stringify(settings),
  };
  await page.evaluate((values) => {
    for (const [key, value] of Object.entries(values)) localStorage.setItem(key, value);
  }, remembered);
  // A machine that records is busy: cameras stay on all the same.
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'PressureObserver'));
  await page.reload();
  await enter(page, name === 'ada' ? drawsFilm : drawsHardly);
  // Browsers play no sound in a page that nobody has touched.
  await page.keyboard.press('Shift');
}

/** Presses a switch of the toolbar until it is as wished. */
export async function switchOn(page: Page, name: 'Microphone' | 'Camera'): Promise<void> {
  const button = page.getByRole('navigation').getByRole('button', { name, exact: true });
  if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
}

const stateOfSelf = () =>
  window.atrium?.session.avatars(performance.now()).find((avatar) => avatar.isSelf)?.state;

/** Walks to a seat and sits down. */
export async function sit(page: Page, seatId: string): Promise<void> {
  await page.evaluate((id) => window.atrium?.session.sitOn(id), seatId);
  await expect.poll(() => page.evaluate(stateOfSelf), { intervals: [100] }).toBe('sitting');
}

/** Walks to a place and stops there. */
export async function walkTo(page: Page, x: number, y: number): Promise<void> {
  await page.evaluate((place) => window.atrium?.session.walkTo(place), { x, y });
  const distance = () =>
    page.evaluate(
      (target) => {
        const { x: ownX, y: ownY } = window.atrium?.session.self.place ?? { x: 0, y: 0 };
        return Math.hypot(ownX - target.x, ownY - target.y);
      },
      { x, y },
    );
  await expect.poll(distance, { intervals: [100] }).toBeLessThan(0.2);
}

/** Waits until a page shows so many cameras, the own one included. */
export async function seesCameras(page: Page, count: number): Promise<void> {
  const playing = () =>
    page.evaluate(
      () => [...document.querySelectorAll('video')].filter((video) => video.videoWidth > 0).length,
    );
  await expect.poll(playing, { intervals: [200] }).toBeGreaterThanOrEqual(count);
}

/** Waits as a viewer needs it to see what is shown. */
export async function linger(page: Page, seconds: number): Promise<void> {
  await page.waitForTimeout(seconds * 1_000);
}
