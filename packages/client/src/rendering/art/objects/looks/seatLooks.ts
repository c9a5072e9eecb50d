import { materials, shade } from '../../palette.ts';
import type { ObjectArt } from '../objectStyle.ts';
import { archSection, box, circleOutline, extrude, loft, pillow, post } from '../solid.ts';
import type { Part } from '../solid.ts';

const feet = (xs: readonly number[], ys: readonly number[], height: number, colour: number): Part[] =>
  xs.flatMap((x) => ys.map((y) => post([x, y], [0, height], 0.03, 0.04, colour)));

const woodenChair: ObjectArt = ({ colour = materials.wood }) => [
  box({ x: [0.22, 0.28], y: [0.14, 0.2], z: [0, 36] }, shade(colour, 0.92)),
  box({ x: [0.72, 0.78], y: [0.14, 0.2], z: [0, 36] }, shade(colour, 0.92)),
  box({ x: [0.28, 0.72], y: [0.15, 0.19], z: [30, 35] }, colour),
  box({ x: [0.28, 0.72], y: [0.15, 0.19], z: [21, 26] }, colour),
  ...feet([0.26, 0.74], [0.3, 0.76], 10, shade(colour, 0.85)),
  box({ x: [0.2, 0.8], y: [0.22, 0.84], z: [10, 14] }, colour),
];

const shellChair: ObjectArt = ({ colour = 0xe9e4da }) => [
  ...feet([0.3, 0.7], [0.3, 0.72], 9, materials.wood),
  pillow({ x: [0.2, 0.8], y: [0.24, 0.82], z: [9, 14] }, 0.2, 2, colour),
  extrude('y', [0.14, 0.22], archSection([0.2, 0.8], [12, 33], 9), shade(colour, 0.97)),
];

const stool: ObjectArt = ({ colour = materials.wood }) => [
  loft(
    [
      { outline: circleOutline(0.5, 0.5, 0.24), z: 0 },
      { outline: circleOutline(0.5, 0.5, 0.2), z: 1.5 },
    ],
    materials.graphite,
  ),
  post([0.5, 0.5], [1.5, 10.5], 0.05, 0.05, materials.darkMetal),
  loft(
    [
      { outline: circleOutline(0.5, 0.5, 0.26), z: 10.5 },
      { outline: circleOutline(0.5, 0.5, 0.29), z: 12 },
      { outline: circleOutline(0.5, 0.5, 0.27), z: 14 },
    ],
    colour,
  ),
];

const conferenceChair: ObjectArt = ({ colour = materials.graphite }) => [
  ...[0.18, 0.78].flatMap((x): Part[] => [
    box({ x: [x, x + 0.04], y: [0.2, 0.8], z: [0, 1.5] }, materials.metal),
    box({ x: [x, x + 0.04], y: [0.76, 0.8], z: [1.5, 21] }, materials.metal),
    box({ x: [x, x + 0.04], y: [0.3, 0.76], z: [19.5, 21] }, materials.darkMetal),
  ]),
  pillow({ x: [0.23, 0.77], y: [0.24, 0.84], z: [10, 14] }, 0.08, 1.5, colour),
  extrude('y', [0.14, 0.21], archSection([0.22, 0.78], [12, 42], 3), shade(colour, 1.08)),
];

const beanbag: ObjectArt = ({ colour = 0xc48a68 }) => [
  loft(
    [
      { outline: circleOutline(0.5, 0.54, 0.36, 20), z: 0 },
      { outline: circleOutline(0.5, 0.54, 0.42, 20), z: 5 },
      { outline: circleOutline(0.5, 0.54, 0.38, 20), z: 11 },
      { outline: circleOutline(0.5, 0.54, 0.26, 20), z: 14 },
    ],
    colour,
  ),
  loft(
    [
      { outline: circleOutline(0.5, 0.26, 0.22, 18), z: 14 },
      { outline: circleOutline(0.5, 0.26, 0.24, 18), z: 20 },
      { outline: circleOutline(0.5, 0.26, 0.16, 18), z: 27 },
      { outline: circleOutline(0.5, 0.26, 0.05, 18), z: 30 },
    ],
    shade(colour, 0.97),
  ),
];

