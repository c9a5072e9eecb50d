import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Browser, BrowserContextOptions, Locator, Page } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
import { startAtrium } from '../support/startAtrium.ts';
import type { RunningAtrium } from '../support/startAtrium.ts';
import {
  drawsLittle,
  enter,
  goTo,
  joinBy,
  makeLink,
  pageOf,
  password,
  setUpWorkspace,
} from '../support/workspace.ts';

type FilePayload = Exclude<Parameters<Locator['setInputFiles']>[0], string | readonly unknown[]>;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
let atrium: RunningAtrium;
let admin: Page;

test.beforeAll(async ({ browser }) => {
  atrium = await startAtrium({ ATRIUM_ACCOUNTS: 'on' });
  admin = await setUpWorkspace(browser, atrium);
});
test.afterAll(() => atrium.remove());

/** Steps around a point, in CSS px. */
const steps = (most: number, step: number) =>
  Array.from({ length: (2 * most) / step + 1 }, (_, index) => index * step - most);
const around = steps(320, 20)
  .flatMap((dx) => steps(280, 40).map((dy) => [dx, dy] as const))
  .sort((one, other) => Math.hypot(...one) - Math.hypot(...other));
const join = async (browser: Browser, name: string, options: BrowserContextOptions = {}) =>
  joinBy(await makeLink(admin, atrium, 'Create invitation'), browser, name, options);
const findings = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(
    ({ id, nodes }) => `${id} ${nodes[0]?.html ?? ''}`,
  );

async function openPerson(page: Page, name: string): Promise<void> {
  const panel = page.getByRole('button', { name: `More about ${name}` });
  if (!(await panel.isVisible()))
    await page
      .getByRole('button', { name: /^People/ })
      .first()
      .click();
  if ((await panel.getAttribute('aria-expanded')) !== 'true') await panel.click();
}

test('three people come in: the Admin, an invited Member, and a Guest whom the Admin invites to a room from within the World; a reload brings each back', async ({
  browser,
}) => {
  const ben = await join(browser, 'Ben');
  await enter(ben);
  await admin.goto(`${atrium.url}/${drawsLittle}`);
  await enter(admin);
  await goTo(admin, 'kitchen');
  await admin.getByRole('button', { name: 'Invite' }).click();
  await admin.getByRole('switch', { name: 'Bring them to Kitchen' }).click();
  await admin.getByRole('button', { name: 'Copy guest link' }).click();
  await expect(admin.getByText('Only this machine can open this address.')).toBeVisible();
  expect(await findings(admin)).toEqual([]);
  const gus = await pageOf(browser);
  await gus.goto(await admin.locator('code').innerText());
  await gus.getByRole('button', { name: 'Continue as a guest' }).click();
  await gus.getByLabel('Your name').fill('Gus');
  await enter(gus);
  await expect.poll(() => gus.evaluate(() => window.atrium?.session?.self?.zoneId)).toBe('kitchen');
  await expect(gus.getByText(/^Until \d/)).toBeVisible();
  await expect(ben.getByText(/^Until \d/)).toHaveCount(0);
  await ben.getByRole('button', { name: 'Invite' }).click();
  await expect(ben.getByText('Ask an admin to invite people')).toBeVisible();
  await expect(ben.getByRole('button', { name: 'Copy guest link' })).toHaveCount(0);
  for (const name of ['Ben', 'Guest · Gus']) {
    await openPerson(admin, name);
    await expect(admin.getByRole('button', { name: `More about ${name}` })).toBeVisible();
  }
  for (const page of [ben, gus]) {
    await page.reload();
    await expect(page.getByRole('navigation', { name: 'Toolbar' })).toBeVisible();
  }
  await goTo(admin, 'lounge');
  await Promise.all([ben.context().close(), gus.context().close()]);
});

