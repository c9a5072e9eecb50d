import { materials, mix, shade } from '../../palette.ts';
import type { ObjectArt } from '../objectStyle.ts';
import { box, circleOutline, loft, panel, post, roundedOutline } from '../solid.ts';
import type { Part } from '../solid.ts';

const drawers = (u: number): ReturnType<typeof panel>[] =>
  [2.5, 8, 13.5].flatMap((low) => [
    panel('front', [u + 0.04, low], [u + 0.46, low + 4.5], 0xe9e3d8),
    panel('front', [u + 0.18, low + 2.2], [u + 0.32, low + 3.2], materials.graphite),
  ]);

const smallDesk: ObjectArt = ({ colour = materials.wood }) => [
  ...[0.08, 0.84].flatMap((x): Part[] => [
    box({ x: [x, x + 0.08], y: [0.14, 0.22], z: [0, 19] }, materials.graphite),
    box({ x: [x, x + 0.08], y: [0.78, 0.86], z: [0, 19] }, materials.graphite),
  ]),
  box({ x: [0.04, 0.96], y: [0.1, 0.9], z: [19, 22] }, colour),
];

const longDesk: ObjectArt = ({ colour = materials.wood }) => [
  ...[0.1, 2.4].map((x) =>
    box({ x: [x, x + 0.5], y: [0.16, 0.84], z: [1, 19] }, 0xd9d2c5, { inlays: drawers(x) }),
  ),
  box({ x: [0.6, 2.4], y: [0.2, 0.24], z: [6, 19] }, shade(colour, 0.92)),
  box({ x: [0.04, 2.96], y: [0.1, 0.9], z: [19, 22] }, colour),
];

const trestleDesk: ObjectArt = ({ colour = 0xe9e0cf }) => [
  ...[0.2, 1.58].flatMap((x): Part[] => [
    ...[0.16, 0.8].flatMap((y) => [
      box({ x: [x, x + 0.05], y: [y, y + 0.06], z: [0, 17.5] }, materials.wood),
      box({ x: [x + 0.17, x + 0.22], y: [y, y + 0.06], z: [0, 17.5] }, materials.wood),
    ]),
    box({ x: [x, x + 0.22], y: [0.16, 0.86], z: [17.5, 19] }, shade(materials.wood, 0.9)),
  ]),
  box({ x: [0.04, 1.96], y: [0.1, 0.9], z: [19, 22] }, colour),
];

const standingDesk: ObjectArt = ({ colour = materials.oak }) => [
  ...[0.3, 1.58].flatMap((x): Part[] => [
    box({ x: [x - 0.02, x + 0.14], y: [0.14, 0.86], z: [0, 1.8] }, materials.darkMetal),
    box({ x: [x, x + 0.12], y: [0.42, 0.56], z: [1.8, 16] }, materials.metal),
    box({ x: [x + 0.02, x + 0.1], y: [0.44, 0.54], z: [16, 27] }, materials.darkMetal),
  ]),
  box({ x: [0.42, 1.58], y: [0.46, 0.52], z: [24, 27] }, materials.darkMetal),
  box({ x: [0.04, 1.96], y: [0.1, 0.9], z: [27, 30] }, colour, {
    inlays: [panel('front', [1.5, 27.8], [1.7, 29.2], materials.graphite)],
  }),
];

const top = (
  radius: number,
  at: readonly [number, number],
  low: number,
  high: number,
  colour: number,
): Part =>
  loft(
    [
      { outline: circleOutline(at[0], at[1], radius * 0.94, 28), z: low },
      { outline: circleOutline(at[0], at[1], radius, 28), z: low + 1 },
      { outline: circleOutline(at[0], at[1], radius, 28), z: high },
    ],
    colour,
  );

const roundTable: ObjectArt = ({ colour = materials.wood }) => [
  top(0.46, [1, 1], 0, 2, materials.graphite),
  post([1, 1], [2, 19], 0.12, 0.1, materials.darkMetal),
  top(0.9, [1, 1], 19, 22, colour),
];

const smallTable: ObjectArt = ({ colour = materials.oak }) => [
  ...[0.12, 1.78].flatMap((x): Part[] => [
    box({ x: [x, x + 0.1], y: [0.12, 0.22], z: [0, 19] }, shade(colour, 0.9)),
    box({ x: [x, x + 0.1], y: [0.78, 0.88], z: [0, 19] }, shade(colour, 0.9)),
  ]),
  box({ x: [0.04, 1.96], y: [0.06, 0.94], z: [19, 22] }, colour),
];

