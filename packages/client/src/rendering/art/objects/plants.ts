import { at, smoothLoop, type Point } from '../curves.ts';
import { flatten } from '../curves.ts';
import { materials, mix, outlineOf, shade, type Colour } from '../palette.ts';
import type { Pen } from '../pen.ts';
import type { Style } from './objectStyle.ts';
import { circleOutline, loft, type Part } from './solid.ts';
import { choose, pick } from './variation.ts';

function fill(pen: Pen, points: readonly Point[], color: Colour): void {
  pen.poly(flatten(points));
  pen.fill({ color, alpha: 1 });
}

/** A pointed leaf from its stem to its tip, bent by `bend` px to the right of its way, lit from the upper left. */
export function drawLeaf(
  pen: Pen,
  stem: Point,
  tip: Point,
  width: number,
  bend: number,
  colour: Colour,
): void {
  const [dx, dy] = [tip.x - stem.x, tip.y - stem.y];
  const length = Math.hypot(dx, dy) || 1;
  const [nx, ny] = [-dy / length, dx / length];
  const along = (share: number, side: number): Point =>
    at(
      stem.x + dx * share + nx * (side + bend * Math.sin(Math.PI * share)),
      stem.y + dy * share + ny * (side + bend * Math.sin(Math.PI * share)),
    );
  const middle = [0, 0.25, 0.5, 0.75, 1].map((share) => along(share, 0));
  const sideOf = (sign: number): Point[] =>
    [0.12, 0.4, 0.7].map((share) => along(share, sign * width * Math.sin(Math.PI * (share * 0.85 + 0.08))));
  const outline = smoothLoop([along(0, 0), ...sideOf(1), along(1, 0), ...sideOf(-1).reverse()], 3);
  pen.poly(flatten(outline));
  pen.stroke({ color: outlineOf(colour), alpha: 1, width: 1.3, cap: 'round', join: 'round' });
  fill(pen, outline, colour);
  // The half that is turned away from the light.
  const darker = nx - ny * 0.4 > 0 ? 1 : -1;
  const half = smoothLoop([along(0, 0), ...sideOf(darker), along(1, 0), ...middle.slice(1, -1).reverse()], 3);
  fill(pen, half, shade(colour, 0.84));
}

export function pot(radius: number, height: number, colour: Colour): Part[] {
  const circle = (share: number) => circleOutline(0.5, 0.5, radius * share, 18);
  return [
    loft(
      [
        { outline: circle(0.72), z: 0 },
        { outline: circle(0.94), z: height - 2.5 },
      ],
      colour,
    ),
    loft(
      [
        { outline: circle(1), z: height - 2.5 },
        { outline: circle(1), z: height },
      ],
      mix(colour, 0xffffff, 0.08),
    ),
    loft(
      [
        { outline: circle(0.82), z: height },
        { outline: circle(0.82), z: height + 0.05 },
      ],
      materials.soil,
    ),
  ];
}

interface Leaf {
  readonly angle: number;
  readonly length: number;
  readonly rise: number;
}

/** Leaves around a stem, those behind first. */
export function drawFan(
  pen: Pen,
  leaves: readonly Leaf[],
  width: number,
  colours: readonly Colour[],
  from: Point,
): void {
  const ordered = [...leaves].sort((a, b) => Math.sin(a.angle) - Math.sin(b.angle));
  ordered.forEach((leaf, index) => {
    const [x, y] = [Math.cos(leaf.angle) * leaf.length, Math.sin(leaf.angle) * leaf.length * 0.5];
    const tip = at(from.x + x, from.y + y - leaf.rise);
    const towardsLight = (-x / leaf.length + 1) / 2;
    const base = colours[index % colours.length] ?? materials.leaf;
    drawLeaf(
      pen,
      from,
      tip,
      width,
      x > 0 ? 2.2 : -2.2,
      mix(shade(base, 0.9), mix(base, 0xffffff, 0.1), towardsLight),
    );
  });
}