test('a Guest with the name of the Admin is marked as one: over the Avatar, in lists and in the chat', async ({
  browser,
}) => {
  const bea = await join(browser, 'Bea');
  const guest = await pageOf(browser);
  await guest.goto(await makeLink(admin, atrium, 'Create guest link'));
  await guest.getByRole('button', { name: 'Continue as a guest' }).click();
  await guest.getByLabel('Your name').fill('Ada');
  await admin.goto(`${atrium.url}/${drawsLittle}`);
  for (const page of [guest, bea, admin]) await enter(page);
  const drawn = () =>
    bea.evaluate(() => window.atrium?.session.avatars(performance.now()).map(({ name }) => name) ?? []);
  await expect.poll(drawn).toEqual(expect.arrayContaining(['Ada', 'Guest · Ada']));
  await bea.keyboard.press('p');
  for (const name of ['Ada', 'Guest · Ada'])
    await expect(bea.getByRole('button', { name: `More about ${name}`, exact: true })).toBeVisible();
  for (const page of [guest, admin]) {
    await page.getByRole('button', { name: /^Chat/ }).click();
    await page.getByLabel('Write a message').fill('Hello');
    await page.keyboard.press('Enter');
  }
  await bea.getByRole('button', { name: /^Chat/ }).click();
  await expect(bea.getByRole('log').getByText('Guest · Ada', { exact: true })).toBeVisible();
  await expect(bea.getByRole('log').getByText('Ada', { exact: true })).toBeVisible();
  await Promise.all([bea.context().close(), guest.context().close()]);
});

