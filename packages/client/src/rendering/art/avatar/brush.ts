import { at, clipToConvex, convexHull, flatten, moved, type Point } from '../curves.ts';
import { outlineOf, shade, type Colour } from '../palette.ts';
import type { Pen } from '../pen.ts';

interface Lighting {
  /** How far the lit part is moved to the upper left, in px: the width of the shade along the right edge. */
  readonly shadeWidth?: number;
  readonly outlined?: boolean;
}

/** Paints the parts of an Avatar. Shapes are mirrored first and lit afterwards: the light stays at the upper left. */
export interface Brush {
  /** A body part with its outline, and the shade on the side that is away from the light. */
  part(points: readonly Point[], fill: Colour, lighting?: Lighting): void;
  /** A plain patch of colour. */
  patch(points: readonly Point[], fill: Colour, alpha?: number): void;
  line(points: readonly Point[], colour: Colour, width: number, alpha?: number): void;
  /** A patch that belongs to the light and not to the body: it is not mirrored. */
  gleam(points: readonly Point[], fill: Colour, alpha: number): void;
}

/** Width of the line around a body part in px; half of it is covered by the fill. */
const outlineWidth = 1.6;
const shadeFactor = 0.84;

export function createBrush(pen: Pen, mirrored: boolean): Brush {
  const placed = (points: readonly Point[]): readonly Point[] =>
    mirrored ? points.map((point) => at(-point.x, point.y)).reverse() : points;
  const fillPlaced = (points: readonly Point[], color: Colour, alpha: number): void => {
    pen.poly(flatten(points));
    pen.fill({ color, alpha });
  };
  return {
    part(points, fill, { shadeWidth = 2, outlined = true } = {}) {
      const shape = placed(points);
      if (outlined) {
        pen.poly(flatten(shape));
        pen.stroke({ color: outlineOf(fill), alpha: 1, width: outlineWidth, cap: 'round', join: 'round' });
      }
      const lit =
        shadeWidth > 0 ? clipToConvex(shape, moved(convexHull(shape), -shadeWidth, -shadeWidth / 3)) : [];
      fillPlaced(shape, lit.length > 2 ? shade(fill, shadeFactor) : fill, 1);
      if (lit.length > 2) fillPlaced(lit, fill, 1);
    },
    patch(points, fill, alpha = 1) {
      fillPlaced(placed(points), fill, alpha);
    },
    line(points, colour, width, alpha = 1) {
      pen.poly(flatten(placed(points)), false);
      pen.stroke({ color: colour, alpha, width, cap: 'round', join: 'round' });
    },
    gleam(points, fill, alpha) {
      fillPlaced(points, fill, alpha);
    },
  };
}
