import { materials, shade } from '../../palette.ts';
import { counter } from '../kitchen.ts';
import type { ObjectArt } from '../objectStyle.ts';
import { box, circleOutline, loft, panel, post } from '../solid.ts';
import type { Part } from '../solid.ts';
import { pick } from '../variation.ts';

const filterMachine: ObjectArt = ({ colour = 0x454954 }) => [
  box({ x: [0.28, 0.72], y: [0.28, 0.44], z: [0, 20] }, colour),
  box({ x: [0.28, 0.72], y: [0.44, 0.74], z: [0, 2] }, colour),
  post([0.5, 0.59], [2, 10], 0.1, 0.13, materials.glass, { alpha: 0.9 }),
  post([0.5, 0.59], [10, 11.5], 0.09, 0.06, materials.graphite),
  box({ x: [0.3, 0.7], y: [0.44, 0.74], z: [13, 20] }, shade(colour, 1.1), {
    inlays: [panel('front', [0.58, 15], [0.64, 17.5], 0xd0524b, { glows: true })],
  }),
];

const kettle: ObjectArt = ({ colour = materials.metal }) => [
  post([0.5, 0.5], [0, 1.2], 0.15, 0.15, materials.graphite),
  loft(
    [
      { outline: circleOutline(0.5, 0.5, 0.15), z: 1.2 },
      { outline: circleOutline(0.5, 0.5, 0.14), z: 9 },
      { outline: circleOutline(0.5, 0.5, 0.1), z: 12 },
    ],
    colour,
  ),
  post([0.5, 0.5], [12, 13.6], 0.03, 0.03, materials.graphite),
  box({ x: [0.66, 0.72], y: [0.47, 0.53], z: [3, 11] }, materials.graphite),
];

const drinkingFountain: ObjectArt = ({ colour = materials.metal }) => [
  box({ x: [0.26, 0.74], y: [0.26, 0.66], z: [0, 32] }, colour, {
    inlays: [
      panel('front', [0.32, 4], [0.68, 24], shade(colour, 0.9)),
      panel('front', [0.46, 26], [0.54, 29], materials.graphite),
    ],
  }),
  box({ x: [0.22, 0.78], y: [0.22, 0.78], z: [32, 35] }, shade(colour, 1.12), {
    inlays: [panel('top', [0.3, 0.32], [0.7, 0.68], materials.darkMetal)],
  }),
  box({ x: [0.32, 0.36], y: [0.28, 0.32], z: [35, 39] }, materials.darkMetal),
];

const island: ObjectArt = ({ colour = 0x5f7f86 }) => [
  box({ x: [0.1, 2.9], y: [0.2, 0.76], z: [0, 3] }, materials.graphite),
  box({ x: [0.06, 2.94], y: [0.16, 0.8], z: [3, 21] }, colour, {
    inlays: [0, 1, 2, 3].flatMap((index) => [
      panel('front', [0.12 + index * 0.7, 5], [0.74 + index * 0.7, 19.5], shade(colour, 1.08)),
      panel('back', [0.12 + index * 0.7, 5], [0.74 + index * 0.7, 19.5], shade(colour, 1.08)),
    ]),
  }),
  box({ x: [0, 3], y: [0.04, 0.96], z: [21, 24] }, 0xe6ddcd, {
    inlays: [panel('top', [0.4, 0.28], [0.9, 0.68], materials.wood)],
  }),
  box({ x: [0.5, 0.74], y: [0.4, 0.54], z: [24, 27] }, 0xd9a05f),
  post([2.4, 0.5], [24, 27.5], 0.09, 0.19, 0x7f9fb3),
];

const fridge: ObjectArt = ({ colour = 0xe3e1dc }) => [
  box({ x: [0.1, 0.9], y: [0.12, 0.84], z: [0, 2] }, materials.graphite),
  box({ x: [0.08, 0.92], y: [0.1, 0.88], z: [2, 54] }, colour, {
    inlays: [
      panel('front', [0.08, 36], [0.92, 36.8], shade(colour, 0.62)),
      panel('front', [0.14, 39], [0.18, 48], materials.darkMetal),
      panel('front', [0.14, 22], [0.18, 33], materials.darkMetal),
      panel('front', [0.52, 42], [0.62, 46], 0xf3d77a),
      panel('front', [0.68, 44], [0.76, 47], 0xa9d3b0),
    ],
  }),
];

const vendingMachine: ObjectArt = ({ colour = 0xb95a50, seed }) => [
  box({ x: [0.06, 0.94], y: [0.12, 0.9], z: [0, 60] }, colour, {
    inlays: [
      panel('front', [0.12, 16], [0.68, 56], 0x3a4450),
      ...[0, 1, 2, 3].flatMap((row) =>
        [0, 1, 2, 3].map((slot) =>
          panel(
            'front',
            [0.15 + slot * 0.13, 20 + row * 9],
            [0.24 + slot * 0.13, 26 + row * 9],
            [0xe8b440, 0x6f9a63, 0xd9574b, 0x7fa6c4][Math.floor(pick(seed, row * 4 + slot) * 4)] ?? 0xe8b440,
            { glows: true },
          ),
        ),
      ),
      panel('front', [0.12, 16], [0.68, 56], materials.glass, { alpha: 0.22, glows: true }),
      panel('front', [0.74, 38], [0.88, 50], 0x3a4450),
      panel('front', [0.76, 44], [0.86, 48], materials.display, { glows: true }),
      panel('front', [0.18, 4], [0.62, 12], 0x3a4450),
    ],
  }),
];

const fruitBowl: ObjectArt = ({ colour = 0x7f9fb3 }) => {
  const fruit = (x: number, y: number, fill: number): Part =>
    loft(
      [
        { outline: circleOutline(x, y, 0.04, 10), z: 3.6 },
        { outline: circleOutline(x, y, 0.065, 10), z: 5.6 },
        { outline: circleOutline(x, y, 0.03, 10), z: 7.8 },
      ],
      fill,
    );
  return [
    post([0.5, 0.5], [0, 3.5], 0.09, 0.2, colour),
    fruit(0.42, 0.45, 0xd9574b),
    fruit(0.56, 0.42, 0xe8b440),
    fruit(0.52, 0.58, 0x8db255),
  ];
};

export const kitchenLooks = {
  CoffeeMachine: { 'filter-machine': filterMachine, kettle },
  WaterCooler: { 'drinking-fountain': drinkingFountain },
  KitchenCounter: {
    'plain-counter': (style: Parameters<ObjectArt>[0]) => counter(style, { inlays: [], parts: [] }),
    'kitchen-island': island,
  },
};
export { fridge, fruitBowl, vendingMachine };
