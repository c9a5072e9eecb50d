import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { chromium } from '../support/browsers.ts';
import { startAtrium } from '../support/startAtrium.ts';
import type { RunningAtrium } from '../support/startAtrium.ts';
import { startTalkingBrowser } from '../support/talker.ts';
import type { TalkingBrowser } from '../support/talker.ts';
import { testPath } from '../support/visitor.ts';

let atrium: RunningAtrium;
let talking: TalkingBrowser;
test.beforeAll(async () => {
  talking = await startTalkingBrowser(['--host-resolver-rules=MAP office.test 127.0.0.1'], chromium);
  atrium = await startAtrium({ SFU: 'off', ATRIUM_ALLOWED_HOSTS: 'office.test' });
});
test.afterAll(async () => {
  await talking.close();
  await atrium.remove();
});

async function openLobby(url: string): Promise<Page> {
  const context = await talking.browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1024, height: 768 },
  });
  const page = await context.newPage();
  await page.goto(`${url}${testPath}`);
  await page.getByLabel('Your name').fill('Ana');
  return page;
}

async function enters(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Enter', exact: true }).click();
  await page.waitForFunction(() => window.atrium?.session.state.kind === 'online');
  await page.context().close();
}

test('the lobby shows how loud the microphone is and what the camera sees, once they are switched on', async () => {
  const page = await openLobby(atrium.url);
  const microphone = page.getByRole('button', { name: 'Microphone', exact: true });
  await expect(microphone).toHaveAttribute('aria-pressed', 'false');
  await microphone.click();
  const meter = page.getByRole('meter');
  await expect.poll(async () => Number(await meter.getAttribute('aria-valuenow'))).toBeGreaterThan(10);
  await microphone.click();
  await page.getByRole('button', { name: 'Camera', exact: true }).click();
  await expect(page.getByRole('img', { name: 'Your camera, mirrored' })).toBeVisible();
  const seconds = () => page.locator('video').evaluate((video) => (video as HTMLVideoElement).currentTime);
  const before = await seconds();
  await expect.poll(seconds).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Camera', exact: true }).click();
  await expect(page.locator('video')).toHaveCount(0);
  await enters(page);
});

test('people hear themselves before others do, in the lobby and in the World, and nothing stays open', async () => {
  const page = await openLobby(atrium.url);
  await page.getByText('Choose and test devices').click();
  const testOnce = async () => {
    await page.getByRole('button', { name: 'Test microphone' }).click();
    await expect(page.getByText('Say something.')).toBeVisible();
    await expect(page.getByText('This is how you sound.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Test microphone' })).toBeVisible();
  };
  await testOnce();
  await page.getByRole('button', { name: 'Enter', exact: true }).click();
  await page.waitForFunction(() => window.atrium?.session.state.kind === 'online');
  await page.getByRole('button', { name: 'Settings' }).click();
  await testOnce();
  expect(await page.evaluate(() => window.atrium?.media.state.getState().isSending)).toBe(false);
  await page.getByRole('button', { name: 'Test camera' }).click();
  await expect(page.getByRole('img', { name: 'Your camera, mirrored' })).toBeVisible();
  await page.getByRole('button', { name: 'Stop test' }).click();
  await expect(page.locator('video')).toHaveCount(0);
  await page.context().close();
});

test('the chosen camera is remembered after a reload', async () => {
  const page = await openLobby(atrium.url);
  await page.getByRole('button', { name: 'Camera', exact: true }).click();
  await expect(page.locator('video')).toHaveCount(1);
  await page.getByText('Choose and test devices').click();
  const choice = page.getByRole('combobox', { name: 'Camera' });
  const device = await choice.locator('option').last().getAttribute('value');
  await choice.selectOption(device);
  await page.reload();
  await page.getByRole('button', { name: 'Camera', exact: true }).click();
  await page.getByText('Choose and test devices').click();
  await expect(page.getByRole('combobox', { name: 'Camera' })).toHaveValue(device ?? '');
  await page.context().close();
});

test('who does not allow the microphone is told where to allow it, and comes in all the same', async () => {
  const page = await openLobby(atrium.url);
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
  });
  await page.getByRole('button', { name: 'Microphone', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Click the icon to the left of the address');
  await enters(page);
});

test('a page without https says why there is no microphone and how to get one', async () => {
  const page = await openLobby(atrium.url.replace('127.0.0.1', 'office.test'));
  await expect(page.getByText(/ATRIUM_HTTPS=self-signed/)).toBeVisible();
  await enters(page);
});
