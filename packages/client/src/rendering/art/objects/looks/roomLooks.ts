import { materials, mix, shade } from '../../palette.ts';
import { booksOnShelf, stroke } from '../furnishings.ts';
import type { ObjectArt } from '../objectStyle.ts';
import { box, circleOutline, loft, panel, pillow, post } from '../solid.ts';
import type { Part, SideInlay } from '../solid.ts';
import { choose, pick } from '../variation.ts';

// Computers

const onScreen = (u0: number, u1: number, v0: number, v1: number, seed: number): SideInlay[] => [
  panel('front', [u0, v0], [u1, v1], materials.display, { glows: true }),
  panel('front', [u0, v1 - 2], [u1, v1], 0xd9edf4, { glows: true }),
  ...[0, 1, 2].map((row) =>
    panel(
      'front',
      [u0 + 0.06, v1 - 5 - row * 2.4],
      [u0 + 0.12 + pick(seed, row + u0 * 10) * (u1 - u0 - 0.18), v1 - 3.8 - row * 2.4],
      0x5f93ad,
      { glows: true },
    ),
  ),
];

const laptop: ObjectArt = ({ colour = materials.metal, seed }) => [
  box({ x: [0.22, 0.78], y: [0.36, 0.4], z: [0, 17] }, colour, {
    inlays: [
      ...onScreen(0.26, 0.74, 2.4, 15.6, seed),
      panel('back', [0.46, 7.5], [0.54, 10.5], shade(colour, 1.15)),
    ],
  }),
  box({ x: [0.22, 0.78], y: [0.4, 0.74], z: [0, 1.2] }, colour, {
    inlays: [
      panel('top', [0.27, 0.44], [0.73, 0.58], materials.graphite),
      panel('top', [0.42, 0.62], [0.58, 0.71], shade(colour, 0.88)),
    ],
  }),
];

const twoScreens: ObjectArt = ({ colour = materials.graphite, seed }) => [
  ...[0.03, 0.52].flatMap((x, index): Part[] => [
    box({ x: [x + 0.14, x + 0.31], y: [0.18, 0.34], z: [0, 1] }, materials.darkMetal),
    box({ x: [x + 0.2, x + 0.25], y: [0.2, 0.24], z: [1, 12] }, materials.darkMetal),
    box({ x: [x, x + 0.45], y: [0.24, 0.29], z: [8, 25] }, colour, {
      inlays: onScreen(x + 0.03, x + 0.42, 9.4, 23.8, seed + index),
    }),
  ]),
  box({ x: [0.26, 0.66], y: [0.55, 0.74], z: [0, 1.2] }, materials.metal, {
    inlays: [0, 1, 2].map((row) =>
      panel('top', [0.29, 0.575 + row * 0.055], [0.63, 0.605 + row * 0.055], materials.paper),
    ),
  }),
  box({ x: [0.73, 0.81], y: [0.6, 0.73], z: [0, 1.4] }, materials.paper),
];

// Boards

const flipChart: ObjectArt = ({ colour = materials.metal, seed }) => [
  ...[0.2, 0.77].map((x) => box({ x: [x, x + 0.03], y: [0.52, 0.56], z: [0, 16] }, materials.darkMetal)),
  box({ x: [0.485, 0.515], y: [0.22, 0.26], z: [0, 50] }, materials.darkMetal),
  box({ x: [0.16, 0.84], y: [0.42, 0.47], z: [16, 57] }, colour, {
    inlays: [
      panel('front', [0.2, 19], [0.8, 55], materials.paper, { glows: true }),
      panel('front', [0.2, 52.5], [0.8, 55], materials.darkMetal),
      ...stroke(
        [
          [0.28, 46],
          [0.5 + pick(seed, 1) * 0.2, 46],
        ],
        0xcf554c,
      ),
      ...[41, 37, 33].flatMap((v, row) =>
        stroke(
          [
            [0.3, v],
            [0.55 + pick(seed, row + 2) * 0.18, v],
          ],
          0x3d74b5,
        ),
      ),
    ],
  }),
  box({ x: [0.18, 0.82], y: [0.47, 0.52], z: [16, 17.5] }, materials.darkMetal),
];

