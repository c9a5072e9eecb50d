import type { Part } from './solid.ts';

/** The space something takes: tiles along x and y, px along z. */
export interface Space {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly z: readonly [number, number];
}

export function spaceOf(part: Part): Space {
  if (part.kind === 'figure') {
    const { place, reach, height } = part;
    return {
      x: [place.x - reach, place.x + reach],
      y: [place.y - reach, place.y + reach],
      z: [place.z, place.z + height],
    };
  }
  const corners = part.faces.flatMap((face) => face.corners);
  const range = (axis: 'x' | 'y' | 'z'): [number, number] => {
    const values = corners.map((corner) => corner[axis]);
    return [Math.min(...values), Math.max(...values)];
  };
  return { x: range('x'), y: range('y'), z: range('z') };
}

const tolerance = 1e-4;

/** Whether `a` must be drawn before `b`: a plane lies between them and `a` is on its far side. */
function isBehind(a: Space, b: Space): boolean {
  return (['x', 'y', 'z'] as const).some(
    (axis) => a[axis][1] <= b[axis][0] + tolerance && b[axis][1] > a[axis][0] + tolerance,
  );
}

/** Indices in the order of drawing, farthest first; keeps the given order where none is needed. */
export function depthOrder(spaces: readonly Space[]): number[] {
  const order: number[] = [];
  const state = new Map<number, 'open' | 'done'>();
  const visit = (index: number): void => {
    if (state.has(index)) return;
    state.set(index, 'open');
    const space = spaces[index];
    if (space !== undefined) {
      spaces.forEach((other, otherIndex) => {
        if (otherIndex !== index && isBehind(other, space) && !isBehind(space, other)) visit(otherIndex);
      });
    }
    state.set(index, 'done');
    order.push(index);
  };
  spaces.forEach((_, index) => visit(index));
  return order;
}

/** Indices of what must be drawn after `middle`, directly or because of something between. */
export function inFrontOf(spaces: readonly Space[], middle: Space): ReadonlySet<number> {
  const front = new Set<number>();
  const queue: Space[] = [middle];
  for (let space = queue.pop(); space !== undefined; space = queue.pop()) {
    const nearer = space;
    spaces.forEach((other, index) => {
      if (front.has(index) || !isBehind(nearer, other) || isBehind(other, nearer)) return;
      front.add(index);
      queue.push(other);
    });
  }
  return front;
}
