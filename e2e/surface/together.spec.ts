import { expect, test } from '@playwright/test';
import { startAtrium } from '../support/startAtrium.ts';
import type { RunningAtrium } from '../support/startAtrium.ts';
import { enterWorld, leaveAll, placeOf, sees, walkTo, walkToZone, zoneOf } from '../support/visitor.ts';
import type { Visitor } from '../support/visitor.ts';

let atrium: RunningAtrium;
test.beforeAll(async () => {
  atrium = await startAtrium();
});
test.afterAll(() => atrium.remove());

/** What a person has open is closed again, and what they press next is for the World. */
async function closePanels({ page }: Visitor): Promise<void> {
  const close = page.getByRole('button', { name: 'Close', exact: true });
  while ((await close.count()) > 0) await close.first().click();
  await page.getByRole('application').focus();
}

async function say({ page }: Visitor, text: string): Promise<void> {
  await page.getByRole('application').focus();
  await page.keyboard.press('t');
  await page.getByLabel('Write a message').fill(text);
  await page.keyboard.press('Enter');
}

async function openActions({ page }: Visitor, name: string): Promise<void> {
  await page.getByRole('application').focus();
  if (!(await page.getByRole('dialog', { name: 'People' }).isVisible())) await page.keyboard.press('p');
  const person = page.getByRole('button', { name: `More about ${name}` });
  if ((await person.getAttribute('aria-expanded')) !== 'true') await person.click();
}

test('what is said in a Zone is read there, and later; what is said to one person reaches that one alone, and nobody who has blocked its sender', async ({
  browser,
}) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Lounge' });
  const ben = await enterWorld(browser, { url: atrium.url, name: 'Ben', spawnPoint: 'Lounge' });
  const cem = await enterWorld(browser, { url: atrium.url, name: 'Cem', spawnPoint: 'Library' });
  await say(ana, '<img src=x onerror=alert(1)> see https://example.org/notes');
  await expect(ben.page).toHaveTitle(/^\(1\)/);
  await walkToZone(ben, 'kitchen');
  await ben.page.keyboard.press('t');
  const log = ben.page.getByRole('log');
  await expect(log.getByText('<img src=x onerror=alert(1)> see')).toBeVisible();
  await expect(log.getByRole('link')).toHaveAttribute('href', 'https://example.org/notes');
  await expect(log.getByRole('link')).toHaveAttribute('rel', /noopener/);
  await cem.page.keyboard.press('t');
  await expect(cem.page.getByRole('log').getByText('see')).toHaveCount(0);

  // A message to one person reaches that one alone, and nobody who has blocked its sender.
  await walkToZone(ben, 'library');
  for (const visitor of [ana, ben, cem]) await closePanels(visitor);
  await openActions(ana, 'Ben');
  await ana.page.getByRole('button', { name: 'Message Ben' }).click();
  await ana.page.getByLabel('Write a message').fill('Lunch?');
  await ana.page.keyboard.press('Enter');
  await expect(ben.page).toHaveTitle(/^\(1\)/);
  await expect(cem.page).toHaveTitle(/^(?!\()/);

  await openActions(ben, 'Ana');
  await ben.page.getByRole('button', { name: 'Block', exact: true }).click();
  await ana.page.getByLabel('Write a message').fill('Hello?');
  await ana.page.keyboard.press('Enter');
  await ana.page.getByLabel('Write a message').fill('');
  await say(cem, 'Seen by Ben');
  await expect(ben.page).toHaveTitle(/^\(2\)/);
  await leaveAll(ana, ben, cem);
});

