import { footprintOf, kindOf } from '@atrium/world';
import { spaceOf } from './depthOrder.ts';
import type { Space } from './depthOrder.ts';
import { partsOf } from './objectArt.ts';
import type { Appearance, LookArt } from './objectArt.ts';
import { turnPart } from './rotation.ts';

/** The upright block that an Object as it is drawn fits into, from the corner of its footprint. */
export function objectBlock(object: Appearance, more: LookArt | undefined): Space {
  const kind = kindOf(object);
  const spaces = partsOf(object, more).map((part) => spaceOf(turnPart(kind, object.rotation, part)));
  if (spaces.length === 0) spaces.push(unknownBlock(object));
  const range = (axis: 'x' | 'y' | 'z'): [number, number] => [
    Math.min(...spaces.map((space) => space[axis][0])),
    Math.max(...spaces.map((space) => space[axis][1])),
  ];
  return { x: range('x'), y: range('y'), z: range('z') };
}

/** How high something is taken to be that is not drawn yet, in px. */
const unknownHeightPx = 24;

function unknownBlock(object: Appearance): Space {
  const { width, height } = footprintOf({ ...object, position: { x: 0, y: 0 } });
  return { x: [0, width], y: [0, height], z: [0, kindOf(object).placement === 'flat' ? 0 : unknownHeightPx] };
}