const notes = [0xf3d77a, 0xa9d3b0, 0xf0b8a8, 0xb8d0e8, 0xfaf7f0] as const;

const pinBoard: ObjectArt = ({ colour = materials.wood, seed }) => [
  ...[0.26, 1.74].flatMap((x): Part[] => [
    box({ x: [x - 0.05, x + 0.05], y: [0.2, 0.8], z: [0, 2] }, materials.darkMetal),
    box({ x: [x - 0.03, x + 0.03], y: [0.47, 0.53], z: [2, 18] }, materials.metal),
  ]),
  box({ x: [0.12, 1.88], y: [0.46, 0.53], z: [18, 55] }, colour, {
    inlays: [
      panel('front', [0.17, 20], [1.83, 53.5], 0xcaa474),
      panel('back', [0.17, 20], [1.83, 53.5], shade(colour, 0.92)),
      ...Array.from({ length: 10 }, (_, index) => {
        const [u, v] = [0.26 + (index % 5) * 0.31, 24 + Math.floor(index / 5) * 14 + pick(seed, index) * 4];
        const paper = notes[Math.floor(pick(seed, index + 30) * notes.length)] ?? notes[0];
        return panel('front', [u, v], [u + 0.2, v + 8 + pick(seed, index + 60) * 3], paper);
      }),
    ],
  }),
];

// Lamps

const arcLamp: ObjectArt = ({ colour = materials.graphite }) => [
  post([0.22, 0.5], [0, 3], 0.18, 0.16, materials.stone),
  post([0.22, 0.5], [3, 50], 0.025, 0.02, colour),
  box({ x: [0.2, 0.62], y: [0.485, 0.515], z: [50, 51.5] }, colour),
  box({ x: [0.59, 0.61], y: [0.49, 0.51], z: [47, 50] }, colour),
  loft(
    [
      { outline: circleOutline(0.6, 0.5, 0.24), z: 38 },
      { outline: circleOutline(0.6, 0.5, 0.2), z: 44 },
      { outline: circleOutline(0.6, 0.5, 0.06), z: 47 },
    ],
    materials.lampLight,
  ),
];

const paperLamp: ObjectArt = ({ colour = materials.wood }) => [
  ...[
    [0.34, 0.4],
    [0.66, 0.4],
    [0.5, 0.68],
  ].map(([x = 0, y = 0]) => post([x, y], [0, 32], 0.03, 0.02, colour)),
  loft(
    [0.12, 0.23, 0.27, 0.27, 0.23, 0.12].map((radius, index) => ({
      outline: circleOutline(0.5, 0.5, radius, 20),
      z: [32, 36, 40, 48, 52, 56][index] ?? 0,
    })),
    0xfff1cf,
  ),
];

const deskLamp: ObjectArt = ({ colour = 0xb9785a }) => [
  post([0.34, 0.5], [0, 1.5], 0.13, 0.11, materials.graphite),
  post([0.34, 0.5], [1.5, 17], 0.02, 0.02, materials.darkMetal),
  box({ x: [0.32, 0.58], y: [0.488, 0.512], z: [17, 18.2] }, materials.darkMetal),
  loft(
    [
      { outline: circleOutline(0.6, 0.5, 0.13), z: 11.5 },
      { outline: circleOutline(0.6, 0.5, 0.07), z: 17 },
    ],
    colour,
  ),
];

// Rugs

type RugColours = readonly [field: number, border: number, line: number];

const rugColours: readonly [RugColours, ...RugColours[]] = [
  [0xb8c4b0, 0x93a88a, 0xe6e6d6],
  [0xcbb7a2, 0xa9806a, 0xefe4d2],
  [0xb3c0cc, 0x8499ae, 0xe6ebee],
];