test('who is called over comes if they like, to the Door of the room; hands are raised there in their order, and go down with leaving it', async ({
  browser,
}) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Meeting rooms' });
  const ben = await enterWorld(browser, { url: atrium.url, name: 'Ben', spawnPoint: 'Meeting rooms' });
  await ana.page.keyboard.press('r');
  await expect(ana.page.getByText('You can raise your hand in meeting rooms.').first()).toBeVisible();
  await walkToZone(ana, 'aurora');
  await openActions(ana, 'Ben');
  await ana.page.getByRole('button', { name: 'Call over' }).click();
  await expect(ben.page).toHaveTitle(/^Ana is calling you over/);
  await ben.page.getByRole('button', { name: 'Go there' }).click();
  await expect(ana.page.getByText('Ben is on the way.').first()).toBeVisible();
  await expect.poll(() => zoneOf(ben)).toBe('aurora');

  // Nobody ends up in the place of another.
  await expect
    .poll(async () => {
      const [own, other] = [await placeOf(ben), await sees(ben, 'Ana')];
      return own.state === 'walking' || other === undefined
        ? 0
        : Math.hypot(own.x - other.x, own.y - other.y);
    })
    .toBeGreaterThan(0.5);

  // Hands are raised in their order, and go down with leaving the room.
  await closePanels(ana);
  await ben.page.getByRole('application').focus();
  await ben.page.keyboard.press('r');
  await expect(ben.page.getByText('Your hand is raised. You’re number 1.').first()).toBeVisible();
  await ana.page.keyboard.press('r');
  await expect(ana.page.getByText('Your hand is raised. You’re number 2.').first()).toBeVisible();
  await walkToZone(ben, 'lounge');
  await ana.page.keyboard.press('r');
  await expect(ana.page.getByText('Your hand is lowered.').first()).toBeVisible();
  await ana.page.keyboard.press('r');
  await expect(ana.page.getByText('Your hand is raised. You’re number 1.').first()).toBeVisible();
  await leaveAll(ana, ben);
});

test('people see a status, give each other a high five, dance, react, and follow each other through Doors', async ({
  browser,
}) => {
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Lounge' });
  const ben = await enterWorld(browser, { url: atrium.url, name: 'Ben', spawnPoint: 'Lounge' });

  await ana.page.keyboard.press('p');
  await ana.page.getByLabel('Your status').selectOption('Do not disturb');
  await ben.page.keyboard.press('p');
  await expect(
    ben.page.getByRole('listitem').getByText('Do not disturb', { exact: true }).first(),
  ).toBeVisible();
  await ana.page.getByLabel('Your status').selectOption('Available');
  for (const visitor of [ana, ben]) await closePanels(visitor);

  // Two who wave at each other side by side give each other a high five; a dance lasts as long as a key is held.
  await expect.poll(() => sees(ana, 'Ben')).toBeTruthy();
  const { x, y } = await placeOf(ben);
  await walkTo(ana, { x: x + 1, y });
  await openActions(ana, 'Ben');
  await ana.page.getByRole('button', { name: 'Wave at Ben' }).click();
  await ben.page.getByRole('button', { name: 'Wave back' }).click();
  await expect(ana.page.getByText('High five with Ben!').first()).toBeVisible();
  await expect(ben.page.getByText('High five with Ana!').first()).toBeVisible();

  const dances = () =>
    ben.page.evaluate(
      () => window.atrium?.session.peers.find(({ name }) => name === 'Ana')?.dancing === true,
    );
  await ana.page.getByRole('application').focus();
  await ana.page.keyboard.down('k');
  await expect.poll(dances).toBe(true);
  await ana.page.keyboard.up('k');
  await expect.poll(dances).toBe(false);

  await ana.page.getByRole('button', { name: 'Reactions', exact: true }).click();
  await ana.page.getByRole('button', { name: 'More emoji' }).click();
  await ana.page.getByRole('button', { name: '🎉' }).click();
  await expect(ben.page.getByText('Ana: 🎉')).toBeAttached();

  // Following leads through Doors, and says why it ends.
  await openActions(ana, 'Ben');
  await ana.page.getByRole('button', { name: 'Follow', exact: true }).click();
  await walkTo(ben, { x: 31.5, y: 12.5 });
  const tilesApart = async () => {
    const [own, other] = [await placeOf(ana), await sees(ana, 'Ben')];
    return other === undefined ? Number.POSITIVE_INFINITY : Math.hypot(own.x - other.x, own.y - other.y);
  };
  await expect.poll(tilesApart).toBeLessThan(2.5);
  await walkToZone(ben, 'aurora');
  await expect.poll(() => zoneOf(ana)).toBe('aurora');
  await expect.poll(tilesApart).toBeLessThan(2.5);
  await ben.context.close();
  await expect(ana.page.getByText('You stopped following Ben: they left.').first()).toBeVisible();
  await leaveAll(ana, ben);
});