const longTable: ObjectArt = ({ colour = materials.wood }) => {
  const outline = roundedOutline([0.12, 5.88], [0.14, 1.86], 0.3, 5);
  const inner = roundedOutline([0.2, 5.8], [0.22, 1.78], 0.24, 5);
  return [
    ...[0.9, 3, 5.1].flatMap((x): Part[] => [
      box({ x: [x - 0.3, x + 0.3], y: [0.55, 1.45], z: [0, 2] }, materials.graphite),
      box({ x: [x - 0.1, x + 0.1], y: [0.7, 1.3], z: [2, 18.5] }, materials.darkMetal),
    ]),
    loft(
      [
        { outline: inner, z: 18.5 },
        { outline, z: 20 },
        { outline, z: 22 },
      ],
      colour,
    ),
    ...[1.55, 3.55].map((x) =>
      box({ x: [x, x + 0.9], y: [0.93, 1.07], z: [22, 22.6] }, materials.graphite, {
        inlays: [
          panel('top', [x + 0.05, 0.97], [x + 0.25, 1.03], materials.metal),
          panel('top', [x + 0.65, 0.97], [x + 0.85, 1.03], materials.metal),
        ],
      }),
    ),
  ];
};

const highTable: ObjectArt = ({ colour = 0xe9e4da }) => [
  top(0.3, [0.5, 0.5], 0, 2, materials.graphite),
  post([0.5, 0.5], [2, 31], 0.05, 0.05, materials.darkMetal),
  top(0.42, [0.5, 0.5], 31, 34, colour),
];

const squareCoffeeTable: ObjectArt = ({ colour = 0x8a5d40 }) => [
  ...[0.14, 0.78].flatMap((x): Part[] => [
    box({ x: [x, x + 0.08], y: [0.14, 0.22], z: [0, 9.5] }, shade(colour, 0.85)),
    box({ x: [x, x + 0.08], y: [0.78, 0.86], z: [0, 9.5] }, shade(colour, 0.85)),
  ]),
  box({ x: [0.1, 0.9], y: [0.1, 0.9], z: [9.5, 12] }, colour),
  box({ x: [0.24, 0.5], y: [0.3, 0.64], z: [12, 13.4] }, 0x7f9fb3, {
    inlays: [panel('top', [0.28, 0.36], [0.46, 0.44], materials.paper)],
  }),
];

const glassCoffeeTable: ObjectArt = ({ colour = materials.darkMetal }) => [
  ...[0.26, 0.7].flatMap((x): Part[] => [
    box({ x: [x, x + 0.04], y: [0.3, 0.34], z: [0, 11] }, colour),
    box({ x: [x, x + 0.04], y: [0.66, 0.7], z: [0, 11] }, colour),
  ]),
  loft(
    [
      { outline: circleOutline(0.5, 0.5, 0.42, 28), z: 11 },
      { outline: circleOutline(0.5, 0.5, 0.42, 28), z: 12 },
    ],
    materials.glass,
    { alpha: 0.75 },
  ),
];

const sideTable: ObjectArt = ({ colour = 0xd0a44e }) => [
  top(0.2, [0.5, 0.5], 0, 1.6, shade(colour, 0.85)),
  post([0.5, 0.5], [1.6, 16], 0.035, 0.035, shade(colour, 0.85)),
  top(0.3, [0.5, 0.5], 16, 18, colour),
];

const bar: ObjectArt = ({ colour = 0x8a5d40 }) => [
  box({ x: [0.1, 2.9], y: [0.42, 0.82], z: [0, 3] }, materials.graphite),
  box({ x: [0.06, 2.94], y: [0.38, 0.84], z: [3, 29] }, colour, {
    inlays: [0, 1, 2, 3].map((index) =>
      panel('front', [0.14 + index * 0.7, 6], [0.76 + index * 0.7, 26], mix(colour, 0xffffff, 0.12)),
    ),
  }),
  box({ x: [0.02, 2.98], y: [0.3, 0.96], z: [29, 32] }, shade(colour, 1.12)),
  ...[0.4, 0.62].map((x) => post([x, 0.46], [32, 38], 0.05, 0.05, x === 0.4 ? 0x6f9a63 : 0xb9785a)),
  ...[2.3, 2.5, 2.7].map((x) => post([x, 0.6], [32, 36], 0.04, 0.06, materials.glass)),
];

const lectern: ObjectArt = ({ colour = materials.wood }) => [
  box({ x: [0.24, 0.76], y: [0.26, 0.74], z: [0, 2] }, materials.graphite),
  box({ x: [0.34, 0.66], y: [0.36, 0.64], z: [2, 28] }, colour, {
    inlays: [panel('front', [0.4, 8], [0.6, 24], mix(colour, 0xffffff, 0.14))],
  }),
  box({ x: [0.22, 0.78], y: [0.24, 0.76], z: [28, 31] }, shade(colour, 1.06), {
    inlays: [panel('top', [0.34, 0.34], [0.66, 0.66], materials.paper)],
  }),
  box({ x: [0.485, 0.515], y: [0.26, 0.29], z: [31, 39] }, materials.graphite),
];

export const tableLooks = {
  Desk: {
    'small-desk': smallDesk,
    'long-desk': longDesk,
    'trestle-desk': trestleDesk,
    'standing-desk': standingDesk,
  },
  MeetingTable: {
    'round-table': roundTable,
    'small-table': smallTable,
    'long-table': longTable,
    'high-table': highTable,
  },
  CoffeeTable: {
    'square-coffee-table': squareCoffeeTable,
    'glass-coffee-table': glassCoffeeTable,
    'side-table': sideTable,
  },
  ReceptionDesk: { bar, lectern },
};
