import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
import { aimOf, fingersOn, freeTile } from '../support/planOnPage.ts';
import { startAtrium } from '../support/startAtrium.ts';
import type { RunningAtrium } from '../support/startAtrium.ts';
import { tiledMapFiles } from '../support/tiledMap.ts';
import { enter, joinBy, makeLink, password, setUpWorkspace } from '../support/workspace.ts';

let atrium: RunningAtrium;
let ada: Page;

test.beforeAll(async ({ browser }) => {
  atrium = await startAtrium({ ATRIUM_ACCOUNTS: 'on' });
  ada = await setUpWorkspace(browser, atrium);
});
test.afterAll(() => atrium.remove());

const plan = () => ada.getByRole('application', { name: 'Plan of Headquarters' });
const tool = (name: string) =>
  ada.getByRole('toolbar', { name: 'Tools' }).getByRole('button', { name, exact: true });
const property = (label: string) => ada.getByRole('region', { name: 'Properties' }).getByLabel(label);
const findings = async () =>
  (await new AxeBuilder({ page: ada }).analyze()).violations.map(
    ({ id, nodes }) => `${id} ${nodes[0]?.html ?? ''}`,
  );

/** Where the middle of a tile is on the page. */
async function pointOf(x: number, y: number, page = ada) {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = await aimOf(page);
  return { x: a * (x + 0.5) + c * (y + 0.5) + e, y: b * (x + 0.5) + d * (y + 0.5) + f };
}
async function drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const [start, end] = [await pointOf(...from), await pointOf(...to)];
  await ada.mouse.move(start.x, start.y);
  await ada.mouse.down();
  await ada.mouse.move(end.x, end.y, { steps: 4 });
  await ada.mouse.up();
}
const click = async (x: number, y: number) => {
  const at = await pointOf(x, y);
  await ada.mouse.click(at.x, at.y);
};
const draft = (page = ada) =>
  page.evaluate(() => {
    const { zones = [], objects = [], doors = [] } = window.atrium?.draft() ?? {};
    return { zones: zones.map(({ name }) => name), objects: objects.length, doors: doors.length };
  });

/** An image that somebody has on their computer. */
const statue = {
  name: 'statue.svg',
  mimeType: 'image/svg+xml',
  buffer: Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="80"><path d="M8 72 32 8l24 64z" fill="#b95a50"/></svg>',
  ),
};

/** The colour of the picture in the middle of a tile. */
async function colourAt(x: number, y: number): Promise<readonly number[]> {
  const { x: left, y: top } = await pointOf(x, y);
  const clip = { x: Math.round(left) - 1, y: Math.round(top) - 1, width: 2, height: 2 };
  const png = (await ada.screenshot({ clip })).toString('base64');
  return ada.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const context = document.createElement('canvas').getContext('2d');
    context?.drawImage(image, 0, 0);
    return [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
  }, png);
}