function rugColoursOf(colour: number | undefined, seed: number): RugColours {
  if (colour === undefined) return choose(rugColours, seed);
  return [mix(colour, 0xffffff, 0.28), shade(colour, 0.9), mix(colour, 0xffffff, 0.7)];
}

const roundRug: ObjectArt = ({ colour, seed }) => {
  const [field, border, line] = rugColoursOf(colour, seed);
  const disc = (radius: number, low: number, fill: number): Part =>
    loft(
      [
        { outline: circleOutline(1.5, 1.5, radius, 48), z: low },
        { outline: circleOutline(1.5, 1.5, radius, 48), z: low + 0.3 },
      ],
      fill,
    );
  return [
    disc(1.42, 0, border),
    disc(1.26, 0.3, line),
    disc(1.2, 0.6, field),
    disc(0.62, 0.9, line),
    disc(0.56, 1.2, border),
  ];
};

/** A rug with a border and a line around its field. */
function framed(width: number, depth: number, { colour, seed }: Parameters<ObjectArt>[0]): Part[] {
  const [field, border, line] = rugColoursOf(colour, seed);
  const [x, y] = [0.1, 0.1];
  const ring = (from: number, to: number, fill: number): SideInlay[] => [
    panel('top', [from, from], [to, depth - from], fill),
    panel('top', [width - to, from], [width - from, depth - from], fill),
    panel('top', [to, from], [width - to, to], fill),
    panel('top', [to, depth - to], [width - to, depth - from], fill),
  ];
  const middle = Array.from({ length: Math.floor(width * 2) - 1 }, (_, index): SideInlay => {
    const [u, v] = [0.5 + index * 0.5, depth / 2];
    return {
      side: 'top',
      colour: index % 2 === 0 ? border : line,
      corners: [
        [u - 0.12, v],
        [u, v - 0.12],
        [u + 0.12, v],
        [u, v + 0.12],
      ],
    };
  });
  return [
    box({ x: [x, width - x], y: [y, depth - y], z: [0, 0.8] }, field, {
      inlays: [...ring(0.1, 0.2, border), ...ring(0.2, 0.25, line), ...middle],
    }),
  ];
}

const doormat: ObjectArt = ({ colour = 0x8a6a4c }) => [
  box({ x: [0.08, 0.92], y: [0.22, 0.78], z: [0, 0.8] }, colour, {
    inlays: [
      panel('top', [0.14, 0.28], [0.86, 0.31], shade(colour, 1.25)),
      panel('top', [0.14, 0.69], [0.86, 0.72], shade(colour, 1.25)),
    ],
  }),
];

// Shelves

const lowShelf: ObjectArt = ({ colour = materials.oak, seed }) => [
  box({ x: [0.04, 1.96], y: [0.36, 0.88], z: [0, 24] }, colour, {
    inlays: [
      panel('front', [0.1, 4], [1.9, 21], shade(colour, 0.55)),
      ...booksOnShelf(seed, 4, 19),
      panel('front', [0.98, 4], [1.02, 21], colour),
    ],
  }),
  box({ x: [0.02, 1.98], y: [0.34, 0.9], z: [24, 26] }, mix(colour, 0xffffff, 0.1)),
];

const cubeShelf: ObjectArt = ({ colour = 0xe9e4da, seed }) => {
  const cell = (column: number, row: number): SideInlay[] => {
    const [u, v] = [0.1 + column * 0.46, 3 + row * 17];
    const kind = pick(seed, column * 7 + row);
    const inside = panel('front', [u, v], [u + 0.42, v + 15], shade(colour, 0.62));
    if (kind < 0.4) {
      const basket = notes[Math.floor(kind * 12) % notes.length] ?? notes[0];
      return [
        inside,
        panel('front', [u + 0.03, v], [u + 0.39, v + 12], shade(basket, 0.82)),
        panel('front', [u + 0.15, v + 8], [u + 0.27, v + 9.6], shade(basket, 0.5)),
      ];
    }
    const books = [0, 1, 2, 3].map((book) =>
      panel(
        'front',
        [u + 0.04 + book * 0.08, v],
        [u + 0.11 + book * 0.08, v + 9 + pick(seed, book + column * 4 + row * 40) * 5],
        [0xc85a4e, 0x4f86a8, 0xe0b050, 0x6f9a63][(book + column + row) % 4] ?? materials.cream,
      ),
    );
    return kind < 0.8 ? [inside, ...books] : [inside];
  };
  return [
    box({ x: [0.04, 1.96], y: [0.36, 0.88], z: [0, 54] }, colour, {
      inlays: [0, 1, 2, 3].flatMap((column) => [0, 1, 2].flatMap((row) => cell(column, row))),
    }),
  ];
};

