import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import * as z from 'zod';
import { composeLook, guestReplySchema, placeSchema, worldListSchema } from '@atrium/protocol';

/** What a page shows of one Avatar. */
export interface SeenAvatar {
  readonly name: string;
  readonly isSelf: boolean;
  readonly x: number;
  readonly y: number;
  readonly state: string;
  readonly fade: string;
}

/** What tests look at in a World. */
interface SeenWorld {
  readonly worldId: string;
  readonly map: { readonly width: number; readonly height: number };
  readonly spawnPoints: readonly unknown[];
  readonly objects: readonly {
    readonly id: string;
    readonly position: { readonly x: number; readonly y: number };
    readonly rotation: number;
    readonly linkedObjects?: readonly string[];
    readonly type: string;
    readonly asset?: string;
  }[];
  readonly zones: readonly {
    readonly id: string;
    readonly name: string;
    readonly bounds?: {
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    };
  }[];
  readonly doors: readonly {
    readonly leadsToZone: string;
    readonly bounds: { readonly x: number; readonly y: number };
  }[];
}

/** The part of the page's handle for tests that these tests use. */
interface AtriumHandle {
  readonly session: {
    readonly state: { readonly kind: string };
    readonly self: {
      readonly zoneId: string;
      readonly role: string;
      readonly place: { readonly x: number; readonly y: number };
    };
    readonly space: {
      readonly world: SeenWorld;
      readonly seats: readonly {
        readonly id: string;
        readonly position: { readonly x: number; readonly y: number };
      }[];
    };
    readonly peers: readonly { readonly name: string; readonly dancing?: true | undefined }[];
    avatars(nowMs: number): readonly SeenAvatar[];
    walkTo(position: { readonly x: number; readonly y: number }): boolean;
    walkToZone(zoneId: string): boolean;
    sitOn(seatId: string): boolean;
    goTo(goal: { readonly kind: 'object'; readonly objectId: string }): Promise<unknown>;
    networkChanged(): void;
  };
  readonly media: {
    readonly state: {
      getState(): {
        readonly topology: string | undefined;
        readonly isSending: boolean;
        readonly people: ReadonlyMap<
          string,
          { readonly path: string | undefined; readonly isAudible: boolean }
        >;
      };
    };
  };
  readonly view: {
    readonly framesDrawn: number;
    readonly zoom: number;
    panBy(dx: number, dy: number): void;
  };
  draft(): SeenWorld | undefined;
}
declare global {
  interface Window {
    atrium?: AtriumHandle;
  }
}

/** Somebody with a browser of their own, in a World. */
export interface Visitor {
  readonly name: string;
  readonly page: Page;
  readonly context: BrowserContext;
  /** Everything that the page reported as an error. */
  readonly problems: readonly string[];
}

export interface Visit {
  readonly url: string;
  readonly name: string;
  readonly spawnPoint?: string;
  /** The address, where it is not that of the default World. */
  readonly path?: string;
  readonly options?: BrowserContextOptions;
}

/** Without a GPU a frame takes half of a core's time for it: a few of them are enough to see people walk, and none at rest. */
export const testPath = '/?renderer=canvas&fps=12&still';
/** The same with all that people do at rest. */
export const livelyPath = '/?renderer=canvas&fps=12';

/** Opens a browser of its own with a person in the World. */
export async function enterWorld(browser: Browser, visit: Visit): Promise<Visitor> {
  const visitor = await openPage(await openBrowser(browser, visit.options), visit.name);
  await comeIn(visitor, visit);
  return visitor;
}

/** Opens a browser of its own and goes through the lobby, as a new person would. */
export async function enterByLobby(browser: Browser, visit: Visit): Promise<Visitor> {
  const visitor = await openPage(await openBrowser(browser, visit.options), visit.name);
  await goThroughLobby(visitor, visit);
  return visitor;
}

/**
 * Comes into the World by a page that knows its person from a moment ago, as after a reload: the lobby takes as long as
 * entering, and has tests of its own.
 */