const pouf: ObjectArt = ({ colour = 0xd0a44e }) => [
  loft(
    [
      { outline: circleOutline(0.5, 0.5, 0.34, 22), z: 0 },
      { outline: circleOutline(0.5, 0.5, 0.39, 22), z: 3 },
      { outline: circleOutline(0.5, 0.5, 0.39, 22), z: 10.5 },
      { outline: circleOutline(0.5, 0.5, 0.33, 22), z: 14 },
    ],
    colour,
  ),
  loft(
    [
      { outline: circleOutline(0.5, 0.5, 0.05, 12), z: 14 },
      { outline: circleOutline(0.5, 0.5, 0.04, 12), z: 14.8 },
    ],
    shade(colour, 0.8),
  ),
];

const wingChair: ObjectArt = ({ colour = 0x6f7fa0 }) => [
  ...feet([0.2, 0.8], [0.2, 0.84], 4, materials.darkWood),
  pillow({ x: [0.24, 0.76], y: [0.26, 0.92], z: [4, 14] }, 0.06, 2.5, colour),
  extrude('y', [0.08, 0.26], archSection([0.1, 0.9], [4, 46], 8), shade(colour, 0.96)),
  ...[0.1, 0.76].flatMap((x): Part[] => [
    extrude('y', [0.26, 0.46], archSection([x, x + 0.14], [4, 38], 3), colour),
    extrude('y', [0.46, 0.88], archSection([x, x + 0.14], [4, 22], 3), colour),
  ]),
];

const threeSeater: ObjectArt = ({ colour = materials.upholstery }) => [
  ...feet([0.16, 2.84], [0.2, 0.84], 4, materials.darkWood),
  box({ x: [0.2, 2.8], y: [0.26, 0.88], z: [4, 8] }, shade(colour, 0.9)),
  ...[0, 1, 2].map((seat) =>
    pillow(
      { x: [seat === 0 ? 0.2 : seat, seat === 2 ? 2.8 : seat + 1], y: [0.26, 0.92], z: [8, 14] },
      0.07,
      2.5,
      colour,
    ),
  ),
  extrude('x', [0.05, 2.95], archSection([0.06, 0.26], [4, 31], 4), shade(colour, 0.97)),
  extrude('y', [0.26, 0.9], archSection([0.04, 0.2], [4, 22], 3.2), colour),
  extrude('y', [0.26, 0.9], archSection([2.8, 2.96], [4, 22], 3.2), colour),
  pillow({ x: [0.24, 0.5], y: [0.27, 0.36], z: [14, 25] }, 0.03, 2, 0xe2b45f),
  pillow({ x: [2.5, 2.76], y: [0.27, 0.36], z: [14, 25] }, 0.03, 2, materials.cream),
];

const bench: ObjectArt = ({ colour = materials.wood }) => [
  ...[0.2, 1.66].flatMap((x): Part[] => [
    box({ x: [x, x + 0.14], y: [0.3, 0.36], z: [0, 11] }, materials.graphite),
    box({ x: [x, x + 0.14], y: [0.72, 0.78], z: [0, 11] }, materials.graphite),
  ]),
  ...[0.24, 0.44, 0.64].map((y) => box({ x: [0.06, 1.94], y: [y, y + 0.18], z: [11, 14] }, colour)),
];

const daybed: ObjectArt = ({ colour = 0xcfb48c }) => [
  ...feet([0.16, 1.84], [0.2, 0.84], 5, materials.darkWood),
  box({ x: [0.06, 1.94], y: [0.12, 0.92], z: [5, 8] }, materials.wood),
  pillow({ x: [0.24, 1.92], y: [0.14, 0.9], z: [8, 14] }, 0.08, 2.5, colour),
  extrude('y', [0.12, 0.92], archSection([0.06, 0.24], [8, 26], 4), shade(colour, 0.95)),
  pillow({ x: [0.26, 0.42], y: [0.2, 0.84], z: [14, 20] }, 0.06, 2.5, materials.cream),
];

export const seatLooks = {
  Chair: {
    'wooden-chair': woodenChair,
    'shell-chair': shellChair,
    stool,
    'conference-chair': conferenceChair,
  },
  LoungeChair: { beanbag, pouf, 'wing-chair': wingChair },
  Sofa: { 'three-seater': threeSeater, bench, daybed },
};
