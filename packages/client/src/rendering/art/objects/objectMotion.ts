import { objectKinds } from '@atrium/world';
import type { Rotation } from '@atrium/world';
import { flatten } from '../curves.ts';
import type { Pen } from '../pen.ts';
import { isFrontSeen } from './displayFace.ts';
import { computerDisplay } from './electronics.ts';
import { onScreen } from './isometric.ts';
import { turnPlace } from './rotation.ts';

/** Objects that move a little while nobody uses them. */
export type MovingType = 'Computer' | 'CoffeeMachine';

/** Where steam leaves a CoffeeMachine: its top. */
const vent = { x: 0.5, y: 0.42, z: 22 } as const;
/** How far steam rises with each step, in px. */
const risePx = 4;

/**
 * What is seen over an Object at a step of its motion, from 1 on; `undefined` where it is turned away. The origin is that
 * of the drawing of the Object.
 */
export function objectMotion(
  type: MovingType,
  rotation: Rotation,
  step: number,
): ((pen: Pen) => void) | undefined {
  if (type === 'CoffeeMachine') return (pen) => drawSteam(pen, rotation, step);
  const { x, y, z } = computerDisplay;
  const area = ([u0, u1]: readonly [number, number], [v0, v1]: readonly [number, number]) =>
    [
      { x: u0, y, z: v0 },
      { x: u1, y, z: v0 },
      { x: u1, y, z: v1 },
      { x: u0, y, z: v1 },
    ].map((place) => turnPlace(objectKinds[type], rotation, place));
  const display = area(x, z);
  if (!isFrontSeen(type, rotation, display)) return undefined;
  return (pen) => {
    // Every other picture is brighter, and a line is written.
    pen.poly(flatten(display.map(onScreen)));
    pen.fill({ color: 0xffffff, alpha: step % 2 === 1 ? 0.16 : 0.05 });
    pen.poly(flatten(area([x[0] + 0.2, x[0] + 0.24 + step * 0.07], [z[0] + 1, z[0] + 2.4]).map(onScreen)));
    pen.fill({ color: 0x35607c, alpha: 0.6 });
  };
}

/** Two wisps that rise, thin out and vanish. */
function drawSteam(pen: Pen, rotation: Rotation, step: number): void {
  const { x, y } = onScreen(turnPlace(objectKinds.CoffeeMachine, rotation, vent));
  const style = { color: 0xffffff, cap: 'round', join: 'round' } as const;
  for (const side of [-1, 1]) {
    const foot = y - step * risePx - (side > 0 ? 2 : 0);
    const wisp = [0, 1, 2, 3, 4].map((part) => ({
      x: x + side * 3 + Math.sin(part * 1.3 + step * 0.9) * 1.3,
      y: foot - part * 2.2,
    }));
    pen.poly(flatten(wisp), false);
    pen.stroke({ ...style, width: 1.6 + step * 0.3, alpha: 0.62 - step * 0.11 });
  }
}
