import { kindOf } from '@atrium/world';
import { convexHull, flatten, type Point } from '../curves.ts';
import { objectShadowAlpha, shadowColour } from '../palette.ts';
import type { Pen } from '../pen.ts';
import { spaceOf, type Space } from './depthOrder.ts';
import { onScreen } from './isometric.ts';
import { partsOf } from './objectArt.ts';
import type { Appearance, LookArt } from './objectArt.ts';
import { turnPart } from './rotation.ts';
import { circleOutline } from './solid.ts';

/** How far a shadow reaches along +x for each tile of height, in tiles; 40 px count as one tile of height. */
const sweepPerHeight = 0.25 / 40;

/** By its look, or by its type where it looks as usual. */
const round: ReadonlySet<string> = new Set(
  ['Plant', 'TallPlant', 'HangingPlant', 'Lamp', 'CoffeeTable', 'stool', 'pouf', 'beanbag', 'round-table']
    .concat('high-table', 'glass-coffee-table', 'side-table', 'cactus', 'flowers', 'snake-plant', 'palm')
    .concat('fig-tree', 'bamboo', 'paper-lamp', 'coat-rack', 'waste-bin', 'column', 'globe', 'lectern'),
);

function baseOf(space: Space, isRound: boolean): Point[] {
  const [[x0, x1], [y0, y1]] = [space.x, space.y];
  if (isRound) return circleOutline((x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 2);
  return [
    { x: x0, y: y0 },
    { x: x1, y: y0 },
    { x: x1, y: y1 },
    { x: x0, y: y1 },
  ];
}

/**
 * The shadow of an Object on what it stands on: its base swept along +x. The origin is the screen point of the corner of its
 * footprint with the smallest x and y. Rugs have none.
 */
export function objectShadow(object: Appearance, more: LookArt | undefined): (pen: Pen) => void {
  const kind = kindOf(object);
  const parts = partsOf({ ...object, variant: 0 }, more);
  if (parts.length === 0 || kind.placement === 'flat') return () => undefined;
  const spaces = parts.map((part) => spaceOf(turnPart(kind, object.rotation, part)));
  const range = (axis: 'x' | 'y' | 'z'): [number, number] => [
    Math.min(...spaces.map((space) => space[axis][0])),
    Math.max(...spaces.map((space) => space[axis][1])),
  ];
  const whole: Space = { x: range('x'), y: range('y'), z: range('z') };
  const height = whole.z[1];
  const base = baseOf(whole, round.has(object.look ?? object.type));
  const swept = base.map(({ x, y }) => ({ x: x + height * sweepPerHeight, y }));
  const outline = convexHull([...base, ...swept].map(({ x, y }) => onScreen({ x, y, z: 0 })));
  return (pen) => {
    pen.poly(flatten(outline));
    pen.fill({ color: shadowColour, alpha: objectShadowAlpha });
  };
}
