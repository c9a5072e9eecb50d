import type { WallFinish } from '@atrium/world';
import type { SolidPoint } from '../iso/solid.ts';

/** A part of a side of a wall. */
export interface WallFace {
  /** Where it begins and ends along the side of its tile, in tiles. */
  readonly from: number;
  readonly to: number;
  /** In px. */
  readonly height: number;
  /** The point at a place along the side and a height. */
  readonly place: (along: number, z: number) => SolidPoint;
}

/** Paints a finish over a face that has its colour already. */
export type PaintFinish = (context: CanvasRenderingContext2D, face: WallFace, colour: number) => void;
export type PaintFinishes = Readonly<Partial<Record<WallFinish, PaintFinish>>>;