test('nobody comes in without an account or a link', async ({ browser }) => {
  const stranger = await pageOf(browser);
  await stranger.goto(`${atrium.url}/w/headquarters`);
  await expect(stranger.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await stranger.getByLabel('Email address').fill('ada@example.org');
  await stranger.getByLabel('Password').fill('a guess of mine');
  await stranger.getByRole('button', { name: 'Sign in' }).click();
  await expect(stranger.getByRole('alert')).toHaveText('Wrong email or password.');
  await stranger.getByLabel('Password').fill(password);
  await stranger.getByRole('button', { name: 'Sign in' }).click();
  await expect(stranger).toHaveURL(/\/w\/headquarters$/);
  await expect(stranger.getByLabel('Your name')).toHaveValue('Ada');
  await stranger.context().close();
});

test('a new Role counts at once, without leaving the World, and is taken back as fast; signing out counts in every tab', async ({
  browser,
}) => {
  const cem = await join(browser, 'Cem');
  await enter(cem);
  await admin.goto(`${atrium.url}/admin/people`);
  await admin.getByLabel('Search by name or email').fill('cem');
  await expect(admin.getByText('1 person', { exact: true })).toBeVisible();
  await admin.getByLabel('Role of Cem').selectOption('Editor');
  await admin.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(admin.getByLabel('Role of Cem')).toHaveValue('Member');
  await admin.getByLabel('Role of Cem').selectOption('Editor');
  await admin.getByRole('dialog').getByRole('button', { name: 'Change role' }).click();
  const roleOfCem = () => cem.evaluate(() => window.atrium?.session?.self?.role);
  await expect.poll(roleOfCem).toBe('Editor');
  await admin.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect.poll(roleOfCem).toBe('Member');
  // The button is gone; the keyboard goes on from where it was.
  await expect(admin.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await expect(admin.getByLabel('Role of Cem')).toBeFocused();
  await expect(cem.getByRole('navigation', { name: 'Toolbar' })).toBeVisible();

  // Who signs out in one tab is out of the World in another.
  const other = await cem.context().newPage();
  await other.goto(`${atrium.url}/account`);
  await other.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(cem.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await cem.context().close();
});

test('who misbehaves is reported, sent out, and banned; they read why, and it is in the audit log', async ({
  browser,
}) => {
  const eve = await join(browser, 'Eve');
  const fay = await join(browser, 'Fay');
  await enter(eve);
  await enter(fay);
  await admin.goto(`${atrium.url}/${drawsLittle}`);
  await enter(admin);

  // What is looked up beside the World leads back to it, not to another lobby.
  await admin.getByRole('button', { name: 'Account', exact: true }).click();
  const opened = admin.context().waitForEvent('page');
  await admin.getByRole('link', { name: 'Administration' }).click();
  const beside = await opened;
  await beside.getByRole('link', { name: 'Worlds', exact: true }).click();
  await beside.getByRole('link', { name: 'Back to the office' }).click();
  await expect.poll(() => beside.isClosed()).toBe(true);

  await openPerson(fay, 'Eve');
  await fay.getByRole('button', { name: 'Report…' }).click();
  await fay.getByLabel('What happened').fill('Shouts at everybody');
  await fay.getByRole('button', { name: 'Report to admins' }).click();
  await expect(fay.getByText('Your report about Eve was sent to the admins.').first()).toBeVisible();

  // Of a problem with Atrium itself, the log goes along, which they see before.
  await fay.getByRole('button', { name: 'Help' }).click();
  await fay.getByRole('button', { name: 'Report a problem' }).click();
  await fay.getByLabel('What happened?').fill('Silence at https://office.example/w/hq#secret');
  await fay.getByText('This log goes with it').click();
  await expect(fay.locator('pre')).toContainText('connection: A session began session=id:');
  await fay.getByRole('button', { name: 'Send report' }).click();
  await expect(fay.getByText('Your admins can read it now.')).toBeVisible();
  await fay.locator('dialog').getByRole('button', { name: 'Close', exact: true }).click();

  await openPerson(admin, 'Eve');
  await admin.getByRole('button', { name: 'Moderate or report…' }).click();
  await admin.getByLabel('Remove from this world').check();
  await admin.getByLabel('Reason').fill('Shouting');
  await admin.getByRole('button', { name: 'Remove from this world' }).click();
  await expect(eve.getByText('Ada removed you from this world: Shouting')).toBeVisible();
  await eve.reload();
  await expect(eve.getByText('An admin removed you from this world.')).toBeVisible();

  await openPerson(admin, 'Fay');
  await admin.getByRole('button', { name: 'Moderate or report…' }).click();
  await admin.getByLabel('Ban from workspace').check();
  await admin.getByLabel('Reason').fill('False reports');
  await admin.getByRole('button', { name: 'Ban from workspace' }).click();
  await expect(fay.getByText('Ada banned you from this workspace: False reports')).toBeVisible();
  await fay.reload();
  await expect(fay.getByText(/Ada banned you from this workspace: False reports\./)).toBeVisible();

  await admin.goto(`${atrium.url}/admin/reports`);
  await expect(admin.getByText('Fay about Eve')).toBeVisible();
  await expect(admin.getByText('Shouts at everybody')).toBeVisible();
  await expect(admin.getByText('Silence at [address]')).toBeVisible();
  await admin.getByText('Log of their page', { exact: true }).click();
  await expect(admin.locator('pre')).toContainText('connection: A session began session=id:');
  await admin.goto(`${atrium.url}/admin/audit`);
  await expect(admin.getByText('Ada · Banned: Fay')).toBeVisible();
  await expect(admin.getByText('Ada · Removed from a world: Eve')).toBeVisible();
  await admin.getByLabel('Who').fill('fay');
  await admin.getByLabel('Who').press('ArrowDown');
  await expect(admin.getByRole('button', { name: /^Fay/ })).toBeFocused();
  await admin.keyboard.press('Enter');
  await expect(admin.getByRole('button', { name: 'Fay. Clear' })).toBeFocused();
  await expect(admin.getByText('Fay · Joined')).toBeVisible();
  await expect(admin.getByText('Ada · Removed from a world: Eve')).toHaveCount(0);
  await Promise.all([eve.context().close(), fay.context().close()]);
});

test('a World is made, entered, changed under those who are in it, brought back, and deleted; those in it are told', async ({
  browser,
}) => {
  await admin.goto(`${atrium.url}/admin/worlds`);
  // What is missing is said in its place, in the language of the page.
  await admin.getByRole('button', { name: 'Create world' }).click();
  await expect(admin.getByLabel('Name')).toHaveAccessibleDescription('Fill in this field.');
  await expect(admin.getByLabel('Name')).toBeFocused();
  await admin.getByLabel('Name').fill('Annex');
  await expect(admin.getByText('Fill in this field.')).toHaveCount(0);
  await admin.getByRole('button', { name: 'Create world' }).click();
  await expect(admin.getByRole('link', { name: 'Enter it' })).toHaveAttribute('href', /^\/w\//);
  const hal = await join(browser, 'Hal');
  await hal.getByRole('link', { name: 'Annex' }).click();
  // Until then, Enter leads to the Headquarters.
  await expect(hal.getByRole('heading', { name: 'Enter Annex' })).toBeVisible();
  await enter(hal);
  await admin.goto(`${atrium.url}/admin/worlds`);
  const annex = admin.getByRole('listitem').filter({ hasText: 'Annex' });
  await changeUnder(hal, annex);
  await annex.getByRole('button', { name: 'Delete' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(annex).toHaveCount(0);
  await expect(hal.getByText('An admin closed this world.')).toBeVisible();
  await hal.context().close();
});

/** The other mouse button on somebody who stands close by opens what one can do about them. */
async function findByMouse(page: Page, name: string): Promise<void> {
  const row = page.getByRole('button', { name: `More about ${name}` });
  await expect
    .poll(async () => {
      // Wherever they stand: beside the one who looks, who is not far from the middle of the picture.
      for (const [dx, dy] of around) {
        await page.mouse.click(512 + dx, 384 + dy, { button: 'right' });
        if (await row.isVisible()) return await row.getAttribute('aria-expanded');
      }
      return 'nobody there';
    })
    .toBe('true');
  await expect(page.getByRole('button', { name: 'Report…' })).toBeVisible();
}

/** Takes the lease of the Headquarters as the Admin, by the REST API. Gives back what gives it up. */
async function build(): Promise<() => Promise<void>> {
  const ask = (method: string, query: string, body?: object) =>
    admin.evaluate(
      async ([how, what, sent]) => {
        const refreshed = await fetch('/api/v1/session/refresh', { method: 'POST' });
        const { accessToken } = (await refreshed.json()) as { accessToken: string };
        const answer = await fetch(`/api/v1/managed-worlds/headquarters/draft/lease${what}`, {
          method: how,
          headers: {
            Authorization: `Bearer ${accessToken}`,
            ...(sent === undefined ? {} : { 'Content-Type': 'application/json' }),
          },
          ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
        });
        if (!answer.ok) throw new Error(await answer.text());
        return answer.text();
      },
      [method, query, body] as const,
    );
  const { fence } = JSON.parse(await ask('POST', '', {})) as { fence: string };
  return async () => void (await ask('DELETE', `?fence=${fence}`));
}

/** Publishes the Headquarters with one more plant, by the REST API as the Admin. */
async function publishWithPlant(position: { x: number; y: number }): Promise<number> {
  return admin.evaluate(async (place) => {
    const json = async (answer: Promise<Response>) =>
      (await (await answer).json()) as Record<string, unknown>;
    const { accessToken } = await json(fetch('/api/v1/session/refresh', { method: 'POST' }));
    const headers = { Authorization: `Bearer ${String(accessToken)}`, 'Content-Type': 'application/json' };
    const { worlds } = (await json(fetch('/api/v1/worlds', { headers }))) as {
      worlds: { worldId: string; name: string; version: number }[];
    };
    const world = worlds.find(({ name }) => name === 'Headquarters');
    const path = `/api/v1/managed-worlds/${world?.worldId ?? ''}/file`;
    const file = (await json(fetch(path, { headers }))) as { objects: object[] };
    const plant = { id: 'new-plant', type: 'Plant', position: place, rotation: 0 };
    const body = JSON.stringify({ ...file, objects: [...file.objects, plant] });
    const published = await fetch(`${path}?base=${world?.version ?? 0}`, { method: 'PUT', headers, body });
    return published.status;
  }, position);
}

test('the other mouse button on an Avatar shows what one can do about its person; a version that is published changes the World under both, and nobody is disconnected', async ({
  browser,
}) => {
  const people = [await join(browser, 'Kim'), await join(browser, 'Lou')] as const;
  const [kim, lou] = people;
  const sockets = { opened: 0, closed: 0 };
  for (const page of people) {
    page.on('websocket', (socket) => {
      sockets.opened++;
      socket.on('close', () => sockets.closed++);
    });
    await enter(page);
  }
  await findByMouse(kim, 'Lou');
  for (const page of people) await goTo(page, 'lounge');
  const placeOf = (page: Page, isSelf: boolean) =>
    page.evaluate((own) => {
      const seen = window.atrium?.session.avatars(performance.now()).find((avatar) => avatar.isSelf === own);
      return { x: seen?.x ?? 0, y: seen?.y ?? 0, state: seen?.state };
    }, isSelf);
  await expect.poll(async () => (await placeOf(lou, true)).state).toBe('idle');
  const before = await placeOf(lou, true);
  const tile = { x: Math.floor(before.x), y: Math.floor(before.y) };
  await kim.evaluate(() => window.atrium?.session.walkToZone('kitchen'));
  const stopBuilding = await build();
  const builderSeenBy = (page: Page) => page.locator('bdi', { hasText: 'Ada is building' });
  for (const page of people) await expect(builderSeenBy(page)).toBeVisible();
  expect(await publishWithPlant(tile)).toBe(200);
  await expect(lou.getByText('Ada changed the office. You were moved because').first()).toBeVisible();
  await expect(kim.getByText('Ada changed the office.').first()).toBeVisible();
  await stopBuilding();
  for (const page of people) await expect(builderSeenBy(page)).toBeHidden();
  for (const page of people) {
    const hasPlant = () =>
      page.evaluate(() =>
        window.atrium?.session.space.world.objects.some(
          (object) => (object as { id: string }).id === 'new-plant',
        ),
      );
    expect(await hasPlant()).toBe(true);
  }
  // Nobody stands in the plant, and the one who was on the way arrives.
  const after = await placeOf(lou, true);
  expect({ x: Math.floor(after.x), y: Math.floor(after.y) }).not.toEqual(tile);
  await expect.poll(() => kim.evaluate(() => window.atrium?.session.self.zoneId)).toBe('kitchen');
  await goTo(kim, 'lounge');
  await expect.poll(async () => (await placeOf(kim, false)).x).toBeCloseTo(after.x, 1);
  expect(sockets).toEqual({ opened: 2, closed: 0 });
  await Promise.all(people.map((page) => page.context().close()));
});

/** Publishes a version of the Annex in another tab, of which this one hears nothing. */
async function publishElsewhere(page: Page, content: FilePayload): Promise<void> {
  const other = await page.context().newPage();
  await other.goto(`${atrium.url}/admin/worlds`);
  const row = other.getByRole('listitem').filter({ hasText: 'Annex' });
  const published = other.waitForResponse((response) => response.request().method() === 'PUT');
  await row.getByLabel('Upload new version').setInputFiles(content);
  expect((await published).status()).toBe(200);
  await other.close();
}

/** Publishes a version without a plant, compares it with the one before, and brings that one back. */
async function changeUnder(hal: Page, row: Locator): Promise<void> {
  const page = row.page();
  const objectsOfHal = () => hal.evaluate(() => window.atrium?.session.space.world.objects.length);
  const all = await objectsOfHal();
  // A reload would lose it.
  await hal.evaluate(() => Object.assign(window, { stays: true }));
  const downloading = page.waitForEvent('download');
  await row.getByRole('button', { name: 'Download' }).click();
  const file = JSON.parse(await readFile(await (await downloading).path(), 'utf8')) as {
    objects: { type: string }[];
  };
  file.objects.splice(
    file.objects.findIndex(({ type }) => type === 'Plant'),
    1,
  );
  const content = {
    name: 'annex.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(file)),
  };
  await row.getByLabel('Upload new version').setInputFiles(content);
  await expect.poll(objectsOfHal).toBe((all ?? 0) - 1);
  await expect(hal.getByRole('navigation', { name: 'Toolbar' })).toBeVisible();

  await row.getByRole('button', { name: 'Versions' }).click();
  const second = row.getByRole('listitem').filter({ hasText: 'Version 2' });
  await second.getByRole('button', { name: 'Look at it' }).click();
  await expect(second.getByText('1 object removed.')).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await publishElsewhere(page, content);
  const restore = row
    .getByRole('listitem')
    .filter({ hasText: 'Version 1' })
    .getByRole('button', { name: 'Restore' });
  await restore.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Note (optional)').fill('The plant was missed');
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await expect(dialog.getByText('Someone published another version meanwhile.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  // What came in between is there to be looked at, and the next try builds on it.
  await expect(row.getByText('Version 3')).toBeVisible();
  await restore.click();
  await dialog.getByLabel('Note (optional)').fill('The plant was missed');
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await expect(row.getByText('restored from version 1 · The plant was missed')).toBeVisible();
  await expect.poll(objectsOfHal).toBe(all);
  expect(await hal.evaluate(() => 'stays' in window)).toBe(true);
}

const sections = ['people', 'invitations', 'worlds', 'assets', 'reports', 'live', 'audit', 'settings', 'api'];
for (const [what, options] of [
  ['a desktop', {}],
  ['a phone', phone],
] as const) {
  test(`axe finds nothing on the pages about accounts on ${what}, and nothing is cut off`, async ({
    browser,
  }) => {
    const context = await browser.newContext({
      ...options,
      storageState: await admin.context().storageState(),
    });
    const page = await context.newPage();
    const addresses = ['/sign-in', '/account', ...sections.map((section) => `/admin/${section}`)];
    for (const address of addresses) {
      await page.goto(`${atrium.url}${address}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByText('Loading')).toHaveCount(0);
      if (address.endsWith('live'))
        await expect(
          page.getByRole('img', { name: /^People and connections\. people: \d+ now/ }),
        ).toBeVisible();
      expect([address, await findings(page)]).toEqual([address, []]);
      // Pages scroll inside themselves: another scrollbar around them would lead to nothing.
      const overflow = await page.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        return { across: scrollWidth - window.innerWidth, down: scrollHeight - window.innerHeight };
      });
      expect([address, overflow.across <= 0, overflow.down <= 0]).toEqual([address, true, true]);
    }
    // A session's secret changes with its use, and an old one that comes back ends it.
    await admin.context().addCookies(await context.cookies());
    await context.close();
  });
}
