import { expect, test } from '@playwright/test';
import { startAtrium } from '../support/startAtrium.ts';
import { becomesOnline, enterWorld } from '../support/visitor.ts';

declare global {
  interface Window {
    /** Whether the timers of the page run as Chromium lets them in a tab that has been hidden for five minutes. */
    hasSlowTimers?: boolean;
  }
}

test('a tab that has been hidden for long keeps its connection', async ({ browser }) => {
  const atrium = await startAtrium();
  const ana = await enterWorld(browser, { url: atrium.url, name: 'Ana', spawnPoint: 'Entrance' });
  await ana.page.addInitScript(() => {
    const own = window.setTimeout.bind(window);
    const slow = (run: TimerHandler, ms = 0, ...rest: unknown[]) =>
      own(run, window.hasSlowTimers === true && ms >= 1_000 ? Math.max(60_000, ms) : ms, ...rest);
    Object.assign(window, { setTimeout: slow });
  });
  let pings = 0;
  let hasClosed = false;
  ana.page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      if (payload.toString().includes('"ping"')) pings++;
    });
    socket.on('close', () => (hasClosed = true));
  });
  await ana.page.reload();
  await becomesOnline(ana);
  [pings, hasClosed] = [0, false];
  await ana.page.evaluate(() => (window.hasSlowTimers = true));
  // The server takes twelve seconds of silence for the end, and a ping goes out every five.
  await expect
    .poll(() => (hasClosed ? 'lost' : pings < 5 ? 'waiting' : 'held'), { timeout: 120_000 })
    .toBe('held');
  await ana.context.close();
  await atrium.remove();
});
