import type { Facing } from '@atrium/world';
import { at, type Point } from '../curves.ts';

/** How an Avatar is turned: five facings are drawn, three are mirror images of them. */
export interface Turn {
  /** Radians from facing the viewer, growing towards the left of the screen. */
  readonly yaw: number;
  readonly sin: number;
  readonly cos: number;
  readonly mirrored: boolean;
}

const eighth = Math.PI / 4;

const drawn: Readonly<Record<Facing, { readonly eighths: number; readonly mirrored: boolean }>> = {
  S: { eighths: 0, mirrored: false },
  SW: { eighths: 1, mirrored: false },
  W: { eighths: 2, mirrored: false },
  NW: { eighths: 3, mirrored: false },
  N: { eighths: 4, mirrored: false },
  NE: { eighths: 3, mirrored: true },
  E: { eighths: 2, mirrored: true },
  SE: { eighths: 1, mirrored: true },
};

export function turnOf(facing: Facing): Turn {
  const { eighths, mirrored } = drawn[facing];
  const yaw = eighths * eighth;
  return { yaw, sin: Math.sin(yaw), cos: Math.cos(yaw), mirrored };
}

/** How the head of an Avatar is turned whose body is turned so, by some eighths of a circle in the order of the facings. */
export function headTurnOf({ yaw, mirrored }: Turn, eighths: number): Turn {
  const turned = yaw + (mirrored ? -eighths : eighths) * eighth;
  return { yaw: turned, sin: Math.sin(turned), cos: Math.cos(turned), mirrored };
}

/** A place on the body in px: to the Avatar's own left, forward from its middle, and up from the floor. */
export interface BodyPoint {
  readonly left: number;
  readonly forward: number;
  readonly up: number;
}

export const body = (left: number, forward: number, up: number): BodyPoint => ({ left, forward, up });

/** Where a place on the body is on the screen, before mirroring; the floor is seen at 2:1. */
export function project(turn: Turn, { left, forward, up }: BodyPoint): Point {
  return at(left * turn.cos - forward * turn.sin, depthOf(turn, { left, forward }) * 0.5 - up);
}

/** How far a place on the body is towards the viewer, in px. */
export function depthOf(turn: Turn, { left, forward }: Pick<BodyPoint, 'left' | 'forward'>): number {
  return left * turn.sin + forward * turn.cos;
}

/** Half of the width on the screen of something round, by its half width and half depth. */
export function halfWidth(turn: Turn, across: number, deep: number): number {
  return Math.hypot(across * turn.cos, deep * turn.sin);
}
