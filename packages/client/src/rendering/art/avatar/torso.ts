import { at, smoothLoop, type Point } from '../curves.ts';
import { hipHeight, neckHeight, type Skeleton } from './skeleton.ts';
import { halfWidth, type Turn } from './turn.ts';

/** Half of the torso's width and depth in px. */
const torsoAcross = 6.9;
const torsoDeep = 5.3;

export interface TorsoPoint extends Point {
  /** From -1 (far side) to 1 (towards the viewer). */
  readonly depth: number;
}

/** The trunk of the body, from hips to neck, as seen. */
export interface Torso {
  readonly turn: Turn;
  /** Half of its width on the screen in px. */
  readonly width: number;
  /** Screen y of a height above the hips from 0 (hips) to 1 (neck). */
  readonly y: (height: number) => number;
  /** Where a place on its surface is: degrees from the chest's middle towards its left side. */
  readonly place: (degrees: number, height: number) => TorsoPoint;
}

export function createTorso(turn: Turn, skeleton: Skeleton): Torso {
  const low = hipHeight + skeleton.lift - 1;
  const high = neckHeight + skeleton.lift + skeleton.breath;
  const y = (height: number): number => -(low + (high - low) * height);
  return {
    turn,
    width: halfWidth(turn, torsoAcross, torsoDeep),
    y,
    place(degrees, height) {
      const angle = (degrees * Math.PI) / 180;
      const left = torsoAcross * Math.sin(angle);
      const forward = torsoDeep * Math.cos(angle);
      const depth = left * turn.sin + forward * turn.cos;
      return {
        x: left * turn.cos - forward * turn.sin,
        y: y(height) + depth * 0.2,
        depth: depth / Math.hypot(left, forward),
      };
    },
  };
}

/** The outline of what is worn on the torso; `hem` is its lower edge (0 at the hips), `flare` px wider there. */
export function torsoOutline(torso: Torso, hem = 0, flare = 0): Point[] {
  const { width, y } = torso;
  const bottom = width * 0.96 + flare;
  const half: Point[] = [
    at(2.6, y(1)),
    at(width * 0.72, y(0.955)),
    at(width * 1.0, y(0.83)),
    at(width * 0.98, y(0.5)),
    at(width * 0.95 + flare * 0.45, y(0.25)),
    at(bottom, y(hem + 0.04)),
    at(bottom * 0.86, y(hem - 0.035)),
    at(bottom * 0.4, y(hem - 0.075)),
  ];
  const other = half.map((point) => at(-point.x, point.y)).reverse();
  return smoothLoop([...half, ...other], 4);
}