export async function comeIn(visitor: Visitor, visit: Visit): Promise<void> {
  const { page } = visitor;
  await page.addInitScript(
    ({ device, tab }) => {
      if (sessionStorage.length > 0) return;
      for (const [key, value] of Object.entries(device)) localStorage.setItem(key, value);
      for (const [key, value] of Object.entries(tab)) sessionStorage.setItem(key, value);
    },
    await rememberVisit(visit),
  );
  await page.goto(`${visit.url}${visit.path ?? testPath}`);
  await becomesOnline(visitor);
}

/** Comes into the World as people do for the first time. */
export async function goThroughLobby(
  visitor: Visitor,
  { url, name, spawnPoint, path = testPath }: Visit,
): Promise<void> {
  const { page } = visitor;
  await page.goto(`${url}${path}`);
  await page.getByLabel('Your name').fill(name);
  if (spawnPoint !== undefined) await page.getByText(spawnPoint, { exact: true }).click();
  await page.getByRole('button', { name: 'Enter', exact: true }).click();
  await becomesOnline(visitor);
}

/** A browser that knows nothing of any other. */
export function openBrowser(browser: Browser, options?: BrowserContextOptions): Promise<BrowserContext> {
  return browser.newContext({ locale: 'en-GB', ...options });
}

/** A tab whose errors are kept. */
export async function openPage(context: BrowserContext, name: string): Promise<Visitor> {
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return { name, page, context, problems };
}

/** What the Client keeps of a visit: on the device (`settings/profile.ts`), and for the tab (`visit/ticketStore.ts`). */
async function rememberVisit({ url, name, spawnPoint }: Visit) {
  const { worlds } = await askJson(worldListSchema, `${url}/api/v1/worlds`);
  const [world] = worlds;
  if (world === undefined) throw new Error('There is no World.');
  const { worldId, file } = world;
  const guest = await askJson(guestReplySchema, `${url}/api/v1/guests`, { name, worldId });
  const { spawnPoints } = await askJson(spawnPointsSchema, `${url}${file}`);
  const spawnPointId = spawnPoints.find((point) => point.name === spawnPoint)?.id;
  if (spawnPoint !== undefined && spawnPointId === undefined) throw new Error(`No SpawnPoint ${spawnPoint}.`);
  return {
    device: {
      'atrium.name': name,
      'atrium.look': JSON.stringify(composeLook(([first]) => first)),
      'atrium.token': guest.token,
      ...(spawnPointId === undefined ? {} : { [`atrium.spawnPoint.${worldId}`]: spawnPointId }),
    },
    // Of no place: the server takes the SpawnPoint then.
    tab: { [`atrium.ticket.${worldId}`]: 'from a moment ago' },
  };
}

const spawnPointsSchema = z.object({ spawnPoints: z.array(z.object({ id: z.string(), name: z.string() })) });

async function askJson<T>(schema: z.ZodType<T>, address: string, body?: object): Promise<T> {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const answer = await fetch(address, body === undefined ? {} : request);
  return schema.parse(await answer.json());
}

/** Waits until the person is in the World and sees it. */
export async function becomesOnline({ page }: Visitor): Promise<void> {
  await page.waitForFunction(
    () => window.atrium?.session.state.kind === 'online' && window.atrium.view.framesDrawn > 0,
  );
}

/** What the visitor's page shows of somebody; `undefined` where it does not show them. */
export async function sees(visitor: Visitor, name: string): Promise<SeenAvatar | undefined> {
  const avatars = await seenAvatars(visitor);
  return avatars.find((avatar) => avatar.name === name && avatar.fade !== 'leaving');
}

function seenAvatars({ page }: Visitor): Promise<SeenAvatar[]> {
  return page.evaluate(() =>
    (window.atrium?.session.avatars(performance.now()) ?? []).map(({ name, isSelf, x, y, state, fade }) => ({
      name,
      isSelf,
      x,
      y,
      state,
      fade,
    })),
  );
}

/** How often a second the World was drawn, in the time that the browser takes for some frames of its own. */
export async function framesPerSecond({ page }: Visitor, browserFrames = 60): Promise<number> {
  return page.evaluate(async (frames) => {
    const count = () => window.atrium?.view.framesDrawn ?? 0;
    const [before, startMs] = [count(), performance.now()];
    for (let frame = 0; frame < frames; frame++) await new Promise(requestAnimationFrame);
    return (count() - before) / ((performance.now() - startMs) / 1_000);
  }, browserFrames);
}

