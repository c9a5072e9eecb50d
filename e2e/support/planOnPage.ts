import type { Page } from '@playwright/test';

/** How the marks over the picture lie on the page: a step along x, a step along y, and the corner of the Map. */
export async function aimOf(page: Page) {
  const plan = page.getByRole('application', { name: 'Plan of Headquarters' });
  const matrix = (await plan.locator('svg > g').getAttribute('transform')) ?? '';
  return (matrix.match(/-?[\d.]+/g) ?? []).map(Number);
}

/** Of the tiles in the upper half of a phone, the one that is furthest from any furniture. */
export async function freeTile(page: Page) {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = await aimOf(page);
  const things = await page.evaluate(
    () => window.atrium?.draft()?.objects.map(({ position }) => position) ?? [],
  );
  const tiles = Array.from({ length: 80 }, (_, place) => {
    const [dx, dy, size] = [60 + 30 * (place % 10) - e, 160 + 25 * Math.floor(place / 10) - f, a * d - b * c];
    const [x, y] = [Math.floor((d * dx - c * dy) / size), Math.floor((a * dy - b * dx) / size)];
    return { x, y, room: Math.min(...things.map((thing) => Math.hypot(thing.x - x, thing.y - y))) };
  });
  const { width, height } = await page.evaluate(() => window.atrium?.draft()?.map ?? { width: 0, height: 0 });
  const onMap = tiles.filter(({ x, y }) => x > 0 && y > 0 && x < width - 2 && y < height - 1);
  return onMap.sort((one, other) => other.room - one.room)[0] ?? { x: 0, y: 0 };
}

type Fingers = readonly (readonly [x: number, y: number])[];

/** Fingers that go down, along in some steps, and up. */
export async function fingersOn(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', fingers: Fingers) =>
    devtools.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: fingers.map(([x, y], id) => ({ x, y, id })),
    });
  return async (from: Fingers, to: Fingers) => {
    await send('touchStart', from);
    for (let step = 1; step <= 4; step++) {
      const at = from.map(([x, y], finger) => {
        const [toX = x, toY = y] = to[finger] ?? [];
        return [x + ((toX - x) * step) / 4, y + ((toY - y) * step) / 4] as const;
      });
      await send('touchMove', at);
    }
    await send('touchEnd', []);
  };
}
