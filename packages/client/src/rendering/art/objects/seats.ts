import { materials, shade, type Colour } from '../palette.ts';
import type { Style } from './objectStyle.ts';
import { colours } from './objectColours.ts';
import { archSection, box, extrude, pillow, post, type Part } from './solid.ts';

export function chairParts({ colour: fabric = materials.upholstery }: Style): Part[] {
  const frame = materials.graphite;
  const foot = (x: readonly [number, number], y: readonly [number, number]): Part =>
    box({ x, y, z: [0.5, 3] }, frame);
  return [
    foot([0.2, 0.45], [0.46, 0.54]),
    foot([0.55, 0.8], [0.46, 0.54]),
    foot([0.46, 0.54], [0.2, 0.45]),
    foot([0.46, 0.54], [0.55, 0.8]),
    post([0.5, 0.5], [0.5, 10], 0.05, 0.05, materials.darkMetal),
    pillow({ x: [0.2, 0.8], y: [0.24, 0.84], z: [10, 14] }, 0.14, 1.5, fabric),
    box({ x: [0.45, 0.55], y: [0.15, 0.2], z: [9, 18] }, frame),
    extrude('y', [0.13, 0.22], archSection([0.22, 0.78], [18, 37], 5), fabric),
    box({ x: [0.13, 0.19], y: [0.36, 0.66], z: [19, 20.5] }, frame),
    box({ x: [0.14, 0.18], y: [0.46, 0.54], z: [11, 19] }, frame),
    box({ x: [0.81, 0.87], y: [0.36, 0.66], z: [19, 20.5] }, frame),
    box({ x: [0.82, 0.86], y: [0.46, 0.54], z: [11, 19] }, frame),
  ];
}

/** Of a cushion on a Sofa, by the colour of the Sofa. */
const cushions: Readonly<Partial<Record<Colour, Colour>>> = {
  [materials.upholstery]: 0xe2b45f,
  [colours.terracotta]: 0xd98a6a,
  [colours.cream]: 0xb9785a,
  [colours.white]: 0x7a9aa0,
  [colours.sand]: 0x7a9aa0,
};

function woodenFeet(xs: readonly number[], ys: readonly number[]): Part[] {
  return xs.flatMap((x) => ys.map((y) => post([x, y], [0, 4], 0.035, 0.045, materials.darkWood)));
}

export function loungeChairParts({ colour: fabric = materials.upholstery }: Style): Part[] {
  return [
    ...woodenFeet([0.18, 0.82], [0.2, 0.84]),
    pillow({ x: [0.22, 0.78], y: [0.26, 0.92], z: [4, 14] }, 0.08, 2.5, fabric),
    extrude('y', [0.08, 0.26], archSection([0.1, 0.9], [4, 33], 8), shade(fabric, 0.96)),
    extrude('y', [0.26, 0.88], archSection([0.07, 0.22], [4, 22], 3), fabric),
    extrude('y', [0.26, 0.88], archSection([0.78, 0.93], [4, 22], 3), fabric),
  ];
}

export function sofaParts({ colour: fabric = materials.upholstery }: Style): Part[] {
  const cushion = cushions[fabric] ?? materials.cream;
  return [
    ...woodenFeet([0.16, 1.84], [0.2, 0.84]),
    box({ x: [0.2, 1.8], y: [0.26, 0.88], z: [4, 8] }, shade(fabric, 0.9)),
    pillow({ x: [0.2, 1], y: [0.26, 0.92], z: [8, 14] }, 0.07, 2.5, fabric),
    pillow({ x: [1, 1.8], y: [0.26, 0.92], z: [8, 14] }, 0.07, 2.5, fabric),
    extrude('x', [0.05, 1.95], archSection([0.06, 0.26], [4, 31], 4), shade(fabric, 0.97)),
    extrude('y', [0.26, 0.9], archSection([0.04, 0.2], [4, 22], 3.2), fabric),
    extrude('y', [0.26, 0.9], archSection([1.8, 1.96], [4, 22], 3.2), fabric),
    pillow({ x: [1.5, 1.78], y: [0.27, 0.36], z: [14, 25] }, 0.03, 2, cushion),
  ];
}
