import { describe, expect, it } from 'vitest';
import { createFrameLoop } from './frameLoop.ts';
import type { FrameOutcome } from './frameLoop.ts';

function page() {
  const waiting = new Map<number, (nowMs: number) => void>();
  let nowMs = 0;
  let handles = 0;
  let hidden = false;
  return {
    source: {
      requestFrame: (run: (now: number) => void) => {
        waiting.set(++handles, run);
        return handles;
      },
      cancelFrame: (handle: number) => void waiting.delete(handle),
      now: () => nowMs,
      isHidden: () => hidden,
    },
    get waiting() {
      return waiting.size;
    },
    hide(isHidden: boolean) {
      hidden = isHidden;
    },
    next(elapsedMs = 16) {
      nowMs += elapsedMs;
      const [handle, run] = [...waiting][0] ?? [];
      if (handle === undefined || run === undefined) return;
      waiting.delete(handle);
      run(nowMs);
    },
  };
}

describe('the frame loop', () => {
  it('asks for no frame before it is woken, and for none after nothing moves any more', () => {
    const browser = page();
    let left = 3;
    const loop = createFrameLoop(browser.source, () => ({ drawn: true, goesOn: --left > 0 }));
    expect(browser.waiting).toBe(0);
    loop.wake();
    for (let frame = 0; frame < 10; frame++) browser.next();
    expect(loop.framesDrawn).toBe(3);
    expect(browser.waiting).toBe(0);
  });

  it('asks for one frame however often it is woken', () => {
    const browser = page();
    const loop = createFrameLoop(browser.source, () => ({ drawn: true, goesOn: false }));
    loop.wake();
    loop.wake();
    expect(browser.waiting).toBe(1);
  });

  it('draws nothing while the page is hidden, and goes on when woken after it', () => {
    const browser = page();
    const loop = createFrameLoop(browser.source, () => ({ drawn: true, goesOn: true }));
    loop.wake();
    browser.hide(true);
    browser.next();
    loop.wake();
    expect(loop.framesDrawn).toBe(0);
    expect(browser.waiting).toBe(0);
    browser.hide(false);
    loop.wake();
    browser.next();
    expect(loop.framesDrawn).toBe(1);
  });

  it('counts only frames in which something was drawn', () => {
    const browser = page();
    const outcomes: FrameOutcome[] = [
      { drawn: false, goesOn: true },
      { drawn: true, goesOn: true },
      { drawn: false, goesOn: false },
    ];
    const loop = createFrameLoop(browser.source, () => outcomes.shift() ?? { drawn: true, goesOn: true });
    loop.wake();
    for (let frame = 0; frame < 5; frame++) browser.next();
    expect(loop.framesDrawn).toBe(1);
    expect(loop.drawTimes).toHaveLength(1);
  });

  it('lets nothing leap after a pause', () => {
    const browser = page();
    const steps: number[] = [];
    const loop = createFrameLoop(browser.source, (_now, elapsedMs) => {
      steps.push(elapsedMs);
      return { drawn: true, goesOn: true };
    });
    loop.wake();
    browser.next();
    browser.next(5000);
    expect(Math.max(...steps)).toBe(100);
  });

  it('runs no more after it was stopped', () => {
    const browser = page();
    const loop = createFrameLoop(browser.source, () => ({ drawn: true, goesOn: true }));
    loop.wake();
    loop.stop();
    loop.wake();
    browser.next();
    expect(loop.framesDrawn).toBe(0);
  });
});
