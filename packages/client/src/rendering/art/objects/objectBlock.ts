import type { ObjectType, Rotation } from '@atrium/world';
import { spaceOf } from './depthOrder.ts';
import type { Space } from './depthOrder.ts';
import { partsOf } from './objectParts.ts';
import { turnPart } from './rotation.ts';

/** The upright block that an Object as it is drawn fits into, from the corner of its footprint. */
export function objectBlock(type: ObjectType, rotation: Rotation, seed: number): Space {
  const spaces = partsOf(type, seed).map((part) => spaceOf(turnPart(type, rotation, part)));
  const range = (axis: 'x' | 'y' | 'z'): [number, number] => [
    Math.min(...spaces.map((space) => space[axis][0])),
    Math.max(...spaces.map((space) => space[axis][1])),
  ];
  return { x: range('x'), y: range('y'), z: range('z') };
}
