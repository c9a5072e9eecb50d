import type { Rectangle } from '../geometry/rectangle.ts';
import type { Rotation } from '../objects/objectTypes.ts';
import { tilesTakenBy } from '../layout/zoneArea.ts';
import type { WorldItem } from './worldEdit.ts';

/** The smallest rectangle around others; `undefined` around none. There may be one for each tile of a Map. */
export function rectangleAround(rectangles: readonly Rectangle[]): Rectangle | undefined {
  if (rectangles.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of rectangles) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/**
 * The same thing somewhere else.
 *
 * @param place where a rectangle of tiles comes to lie
 * @param quarterTurns clockwise, how far `place` turns
 */
export function placedAt<Item extends WorldItem>(
  item: Item,
  place: (area: Rectangle) => Rectangle,
  quarterTurns = 0,
): Item {
  if ('position' in item) {
    const [taken = { ...item.position, width: 1, height: 1 }] = tilesTakenBy(item);
    const { x, y } = place(taken);
    const position = { x, y };
    if (!('rotation' in item)) return { ...item, position };
    return {
      ...item,
      position,
      rotation: ((((item.rotation + quarterTurns * 90) % 360) + 360) % 360) as Rotation,
    };
  }
  if ('bounds' in item && item.bounds !== undefined) return { ...item, bounds: place(item.bounds) };
  if ('polygon' in item && item.polygon !== undefined) {
    // A corner is a point: a rectangle without extent.
    const polygon = item.polygon.map(([x, y]): [number, number] => {
      const at = place({ x, y, width: 0, height: 0 });
      return [at.x, at.y];
    });
    return { ...item, polygon };
  }
  return item;
}
