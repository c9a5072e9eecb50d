import type { ObjectType, Rotation } from '@atrium/world';
import { convexHull, flatten, type Point } from '../curves.ts';
import { objectShadowAlpha, shadowColour } from '../palette.ts';
import type { Pen } from '../pen.ts';
import { spaceOf, type Space } from './depthOrder.ts';
import { onScreen } from './isometric.ts';
import { partsOf } from './objectParts.ts';
import { turnPart } from './rotation.ts';
import { circleOutline } from './solid.ts';

/** How far a shadow reaches along +x for each tile of height, in tiles; 40 px count as one tile of height. */
const sweepPerHeight = 0.25 / 40;

const roundTypes: ReadonlySet<ObjectType> = new Set([
  'Plant',
  'TallPlant',
  'HangingPlant',
  'Lamp',
  'CoffeeTable',
]);

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
export function objectShadow(type: ObjectType, rotation: Rotation): (pen: Pen) => void {
  const spaces = partsOf(type, 0).map((part) => spaceOf(turnPart(type, rotation, part)));
  const range = (axis: 'x' | 'y' | 'z'): [number, number] => [
    Math.min(...spaces.map((space) => space[axis][0])),
    Math.max(...spaces.map((space) => space[axis][1])),
  ];
  const whole: Space = { x: range('x'), y: range('y'), z: range('z') };
  const height = whole.z[1];
  if (height < 2) return () => undefined;
  const base = baseOf(whole, roundTypes.has(type));
  const swept = base.map(({ x, y }) => ({ x: x + height * sweepPerHeight, y }));
  const outline = convexHull([...base, ...swept].map(({ x, y }) => onScreen({ x, y, z: 0 })));
  return (pen) => {
    pen.poly(flatten(outline));
    pen.fill({ color: shadowColour, alpha: objectShadowAlpha });
  };
}