const narrowShelf: ObjectArt = ({ colour = materials.wood, seed }) => [
  box({ x: [0.06, 0.94], y: [0.36, 0.88], z: [0, 52] }, colour, {
    inlays: [4, 21, 38].flatMap((low) => [
      panel('front', [0.12, low], [0.88, low + 13], shade(materials.darkWood, 0.72)),
      ...booksOnShelf(seed, low, low + 13, 0.14, 0.86),
    ]),
  }),
  box({ x: [0.04, 0.96], y: [0.34, 0.9], z: [52, 54] }, mix(colour, 0xffffff, 0.1)),
];

// Booths

const doubleBooth: ObjectArt = ({ colour = 0x4f6f78 }) => [
  box({ x: [0.05, 1.95], y: [0.05, 0.95], z: [0, 60] }, colour, {
    inlays: [
      ...[0.2, 0.5, 0.8].flatMap((u) =>
        (['left', 'right'] as const).map((side) =>
          panel(side, [u - 0.02, 4], [u + 0.02, 56], shade(colour, 0.87)),
        ),
      ),
      panel('front', [0.14, 2], [1.86, 57], materials.graphite),
      panel('front', [0.18, 4], [1.82, 55], 0xd8cfae, { glows: true }),
      panel('front', [0.18, 4], [0.62, 20], 0xb98a5e),
      panel('front', [1.38, 4], [1.82, 20], 0xb98a5e),
      panel('front', [0.74, 20], [1.26, 22.4], materials.darkWood),
      panel('front', [0.9, 48], [1.1, 53], 0xfff3cf, { glows: true }),
      panel('front', [0.18, 4], [1.82, 55], materials.glass, { alpha: 0.35, glows: true }),
      panel('front', [0.98, 4], [1.02, 55], materials.graphite),
      panel('front', [1.08, 24], [1.11, 33], 0xf3efe7),
    ],
  }),
  box({ x: [0.02, 1.98], y: [0.02, 0.98], z: [60, 64] }, materials.cream),
];

/** A screen between desks, upholstered. */
export const partition: ObjectArt = ({ colour = 0x7d8a5c }) => [
  ...[0.2, 1.7].map((x) => box({ x: [x, x + 0.1], y: [0.24, 0.76], z: [0, 2] }, materials.darkMetal)),
  pillow({ x: [0.03, 1.97], y: [0.42, 0.58], z: [2, 46] }, 0.04, 2, colour),
];

export const roomLooks = {
  Computer: { laptop, 'two-screens': twoScreens },
  Whiteboard: { 'flip-chart': flipChart, 'pin-board': pinBoard },
  Lamp: { 'arc-lamp': arcLamp, 'paper-lamp': paperLamp, 'desk-lamp': deskLamp },
  Rug: {
    'round-rug': roundRug,
    'small-rug': (style: Parameters<ObjectArt>[0]) => framed(2, 2, style),
    runner: (style: Parameters<ObjectArt>[0]) => framed(4, 1, style),
    doormat,
  },
  Bookshelf: { 'low-shelf': lowShelf, 'cube-shelf': cubeShelf, 'narrow-shelf': narrowShelf },
  PhoneBooth: { 'double-booth': doubleBooth },
};
