import { expect, test } from '@playwright/test';
import { startAtrium } from '../support/startAtrium.ts';
import type { RunningAtrium } from '../support/startAtrium.ts';
import { startWebKit } from '../support/webkit.ts';
import type { RunningWebKit } from '../support/webkit.ts';
import { drawsLittle } from '../support/workspace.ts';

let atrium: RunningAtrium;
let webKit: RunningWebKit;
test.beforeAll(async () => {
  // One after the other: what a failed start leaves is ended below.
  atrium = await startAtrium({ ATRIUM_ACCOUNTS: 'on' });
  webKit = await startWebKit();
});
test.afterAll(async () => {
  await atrium.remove();
  await webKit.close();
});

/** ArrowRight (W3C WebDriver, table of keys). */
const arrowRight = '\uE014';
const password = 'correct horse battery';

test('WebKit shows the account pages, the lobby and the World, and says that it cannot do calls', async () => {
  const { page } = webKit;
  await page.goTo(atrium.setupUrl ?? '');
  await page.fill('Workspace name', 'Acme');
  await page.fill('Your name', 'Ada');
  await page.fill('Email address', 'ada@example.org');
  await page.fill('Password', password);
  await page.click('Create workspace');
  await page.reads('Enter Headquarters');

  await page.goTo(`${atrium.url}/account`);
  await page.click('Sign out here');
  await page.reads('Sign in');
  await page.goTo(`${atrium.url}/w/headquarters${drawsLittle}`);
  await page.fill('Email address', 'ada@example.org');
  await page.fill('Password', password);
  await page.click('Sign in');
  await page.reads('Enter Headquarters');

  // From here on nothing may throw.
  await page.evaluate(`
    window.problems = [];
    addEventListener('error', ({ message }) => window.problems.push(message));
    addEventListener('unhandledrejection', ({ reason }) => window.problems.push(String(reason)));
    window.notices = [];
    new MutationObserver(() => {
      window.notices.push(document.querySelector('section[aria-label="Notifications"]')?.textContent);
    }).observe(document.body, { subtree: true, childList: true });`);
  expect(await page.evaluate('return typeof RTCPeerConnection')).toBe('undefined');
  await page.reads('This browser doesn’t support calls');
  await page.click('Enter');
  const isIn = () =>
    page.evaluate(
      `return window.atrium?.session.state.kind === 'online' && window.atrium.view.framesDrawn > 0`,
    );
  await expect.poll(isIn).toBe(true);
  // It goes again after a few seconds.
  await expect
    .poll(() => page.evaluate('return window.notices'))
    .toContainEqual(expect.stringContaining('This browser doesn’t support calls'));
  // Screens are not allowed at the entrance, which their button says first.
  const hint = `return document.querySelector('nav [aria-label="Microphone"]').getAttribute('aria-description')`;
  expect(await page.evaluate(hint)).toContain('Microphone: this browser doesn’t support calls');
  await page.click('Microphone');

  const ownX = async () =>
    Number(
      await page.evaluate(
        `return window.atrium.session.avatars(performance.now()).find(({ isSelf }) => isSelf).x`,
      ),
    );
  const before = await ownX();
  await page.holdKey(arrowRight);
  await expect.poll(ownX).toBeGreaterThan(before + 0.5);
  await page.releaseKeys();
  expect(await page.evaluate('return window.problems')).toEqual([]);
});