const greens = [materials.leaf, materials.leafDark, materials.leafLight] as const;

export function plantParts({ colour, seed }: Style): Part[] {
  const potColour = colour ?? choose([materials.terracotta, 0xe6e1d6, 0x7d97a0], seed);
  const ring = (count: number, salt: number, length: number, rise: number): Leaf[] =>
    Array.from({ length: count }, (_, index): Leaf => ({
      angle: ((index + salt * 0.05) / count) * 2 * Math.PI + pick(seed, salt + index) * 0.45,
      length: length + pick(seed, salt + index + 20) * 3,
      rise: rise + pick(seed, salt + index + 40) * 4,
    }));
  const draw = (pen: Pen): void => {
    drawFan(pen, ring(8, 0, 15, 5), 4.2, greens, at(0, -1));
    drawFan(
      pen,
      ring(7, 100, 11, 15),
      4,
      [materials.leaf, materials.leafLight, materials.leafDark],
      at(0, -3),
    );
    drawFan(pen, ring(4, 200, 5, 18), 3.6, [materials.leafLight, materials.leaf], at(0, -5));
  };
  return [
    ...pot(0.24, 15, potColour),
    { kind: 'figure', place: { x: 0.5, y: 0.5, z: 15.1 }, reach: 0.2, height: 30, draw },
  ];
}

export function tallPlantParts({ colour = 0xdad5ca, seed }: Style): Part[] {
  const draw = (pen: Pen): void => {
    const trunk: Point[] = [
      at(-1.3, 0),
      at(-0.9, -16),
      at(-1.4, -30),
      at(1.2, -30),
      at(1.1, -16),
      at(1.5, 0),
    ];
    pen.poly(flatten(trunk));
    pen.stroke({ color: outlineOf(materials.darkWood), alpha: 1, width: 1.3, cap: 'round', join: 'round' });
    fill(pen, trunk, materials.darkWood);
    const crown = (level: number, count: number, length: number, rise: number): void => {
      const leaves = Array.from({ length: count }, (_, index): Leaf => ({
        angle: ((index + level * 0.5) / count) * 2 * Math.PI + pick(seed, level * 10 + index) * 0.4,
        length: length + pick(seed, level * 10 + index + 50) * 3,
        rise: rise + pick(seed, level * 10 + index + 90) * 5,
      }));
      drawFan(pen, leaves, 4, greens, at(0, -16 - level * 9));
    };
    crown(0, 6, 17, 6);
    crown(1, 6, 15, 10);
    crown(2, 5, 9, 13);
    crown(3, 3, 4, 14);
  };
  return [
    ...pot(0.27, 16, colour),
    { kind: 'figure', place: { x: 0.5, y: 0.5, z: 16.1 }, reach: 0.2, height: 60, draw },
  ];
}

/** A small pot for desks and shelves, with leaves hanging over its edge. */
export function hangingPlantParts({ colour = 0xe6e1d6, seed }: Style): Part[] {
  const draw = (pen: Pen): void => {
    const upright = Array.from({ length: 7 }, (_, index): Leaf => ({
      angle: (index / 7) * 2 * Math.PI + pick(seed, index) * 0.4,
      length: 7 + pick(seed, index + 20) * 2,
      rise: 6 + pick(seed, index + 40) * 4,
    }));
    drawFan(pen, upright, 2.1, greens, at(0, 0.5));
    for (const [index, angle] of [2.75, 2.3, 0.85, 0.4].entries()) {
      const edge = at(Math.cos(angle) * 6, Math.sin(angle) * 3 - 1);
      const tip = at(edge.x * 1.5, edge.y + 6 + pick(seed, index + 60) * 4);
      drawLeaf(pen, edge, tip, 1.9, edge.x > 0 ? -1 : 1, greens[index % 3] ?? materials.leaf);
    }
  };
  return [
    ...pot(0.17, 10, colour),
    { kind: 'figure', place: { x: 0.5, y: 0.5, z: 10.1 }, reach: 0.15, height: 14, draw },
  ];
}