/** Where the visitor's own page shows them. */
export async function placeOf(visitor: Visitor): Promise<SeenAvatar> {
  // Not by name: a visitor of the test before, who is gone but still shown, may have the same.
  const own = (await seenAvatars(visitor)).find(({ isSelf }) => isSelf);
  if (own === undefined) throw new Error(`${visitor.name} does not see themselves.`);
  return own;
}

/** Whether the visitor's own page shows them at a place, to a tenth of a tile. */
export async function isAt(
  visitor: Visitor,
  place: { readonly x: number; readonly y: number },
): Promise<boolean> {
  const own = await placeOf(visitor);
  return Math.hypot(own.x - place.x, own.y - place.y) < 0.1;
}

export async function zoneOf({ page }: Visitor): Promise<string | undefined> {
  return page.evaluate(() => window.atrium?.session.self.zoneId);
}

/** Waits until the watcher sees the walker stand where the walker's own page shows them. */
export async function agreeOnPlace(watcher: Visitor, walker: Visitor): Promise<void> {
  await expect
    .poll(async () => {
      const [seen, own] = [await sees(watcher, walker.name), await placeOf(walker)];
      if (seen === undefined || own.state === 'walking') return Number.POSITIVE_INFINITY;
      return Math.hypot(seen.x - own.x, seen.y - own.y);
    })
    .toBeLessThan(0.05);
}

/** Sends the visitor somewhere by path, as a click there would, and waits until they have arrived. */
export async function walkTo(
  visitor: Visitor,
  target: { readonly x: number; readonly y: number },
): Promise<void> {
  const hasWay = await visitor.page.evaluate((place) => window.atrium?.session.walkTo(place), target);
  expect(hasWay, `a way for ${visitor.name} to ${target.x}, ${target.y}`).toBe(true);
  await expect
    .poll(async () => {
      const own = await placeOf(visitor);
      return own.state === 'walking'
        ? Number.POSITIVE_INFINITY
        : Math.hypot(own.x - target.x, own.y - target.y);
    })
    .toBeLessThan(0.1);
}

/** Sends the visitor to a Zone and waits until they are in it. */
export async function walkToZone(visitor: Visitor, zoneId: string): Promise<void> {
  const hasWay = await visitor.page.evaluate((id) => window.atrium?.session.walkToZone(id), zoneId);
  expect(hasWay, `a way for ${visitor.name} to ${zoneId}`).toBe(true);
  await expect.poll(() => zoneOf(visitor)).toBe(zoneId);
}

/** Sends the visitor to where an Object is in reach, and waits until they are offered to use it. */
export async function walkToObject({ page }: Visitor, objectId: string, offer: RegExp): Promise<void> {
  await page.evaluate((id) => window.atrium?.session.goTo({ kind: 'object', objectId: id }), objectId);
  await expect(page.getByRole('button', { name: offer })).toBeVisible();
}

/** Ends visits, after a look at whether their pages reported errors. */
export async function leaveAll(...visitors: readonly Visitor[]): Promise<void> {
  for (const { problems, context } of visitors) {
    expect(problems).toEqual([]);
    await context.close();
  }
}

/**
 * Waits until the visitor's page holds a ticket for the place where it shows them: from then on even a server that is
 * killed brings them back there.
 */
export async function holdsTicketForPlace(visitor: Visitor): Promise<void> {
  await expect
    .poll(async () => {
      const own = await placeOf(visitor);
      const stored = await visitor.page.evaluate(() => Object.values(sessionStorage).join(' '));
      const payload = /[\w-]+\.([\w-]+)\.[\w-]+/.exec(stored)?.[1] ?? '';
      const { claims } = ticketSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
      return Math.hypot(claims.place.x - own.x, claims.place.y - own.y);
    })
    .toBeLessThan(0.1);
}

const ticketSchema = z.object({ claims: z.object({ place: placeSchema }) });