/** A pasted image becomes the floor of two tiles of the room and is seen there; a dropped one the picture of its table. */
async function useOwnImages() {
  const filled = (colour: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><path d="M0 0h64v64H0z" fill="${colour}"/></svg>`;
  const sendImage = (kind: 'paste' | 'drop', name: string, colour: string) =>
    plan().evaluate(
      (target, { kind, name, text }) => {
        const data = new DataTransfer();
        data.items.add(new File([text], name, { type: 'image/svg+xml' }));
        const options = { bubbles: true, cancelable: true };
        target.dispatchEvent(
          kind === 'paste'
            ? new ClipboardEvent('paste', { ...options, clipboardData: data })
            : new DragEvent('drop', { ...options, dataTransfer: data }),
        );
      },
      { kind, name: `${name}.svg`, text: filled(colour) },
    );
  const image = (name: string) =>
    ada.getByRole('region', { name: 'Choices' }).getByRole('button', { name, exact: true });
  await tool('Floor').click();
  await sendImage('paste', 'sky', '#3050e0');
  await expect(image('sky')).toHaveAttribute('aria-pressed', 'true');
  await drag([25, 25], [26, 26]);
  await ada.keyboard.press('v');
  // Through the colour of the Zone that lies over it.
  const blueness = async () => {
    const [red = 0, , blue = 0] = await colourAt(26, 26);
    return blue - red;
  };
  await expect.poll(blueness).toBeGreaterThan(60);
  await sendImage('drop', 'hat', '#d04020');
  await expect(tool('Objects')).toHaveAttribute('aria-pressed', 'true');
  await expect(image('hat')).toHaveAttribute('aria-pressed', 'true');
  await tool('Select').click();
  await click(24, 25);
  const properties = ada.getByRole('region', { name: 'Properties' });
  await expect(properties.getByRole('heading', { name: 'Coffee table' })).toBeVisible();
  await properties.getByText('Own picture').click();
  await properties.getByRole('button', { name: 'hat', exact: true }).click();
  const assets = () =>
    ada.evaluate(() => window.atrium?.draft()?.objects.map(({ type, asset }) => [type, asset]));
  await expect.poll(assets).toContainEqual(['CoffeeTable', expect.stringMatching(/\.svg$/)]);
  await properties.getByRole('button', { name: 'Remove the image' }).click();
  await expect.poll(assets).toContainEqual(['CoffeeTable', undefined]);
}

test('an Admin draws a room, furnishes and names it, and publishes it to a Member who is inside, and who walks on', async ({
  browser,
}) => {
  const ben = await joinBy(await makeLink(ada, atrium, 'Create invitation'), browser, 'Ben');
  await enter(ben);
  let closed = 0;
  ben.on('websocket', (socket) => socket.on('close', () => closed++));
  await expect(ben.getByRole('button', { name: 'Build', exact: true })).toHaveCount(0);
  await ada.goto(`${atrium.url}/`);
  await enter(ada);
  await ada.getByRole('button', { name: 'Build', exact: true }).click();
  await expect(plan()).toBeFocused();
  await expect(ben.locator('bdi', { hasText: 'Ada is building' })).toBeVisible();
  const before = await draft();
  // The keys of the World rest.
  const place = () => ada.evaluate(() => window.atrium?.session.self.place);
  const stood = await place();
  await ada.keyboard.press('w');
  await tool('Room').click();
  await drag([22, 23], [27, 27]);
  await expect
    .poll(draft)
    .toMatchObject({ zones: [...before.zones, 'Meeting room 1'], doors: before.doors + 1 });
  await property('Name').fill('Saturn');
  await property('Name').press('Enter');
  await tool('Objects').click();
  await ada.getByRole('button', { name: 'Coffee table', exact: true }).click();
  await click(24, 25);
  await expect.poll(async () => (await draft()).objects).toBe(before.objects + 1);
  await ada.keyboard.press('Control+z');
  await expect.poll(async () => (await draft()).objects).toBe(before.objects);
  await ada.keyboard.press('Control+Shift+z');
  await expect.poll(async () => (await draft()).objects).toBe(before.objects + 1);
  expect(await place()).toEqual(stood);
  await ada.getByLabel('Upload an image').setInputFiles(statue);
  await expect(ada.getByRole('button', { name: 'statue' })).toHaveAttribute('aria-pressed', 'true');
  await click(25, 24);
  await expect.poll(async () => (await draft()).objects).toBe(before.objects + 2);
  await useOwnImages();
  await expect(ada.getByRole('button', { name: 'No problems' })).toBeVisible();
  await expect(ada.getByText('Draft saved')).toBeVisible();
  expect(await findings()).toEqual([]);

  const shown = ben.waitForResponse(
    (response) => /\/asset\/[0-9a-f]{64}\.svg$/.test(response.url()) && response.ok(),
  );
  await ada.getByRole('button', { name: 'Publish …' }).click();
  const dialog = ada.getByRole('dialog', { name: 'Publish' });
  await dialog.getByLabel(/note/i).fill('A room to meet in');
  expect(await findings()).toEqual([]);
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(dialog).toBeHidden();
  const zonesOf = (page: Page) =>
    page.evaluate(() => window.atrium?.session.space.world.zones.map(({ name }) => name));
  await expect.poll(() => zonesOf(ben)).toContain('Saturn');
  await shown;
  await ada.getByRole('button', { name: 'Done' }).click();
  await expect(ben.locator('bdi', { hasText: 'Ada is building' })).toHaveCount(0);
  await ben.evaluate(() => {
    const { session } = window.atrium ?? {};
    const room = session?.space.world.zones.find(({ name }) => name === 'Saturn');
    session?.walkToZone(room?.id ?? '');
  });
  await expect(ben.getByRole('button', { name: /^Saturn/ })).toBeVisible();
  expect(closed).toBe(0);
  await ben.context().close();
});

const press = async (...keys: readonly string[]) => {
  for (const key of keys) await ada.keyboard.press(key);
};
/** Moves the keyboard's tile, by the words for it. */
async function moveTo(x: number, y: number) {
  await press('ArrowRight', 'ArrowLeft');
  const said = ada.getByRole('status').getByText(/^\d+, \d+: /);
  const [fromX = 0, fromY = 0] = ((await said.textContent()) ?? '').split(/\D+/).map(Number);
  const along = Array.from({ length: Math.abs(x - fromX) }, () => (x > fromX ? 'ArrowRight' : 'ArrowLeft'));
  const down = Array.from({ length: Math.abs(y - fromY) }, () => (y > fromY ? 'ArrowDown' : 'ArrowUp'));
  await press(...along, ...down);
  await expect(said).toHaveText(new RegExp(`^${x}, ${y}: `));
}
async function findAndRun(text: string) {
  await press('Control+k');
  await ada.keyboard.type(text);
  await press('Enter');
  await expect(plan()).toBeFocused();
}

/** A room with a Door and a desk whose Computer is linked to its Chair, without a mouse. */
async function makeOfficeByKeyboard() {
  const before = await draft();
  await press('r');
  await moveTo(35, 26);
  await press(...Array.from({ length: 3 }, () => 'Shift+ArrowRight'));
  await press(...Array.from({ length: 6 }, () => 'Shift+ArrowDown'));
  await expect(ada.getByRole('status').getByText(/· 4 × 7/)).toBeAttached();
  await press('Enter', 'F2');
  await expect(property('Name')).toBeFocused();
  await ada.keyboard.type('Neptune');
  await press('Enter', 'Escape');
  await expect(plan()).toBeFocused();
  for (const [thing, y] of [
    ['Desk', 28],
    ['Computer', 28],
    ['Chair', 29],
  ] as const) {
    await findAndRun(`Place: ${thing}`);
    await moveTo(36, y);
    await press('Enter');
  }
  await press('k');
  await moveTo(36, 28);
  await press('Shift+ArrowDown', 'Enter');
  const linked = () => ada.evaluate(() => window.atrium?.draft()?.objects.at(-2)?.linkedObjects?.length);
  await expect.poll(linked).toBe(1);
  expect(await draft()).toEqual({
    zones: [...before.zones, 'Neptune'],
    objects: before.objects + 3,
    doors: before.doors + 1,
  });
  // The outline is in step, and goes on from what is selected on the plan.
  await findAndRun('saturn');
  const tree = ada.getByRole('tree', { name: 'Outline' });
  await expect(tree.getByRole('treeitem', { name: 'Saturn', selected: true })).toHaveAttribute(
    'tabindex',
    '0',
  );
  await tree.getByRole('treeitem', { name: 'Saturn' }).focus();
  await press('ArrowRight', 'ArrowRight', 'Enter');
  await expect(ada.getByRole('region', { name: 'Properties' }).getByLabel('Leads to')).toBeVisible();
  expect(await findings()).toEqual([]);
  await press('Escape');
  await expect(plan()).toBeFocused();
}

/** Closes the Door of Saturn to Guests and goes there on the draft: nobody else sees anything of it. */
async function walkThroughAsGuest() {
  const { door, inwards } = await ada.evaluate(() => {
    const { doors = [], zones = [] } = window.atrium?.draft() ?? {};
    const room = zones.find(({ name }) => name === 'Saturn');
    const nowhere = { x: 0, y: 0, width: 1, height: 1 };
    const door = doors.find(({ leadsToZone }) => leadsToZone === room?.id)?.bounds ?? nowhere;
    const inside = room?.bounds ?? nowhere;
    const nearest = (from: number, size: number, at: number) => Math.min(Math.max(at, from), from + size - 1);
    const inwards = {
      x: nearest(inside.x, inside.width, door.x) - door.x,
      y: nearest(inside.y, inside.height, door.y) - door.y,
    };
    return { door, inwards };
  });
  await tool('Select').click();
  await click(door.x, door.y);
  await property('Who may enter').selectOption('role');
  await tool('Start place').click();
  await click(door.x - inwards.x, door.y - inwards.y);
  const place = () => ada.evaluate(() => window.atrium?.session.self.place);
  const stood = await place();
  await ada.getByRole('button', { name: 'Walk through' }).click();
  const walk = ada.getByRole('region', { name: 'Walk through the draft' });
  await walk.getByLabel('Role').selectOption('Guest');
  // The Map lies turned by half of a right angle: two keys go along one of its axes.
  const keys =
    inwards.x + inwards.y < 0 ? ['w', inwards.x < 0 ? 'a' : 'd'] : ['s', inwards.x > 0 ? 'd' : 'a'];
  const goIn = async () => {
    await ada.getByRole('application', { name: 'Walking through the draft' }).focus();
    for (const key of keys) await ada.keyboard.down(key);
  };
  const stop = async () => {
    for (const key of keys) await ada.keyboard.up(key);
  };
  await goIn();
  await expect(walk.getByRole('alert')).toContainText('Saturn: this door is closed to this role.');
  await stop();
  expect(await findings()).toEqual([]);
  await walk.getByLabel('Role').selectOption('Admin');
  await goIn();
  await expect(walk.getByRole('status')).toContainText('Saturn');
  await stop();
  expect(await place()).toEqual(stood);
  await ada.keyboard.press('Escape');
  await expect(plan()).toBeFocused();
  for (let step = 0; step < 2; step++) await ada.keyboard.press('Control+z');
}

/** Puts a map from elsewhere in the place of the draft, and takes it back. */
async function openTiledMap() {
  const before = await draft();
  await ada.keyboard.press('Escape');
  await plan().focus();
  await ada.keyboard.press('Escape');
  await ada.getByRole('button', { name: 'Import a file …' }).click();
  const dialog = ada.getByRole('dialog', { name: 'Import a map' });
  const [map, wam] = tiledMapFiles();
  await dialog.getByLabel('Files').setInputFiles(wam === undefined ? [] : [wam]);
  await dialog.getByRole('button', { name: 'Read files' }).click();
  await expect(dialog.getByRole('alert')).toHaveText(/no map among these files/);
  await dialog.getByLabel('Files').setInputFiles(map === undefined || wam === undefined ? [] : [map, wam]);
  await dialog.getByRole('button', { name: 'Read files' }).click();
  await expect(dialog.getByText('The tileset “annex.tsj” isn’t among the files')).toBeVisible();
  expect(await findings()).toEqual([]);
  await dialog.getByRole('button', { name: 'Replace the draft' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(draft).toEqual({ zones: ['Huddle'], objects: 2, doors: 0 });
  await expect(ada.getByRole('button', { name: /problem/i })).toHaveText('No problems');
  // A smaller Map says what would go, and asks.
  const region = ada.getByRole('region', { name: 'Properties' });
  await property('Width').fill('12');
  await property('Width').press('Enter');
  await expect(region.getByRole('alert')).toContainText('1 object removed');
  await region.getByRole('button', { name: 'Shrink the map' }).click();
  await expect.poll(async () => (await draft()).objects).toBe(1);
  await expect(ada.getByText('Draft saved')).toBeVisible();
  await ada.getByRole('button', { name: 'Undo' }).click();
  await ada.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(draft).toEqual(before);
}

test('what is wrong is shown and listed, and a reload or another tab goes on with the same draft', async () => {
  await ada.getByRole('button', { name: 'Build', exact: true }).click();
  await expect(plan()).toBeFocused();
  await tool('Wall').click();
  await expect(ada.getByRole('button', { name: 'No problems' })).toBeVisible();
  // In the doorway of the room that was made before.
  const door = await ada.evaluate(() => {
    const { doors = [], zones = [] } = window.atrium?.draft() ?? {};
    const room = zones.find(({ name }) => name === 'Saturn');
    return doors.find(({ leadsToZone }) => leadsToZone === room?.id)?.bounds;
  });
  expect(door).toBeDefined();
  await tool('Objects').click();
  await ada.getByRole('button', { name: 'Plant', exact: true }).click();
  await click(door?.x ?? 0, door?.y ?? 0);
  await expect(ada.getByRole('button', { name: /problem/ })).toHaveText(/^[1-9]/);
  await expect(plan().locator('.motion-safe\\:animate-pulse').first()).toBeAttached();
  await ada.getByRole('button', { name: /problem/ }).click();
  await expect(ada.getByRole('dialog', { name: 'Problems' })).toBeVisible();
  expect(await findings()).toEqual([]);
  await ada.getByRole('button', { name: 'Publish …' }).click();
  await expect(
    ada.getByRole('dialog', { name: 'Publish' }).getByRole('button', { name: 'Publish', exact: true }),
  ).toHaveAttribute('aria-disabled', 'true');
  await ada.keyboard.press('Escape');
  const objects = (await draft()).objects;
  await expect(ada.getByText('Draft saved')).toBeVisible();
  await ada.reload();
  await enter(ada);
  await ada.getByRole('button', { name: 'Build', exact: true }).click();
  await expect.poll(async () => (await draft()).objects).toBe(objects);
  await ada.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await draft()).objects).toBe(objects - 1);
  await walkThroughAsGuest();
  // The version before, in place of the draft.
  await ada.getByRole('button', { name: 'Versions' }).click();
  const versions = ada.getByRole('dialog', { name: 'Versions' });
  await expect(versions.getByText('A room to meet in')).toBeVisible();
  expect(await findings()).toEqual([]);
  await versions.getByRole('button', { name: 'Show in the picture' }).last().click();
  await expect(ada.getByRole('application', { name: 'Version 1' })).toBeFocused();
  await expect.poll(async () => (await draft()).zones).not.toContain('Saturn');
  await ada.keyboard.press('Escape');
  await expect.poll(async () => (await draft()).zones).toContain('Saturn');
  // Left and opened again at once: the lease is one's own.
  const hammer = ada.getByRole('button', { name: 'Build', exact: true });
  await hammer.click();
  await expect(plan()).toHaveCount(0);
  await expect(hammer).toHaveAttribute('aria-pressed', 'false');
  await expect(ada.getByRole('application', { name: 'Headquarters, world' })).toBeFocused();
  await hammer.click();
  await expect.poll(async () => (await draft()).objects).toBe(objects - 1);
  await expect(plan()).toBeFocused();
  await makeOfficeByKeyboard();
  await openTiledMap();
  await leaveUnsaved();
});

/** Done on a draft that the server refuses says so; who presses the hammer while it is saved goes on building. */
async function leaveUnsaved() {
  const hammer = ada.getByRole('button', { name: 'Build', exact: true });
  const refuse = {
    status: 400,
    json: { code: 'world_invalid', message: 'This is no valid World.' },
  };
  let saves: 'refused' | 'held' | 'answered' = 'refused';
  const held: (() => Promise<void>)[] = [];
  await ada.route(/\/draft\?/, (route) => {
    if (route.request().method() !== 'PUT' || saves === 'answered') return route.continue();
    if (saves === 'refused') return route.fulfill(refuse);
    held.push(() => route.continue());
  });
  const before = await draft();
  // Not every step changes how many things there are.
  const undo = async () => {
    await ada.getByRole('button', { name: 'Undo' }).click();
    return draft();
  };
  await expect.poll(undo).not.toEqual(before);
  const undone = await draft();
  await ada.getByRole('button', { name: 'Done' }).click();
  await expect(ada.getByRole('heading', { name: 'Your last changes aren’t saved' })).toBeVisible();
  await expect(ada.getByRole('button', { name: 'Save as file' })).toBeVisible();
  saves = 'held';
  await ada.getByRole('button', { name: 'Go on building' }).click();
  await expect(plan()).toBeVisible();
  await ada.getByRole('button', { name: 'Done' }).click();
  await expect(plan()).toBeHidden();
  await hammer.click();
  await expect(plan()).toBeVisible();
  expect(await draft()).toEqual(undone);
  saves = 'answered';
  for (const answer of held) await answer();
  await expect(ada.getByText('Draft saved')).toBeVisible();
  await ada.getByRole('button', { name: 'Done' }).click();
  await expect(ada.getByRole('button', { name: 'Done' })).toBeHidden();
}

test('a Role that changes ends building with a word where it must, and keeps what was done', async ({
  browser,
}) => {
  test.skip(process.env['ATRIUM_TEST_LONG'] !== '1', 'In long runs; draftSession.test.ts has the rule.');
  const eve = await joinBy(await makeLink(ada, atrium, 'Create invitation'), browser, 'Eve');
  const ask = await apiOf(ada);
  const { people } = (await ask('GET', 'people')) as { people: { personId: string; name: string }[] };
  const eveId = people.find(({ name }) => name === 'Eve')?.personId ?? '';
  const become = (role: string) => ask('PATCH', `people/${eveId}`, { role });
  await become('Editor');
  await eve.goto(`${atrium.url}/`);
  await enter(eve);
  const hammer = eve.getByRole('button', { name: 'Build', exact: true });
  const plan = eve.getByRole('application', { name: 'Plan of Headquarters' });
  const starts = () => eve.evaluate(() => window.atrium?.draft()?.spawnPoints.length);
  const before = await eve.evaluate(() => window.atrium?.session.space.world.spawnPoints.length);
  const placeStart = async (towards: 'ArrowRight' | 'ArrowDown') => {
    await expect(plan).toBeFocused();
    for (const key of ['p', towards, 'Enter']) await eve.keyboard.press(key);
  };
  await hammer.click();
  await placeStart('ArrowRight');
  await expect(eve.getByText('Draft saved')).toBeVisible();
  // More rights are no reason to stop: the draft goes on.
  await become('Admin');
  await expect.poll(starts).toBe((before ?? 0) + 1);
  await expect(plan).toBeFocused();
  await expect(hammer).toHaveAttribute('aria-pressed', 'true');
  // What is not saved yet when the right ends is offered as a file.
  await eve.route(/\/draft\?/, (route) => route.abort());
  await placeStart('ArrowDown');
  await expect.poll(starts).toBe((before ?? 0) + 2);
  await become('Member');
  const told = eve.getByRole('dialog', { name: 'Build Mode' });
  await expect(told).toContainText('You may not change this world any more.');
  await expect(told.getByRole('button', { name: 'Save as file' })).toBeVisible();
  await expect(told).toBeFocused();
  await told.getByRole('button', { name: 'Close' }).click();
  await expect(told).toBeHidden();
  await expect(hammer).toHaveCount(0);
  const worldId = await eve.evaluate(() => window.atrium?.session.space.world.worldId);
  expect(await ask('GET', `managed-worlds/${worldId}/draft`)).toMatchObject({ lease: null });
  await eve.unroute(/\/draft\?/);
  await become('Editor');
  await hammer.click();
  await expect.poll(starts).toBe((before ?? 0) + 2);
  await eve.getByRole('button', { name: 'Done' }).click();
  await expect(plan).toBeHidden();
  await eve.context().close();
});

test('on a phone, fingers move and zoom the picture, place furniture by the mark beside it, and move it', async ({
  browser,
}) => {
  const phone = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await phone.newPage();
  await page.goto(`${atrium.url}/`);
  await page.getByLabel('Email address').fill('ada@example.org');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).tap();
  await enter(page);
  await page.getByRole('button', { name: 'More', exact: true }).tap();
  await page.getByRole('button', { name: 'Build', exact: true }).tap();
  const tools = page.getByRole('toolbar', { name: 'Tools' });
  await tools.getByRole('button', { name: 'Objects', exact: true }).tap();
  const line = page.getByText('Tap where it should stand');
  await expect(line).toBeVisible();
  const before = await draft(page);
  const touch = await fingersOn(page);

  // Two fingers that part zoom, two that go along move the picture. Neither places anything.
  const [scale = 0, , , , left = 0] = await aimOf(page);
  await touch(
    [
      [195, 300],
      [195, 340],
    ],
    [
      [195, 240],
      [195, 400],
    ],
  );
  await expect.poll(async () => (await aimOf(page))[0]).toBeGreaterThan(scale * 1.5);
  await touch(
    [
      [195, 240],
      [195, 400],
    ],
    [
      [195, 300],
      [195, 340],
    ],
  );
  await expect.poll(async () => (await aimOf(page))[0]).toBeLessThan(scale * 1.5);
  await touch(
    [
      [195, 300],
      [235, 300],
    ],
    [
      [155, 300],
      [195, 300],
    ],
  );
  await expect.poll(async () => (await aimOf(page))[4]).toBeLessThan(left);
  expect(await draft(page)).toEqual(before);

  await page.getByRole('button', { name: 'Cactus', exact: true }).tap();
  const { x, y } = await freeTile(page);
  const tap = async (tileX: number, tileY: number) => {
    const at = await pointOf(tileX, tileY, page);
    await page.touchscreen.tap(at.x, at.y);
  };
  await tap(x, y);
  const marks = page.getByRole('group', { name: 'What you placed' });
  await marks.getByRole('button', { name: 'Do not place it' }).tap();
  await expect(marks).toBeHidden();
  expect(await draft(page)).toEqual(before);
  await tap(x, y);
  await marks.getByRole('button', { name: 'Turn' }).tap();
  await marks.getByRole('button', { name: 'Place it here' }).tap();
  await expect.poll(async () => (await draft(page)).objects).toBe(before.objects + 1);
  const last = () =>
    page.evaluate(() => {
      const { position, rotation } = window.atrium?.draft()?.objects.at(-1) ?? {};
      return { ...position, rotation };
    });
  expect(await last()).toEqual({ x, y, rotation: 90 });

  await tools.getByRole('button', { name: 'Select', exact: true }).tap();
  const [from, to] = [await pointOf(x, y, page), await pointOf(x + 1, y, page)];
  await touch([[from.x, from.y]], [[to.x, to.y]]);
  await expect.poll(last).toEqual({ x: x + 1, y, rotation: 90 });
  for (let steps = 0; steps < 2; steps++) await page.getByRole('button', { name: 'Undo' }).tap();
  await expect.poll(() => draft(page)).toEqual(before);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await page.getByRole('button', { name: 'Done' }).tap();
  await expect(tools).toBeHidden();
  await phone.close();
});

/** Asks the REST API as the person who is signed in on a page. */
async function apiOf(page: Page) {
  const asked = page.waitForRequest((request) => request.headers()['authorization'] !== undefined);
  await page.reload();
  const { authorization = '' } = (await asked).headers();
  return async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${atrium.url}/api/v1/${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(answer.ok).toBe(true);
    return answer.status === 204 ? undefined : answer.json();
  };
}
