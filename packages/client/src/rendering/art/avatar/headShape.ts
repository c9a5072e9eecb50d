import { at, type Point } from '../curves.ts';
import { headCentre } from './skeleton.ts';
import type { Turn } from './turn.ts';

/** Half of the head's width and height in px. */
export const headAcross = 10.4;
export const headTall = 10.4;
/** How much lower what is in front appears than what is behind: the head is seen a little from above. */
const tilt = 2.1;

/** Half width of the head at a height from -1 (chin) to 1 (crown), as a share of its largest: full cheeks. */
function headProfile(height: number): number {
  const exponent = height > 0 ? 2.3 : 2.65;
  return (1 - Math.min(1, Math.abs(height)) ** exponent) ** (1 / exponent);
}

export interface HeadPoint extends Point {
  /** From -1 (far side) to 1 (towards the viewer). */
  readonly depth: number;
}

export interface Head {
  /** The middle of the head on the screen. */
  readonly centre: Point;
  readonly turn: Turn;
  /** Where a place on the head is: degrees from the nose towards its left ear, height from -1 to 1, distance in heads. */
  readonly place: (degrees: number, height: number, distance?: number) => HeadPoint;
  /** Where a place on a hanging sheet around the head is: below the middle it falls straight down. */
  readonly hang: (degrees: number, height: number, distance?: number) => HeadPoint;
}

export function createHead(turn: Turn, lift: number): Head {
  // The neck carries the head a little forward.
  const centre = at(-turn.sin * 0.9, -headCentre - lift + turn.cos * 0.4);
  const around = (degrees: number, height: number, distance: number, profile: number): HeadPoint => {
    const angle = (degrees * Math.PI) / 180 - turn.yaw;
    const depth = Math.cos(angle);
    const x = centre.x + headAcross * distance * profile * Math.sin(angle);
    const y = centre.y - headTall * height * (height > 0 ? distance : 1) + tilt * profile * depth;
    return { x, y, depth };
  };
  return {
    centre,
    turn,
    place: (degrees, height, distance = 1) => around(degrees, height, distance, headProfile(height)),
    hang: (degrees, height, distance = 1) =>
      around(degrees, height, distance, height > 0 ? headProfile(height) : 1),
  };
}

/** The outline of the head, `extra` px larger. */
export function headOutline(head: Head, extra = 0): Point[] {
  const steps = 56;
  return Array.from({ length: steps }, (_, index) => {
    const angle = (index / steps) * 2 * Math.PI;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const power = 2 / (sin < 0 ? 2.3 : 2.65);
    const x = Math.sign(cos) * Math.abs(cos) ** power;
    const y = Math.sign(sin) * Math.abs(sin) ** power;
    return at(head.centre.x + x * (headAcross + extra), head.centre.y + y * (headTall + extra));
  });
}
