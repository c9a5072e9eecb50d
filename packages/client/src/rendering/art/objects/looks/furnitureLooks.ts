import { materials, mix, shade } from '../../palette.ts';
import type { ObjectArt } from '../objectStyle.ts';
import { box, circleOutline, loft, panel, post } from '../solid.ts';
import type { Part, SideInlay } from '../solid.ts';
import { pick } from '../variation.ts';
import { fridge, fruitBowl, vendingMachine } from './kitchenLooks.ts';
import { column, planter } from './plantLooks.ts';
import { partition } from './roomLooks.ts';

const locker: ObjectArt = ({ colour = 0x6f7fa0 }) => [
  box({ x: [0.08, 0.92], y: [0.24, 0.88], z: [0, 52] }, colour, {
    inlays: [0.12, 0.52].flatMap((u) =>
      [3, 27].flatMap((v): SideInlay[] => [
        panel('front', [u, v], [u + 0.36, v + 22], shade(colour, 1.1)),
        panel('front', [u + 0.27, v + 9], [u + 0.31, v + 13], materials.graphite),
        ...[0, 1, 2].map((slot) =>
          panel(
            'front',
            [u + 0.08, v + 16 + slot * 1.8],
            [u + 0.24, v + 16.8 + slot * 1.8],
            shade(colour, 0.7),
          ),
        ),
      ]),
    ),
  }),
];

const filingCabinet: ObjectArt = ({ colour = 0xa9aaa8 }) => [
  box({ x: [0.16, 0.84], y: [0.2, 0.88], z: [0, 31] }, colour, {
    inlays: [1.5, 11.5, 21.5].flatMap((v) => [
      panel('front', [0.2, v], [0.8, v + 8.5], shade(colour, 1.08)),
      panel('front', [0.4, v + 5.4], [0.6, v + 7], materials.graphite),
      panel('front', [0.42, v + 2], [0.58, v + 4], materials.paper),
    ]),
  }),
];

const coats = [0x46567a, 0x84637f, 0x7d8a5c, 0xb9785a] as const;

const coatRack: ObjectArt = ({ colour = materials.wood, seed }) => [
  post([0.5, 0.5], [0, 2], 0.26, 0.24, shade(colour, 0.85)),
  post([0.5, 0.5], [2, 54], 0.035, 0.03, colour),
  box({ x: [0.26, 0.46], y: [0.48, 0.52], z: [48, 50] }, colour),
  box({ x: [0.54, 0.74], y: [0.48, 0.52], z: [48, 50] }, colour),
  ...[0.2, 0.62].map((x, index) =>
    loft(
      [
        { outline: circleOutline(x + 0.09, 0.56, 0.11, 10), z: 22 },
        { outline: circleOutline(x + 0.09, 0.56, 0.1, 10), z: 40 },
        { outline: circleOutline(x + 0.09, 0.56, 0.05, 10), z: 47 },
      ],
      coats[(Math.floor(pick(seed, index) * 4) + index) % coats.length] ?? coats[0],
    ),
  ),
];

const wasteBin: ObjectArt = ({ colour = 0x55585f }) => [
  post([0.5, 0.5], [0, 16], 0.17, 0.22, colour),
  loft(
    [
      { outline: circleOutline(0.5, 0.5, 0.18), z: 16 },
      { outline: circleOutline(0.5, 0.5, 0.18), z: 16.1 },
    ],
    shade(colour, 0.5),
  ),
];

const printer: ObjectArt = ({ colour = 0xd9d6cf }) => [
  box({ x: [0.14, 0.86], y: [0.16, 0.86], z: [0, 15] }, shade(colour, 0.9), {
    inlays: [
      panel('front', [0.18, 1.5], [0.82, 7], shade(colour, 0.98)),
      panel('front', [0.18, 8], [0.82, 13.5], shade(colour, 0.98)),
    ],
  }),
  box({ x: [0.12, 0.88], y: [0.14, 0.88], z: [15, 24] }, colour, {
    inlays: [
      panel('front', [0.22, 17], [0.7, 20], materials.graphite),
      panel('front', [0.76, 19], [0.84, 22], materials.display, { glows: true }),
    ],
  }),
  box({ x: [0.16, 0.84], y: [0.16, 0.7], z: [24, 27] }, materials.graphite, {
    inlays: [panel('top', [0.24, 0.28], [0.76, 0.6], materials.paper)],
  }),
];

const piano: ObjectArt = ({ colour = 0x4a3428 }) => [
  box({ x: [0.06, 1.94], y: [0.12, 0.5], z: [0, 40] }, colour, {
    inlays: [
      panel('front', [0.16, 25], [1.84, 37], shade(colour, 1.3)),
      panel('front', [0.16, 3], [1.84, 16], shade(colour, 1.2)),
    ],
  }),
  ...[0.06, 1.84].map((x) => box({ x: [x, x + 0.1], y: [0.5, 0.78], z: [0, 18] }, colour)),
  box({ x: [0.06, 1.94], y: [0.5, 0.8], z: [18, 22] }, shade(colour, 1.1), {
    inlays: [
      panel('top', [0.14, 0.58], [1.86, 0.78], materials.paper),
      ...Array.from({ length: 16 }, (_, key) =>
        panel('top', [0.2 + key * 0.104, 0.58], [0.25 + key * 0.104, 0.68], 0x2f2a2c),
      ),
    ],
  }),
];

const rails = (colour: number): Part[] => [
  box({ x: [0.04, 1.96], y: [0.1, 0.18], z: [14, 24] }, colour),
  box({ x: [0.04, 1.96], y: [0.82, 0.9], z: [14, 24] }, colour),
  box({ x: [0.04, 0.12], y: [0.18, 0.82], z: [14, 24] }, colour),
  box({ x: [1.88, 1.96], y: [0.18, 0.82], z: [14, 24] }, colour),
];

const tableFootball: ObjectArt = ({ colour = 0x8a5d40 }) => [
  ...[0.1, 1.8].flatMap((x) =>
    [0.14, 0.78].map((y) => box({ x: [x, x + 0.1], y: [y, y + 0.08], z: [0, 14] }, materials.graphite)),
  ),
  box({ x: [0.12, 1.88], y: [0.18, 0.82], z: [14, 18] }, 0x5f8a6b, {
    inlays: [
      panel('top', [0.99, 0.18], [1.01, 0.82], materials.paper),
      panel('top', [0.12, 0.36], [0.3, 0.64], 0x74a07f),
      panel('top', [1.7, 0.36], [1.88, 0.64], 0x74a07f),
    ],
  }),
  ...rails(colour),
  ...[0.4, 0.8, 1.2, 1.6].flatMap((x, rod): Part[] => [
    ...[0.28, 0.5, 0.72].map((y) =>
      box(
        { x: [x - 0.03, x + 0.03], y: [y - 0.03, y + 0.03], z: [18.5, 24] },
        rod % 2 === 0 ? 0xb95a50 : 0x46567a,
      ),
    ),
    box({ x: [x - 0.012, x + 0.012], y: [0.02, 0.98], z: [24.2, 25.2] }, materials.metal),
  ]),
];

const tableTennis: ObjectArt = ({ colour = 0x46678a }) => [
  ...[0.3, 2.6].flatMap((x) =>
    [0.3, 1.6].map((y) => box({ x: [x, x + 0.1], y: [y, y + 0.1], z: [0, 20] }, materials.graphite)),
  ),
  box({ x: [0.08, 2.92], y: [0.16, 1.84], z: [20, 22] }, colour, {
    inlays: [
      panel('top', [0.08, 0.16], [2.92, 0.2], materials.paper),
      panel('top', [0.08, 1.8], [2.92, 1.84], materials.paper),
      panel('top', [0.08, 0.2], [0.12, 1.8], materials.paper),
      panel('top', [2.88, 0.2], [2.92, 1.8], materials.paper),
      panel('top', [0.12, 0.99], [2.88, 1.01], materials.paper),
    ],
  }),
  box({ x: [1.49, 1.51], y: [0.1, 1.9], z: [22, 27] }, 0xe6ebee, { alpha: 0.8 }),
  loft(
    [
      { outline: circleOutline(0.6, 1.4, 0.1, 12), z: 22 },
      { outline: circleOutline(0.6, 1.4, 0.1, 12), z: 22.8 },
    ],
    0xb95a50,
  ),
];

const poolTable: ObjectArt = ({ colour = 0x8a5d40, seed }) => [
  ...[0.24, 2.56].flatMap((x) =>
    [0.24, 1.56].map((y) => box({ x: [x, x + 0.2], y: [y, y + 0.2], z: [0, 14] }, shade(colour, 0.85))),
  ),
  box({ x: [0.2, 2.8], y: [0.2, 1.8], z: [14, 20] }, 0x4f8668),
  box({ x: [0.06, 2.94], y: [0.06, 0.2], z: [14, 22] }, colour),
  box({ x: [0.06, 2.94], y: [1.8, 1.94], z: [14, 22] }, colour),
  box({ x: [0.06, 0.2], y: [0.2, 1.8], z: [14, 22] }, colour),
  box({ x: [2.8, 2.94], y: [0.2, 1.8], z: [14, 22] }, colour),
  ...[0xe8b440, 0xb95a50, 0x46567a, 0xf3efe7, 0x84637f].map((ball, index) =>
    loft(
      [
        { outline: circleOutline(0.6 + index * 0.4, 0.6 + pick(seed, index) * 0.8, 0.045, 10), z: 20 },
        { outline: circleOutline(0.6 + index * 0.4, 0.6 + pick(seed, index) * 0.8, 0.06, 10), z: 21.6 },
        { outline: circleOutline(0.6 + index * 0.4, 0.6 + pick(seed, index) * 0.8, 0.02, 10), z: 23.4 },
      ],
      ball,
    ),
  ),
];

const aquarium: ObjectArt = ({ colour = materials.graphite, seed }) => [
  box({ x: [0.1, 1.9], y: [0.24, 0.84], z: [0, 18] }, colour, {
    inlays: [0.16, 1.02].map((u) => panel('front', [u, 2], [u + 0.82, 16], shade(colour, 1.15))),
  }),
  box({ x: [0.12, 1.88], y: [0.26, 0.82], z: [18, 40] }, 0x8fc3df, {
    inlays: [
      panel('front', [0.12, 18], [1.88, 21], 0xd8c79a),
      ...[0.34, 0.7, 1.5].map((u, index) =>
        panel('front', [u, 21], [u + 0.05, 27 + pick(seed, index) * 7], 0x5f8a6b),
      ),
      ...[0, 1, 2, 3].map((fish): SideInlay => {
        const [u, v] = [0.4 + fish * 0.34, 26 + pick(seed, fish + 10) * 9];
        return {
          side: 'front',
          colour: fish % 2 === 0 ? 0xe08a3c : 0xf3d77a,
          glows: true,
          corners: [
            [u - 0.09, v],
            [u, v + 1.8],
            [u + 0.07, v],
            [u + 0.13, v + 1.6],
            [u + 0.13, v - 1.6],
            [u + 0.07, v],
            [u, v - 1.8],
          ],
        };
      }),
      panel('front', [0.2, 20], [0.26, 38], 0xffffff, { alpha: 0.3 }),
    ],
  }),
  box({ x: [0.1, 1.9], y: [0.24, 0.84], z: [40, 43] }, colour),
];

const fireplace: ObjectArt = ({ colour = 0xb98a72 }) => [
  box({ x: [0.1, 1.9], y: [0.2, 0.8], z: [0, 42] }, colour, {
    inlays: [
      ...Array.from({ length: 8 }, (_, row) =>
        panel('front', [0.1, 4 + row * 5], [1.9, 4.5 + row * 5], shade(colour, 1.16)),
      ),
      panel('front', [0.5, 2], [1.5, 26], 0x2f2a2c),
      panel('front', [0.66, 3], [1.34, 6], materials.darkWood),
      {
        side: 'front',
        colour: 0xe08a3c,
        glows: true,
        corners: [
          [0.72, 6],
          [0.8, 14],
          [0.88, 10],
          [1, 20],
          [1.12, 11],
          [1.2, 15],
          [1.28, 6],
        ],
      },
      {
        side: 'front',
        colour: 0xf6d06a,
        glows: true,
        corners: [
          [0.84, 6],
          [0.92, 9],
          [1, 14],
          [1.08, 9],
          [1.16, 6],
        ],
      },
    ],
  }),
  box({ x: [0.04, 1.96], y: [0.16, 0.86], z: [42, 46] }, materials.cream),
];

const crate: ObjectArt = ({ colour = materials.oak }) => [
  box({ x: [0.16, 0.84], y: [0.16, 0.84], z: [0, 16] }, colour, {
    inlays: (['front', 'right', 'left', 'back'] as const).flatMap((side) => [
      panel(side, [0.16, 5], [0.84, 5.8], shade(colour, 0.72)),
      panel(side, [0.16, 10.4], [0.84, 11.2], shade(colour, 0.72)),
      panel(side, [0.2, 0], [0.28, 16], mix(colour, 0xffffff, 0.16)),
      panel(side, [0.72, 0], [0.8, 16], mix(colour, 0xffffff, 0.16)),
    ]),
  }),
];

const easel: ObjectArt = ({ colour = materials.wood, seed }) => [
  box({ x: [0.2, 0.24], y: [0.5, 0.54], z: [0, 56] }, colour),
  box({ x: [0.76, 0.8], y: [0.5, 0.54], z: [0, 56] }, colour),
  box({ x: [0.48, 0.52], y: [0.2, 0.24], z: [0, 50] }, colour),
  box({ x: [0.16, 0.84], y: [0.54, 0.62], z: [15, 17] }, colour),
  box({ x: [0.14, 0.86], y: [0.545, 0.585], z: [17, 50] }, materials.paper, {
    inlays: [
      panel(
        'front',
        [0.18, 19],
        [0.82, 48],
        [0xb8d0e8, 0xf0d9b8, 0xcfe0c4][Math.floor(seed) % 3] ?? 0xb8d0e8,
      ),
      {
        side: 'front',
        colour: 0x7d8a5c,
        corners: [
          [0.18, 19],
          [0.82, 19],
          [0.82, 26],
          [0.6, 34],
          [0.42, 27],
          [0.3, 31],
          [0.18, 25],
        ],
      },
      panel('front', [0.62, 39], [0.72, 44], 0xe8b440),
    ],
  }),
];

const sculpture: ObjectArt = ({ colour = 0xc9c4ba }) => [
  box({ x: [0.22, 0.78], y: [0.22, 0.78], z: [0, 18] }, 0xe9e4da),
  box({ x: [0.3, 0.7], y: [0.3, 0.7], z: [18, 20] }, shade(colour, 0.8)),
  loft(
    [0.08, 0.14, 0.2, 0.19, 0.12, 0.08, 0.11, 0.13, 0.1, 0.03].map((radius, index) => ({
      outline: circleOutline(0.5, 0.5, radius, 16),
      z: 20 + index * 3.6,
    })),
    colour,
  ),
];

const arcadeMachine: ObjectArt = ({ colour = 0x46567a, seed }) => [
  box({ x: [0.12, 0.88], y: [0.12, 0.56], z: [0, 58] }, colour, {
    inlays: [
      panel('front', [0.16, 50], [0.84, 56.5], 0xe8b440, { glows: true }),
      panel('front', [0.18, 26], [0.82, 47], 0x23262e),
      ...[0, 1, 2, 3, 4].map((star) =>
        panel(
          'front',
          [0.24 + pick(seed, star) * 0.48, 29 + pick(seed, star + 9) * 14],
          [0.29 + pick(seed, star) * 0.48, 31 + pick(seed, star + 9) * 14],
          [0x5bd69a, 0xff7b72, 0x9fc9dc][star % 3] ?? 0x5bd69a,
          { glows: true },
        ),
      ),
      panel('left', [0.2, 8], [0.48, 50], shade(colour, 1.25)),
      panel('right', [0.2, 8], [0.48, 50], shade(colour, 1.25)),
    ],
  }),
  box({ x: [0.12, 0.88], y: [0.56, 0.86], z: [0, 22] }, colour, {
    inlays: [
      panel('top', [0.56, 0.66], [0.62, 0.72], 0xd0524b),
      panel('top', [0.68, 0.66], [0.74, 0.72], 0xe8b440),
      panel('front', [0.36, 4], [0.64, 14], 0x23262e),
    ],
  }),
  post([0.32, 0.7], [22, 26], 0.02, 0.04, 0xd0524b),
];

const globe: ObjectArt = ({ colour = 0x7fa6c4 }) => [
  post([0.5, 0.5], [0, 2], 0.2, 0.16, materials.darkWood),
  post([0.5, 0.5], [2, 17], 0.035, 0.035, materials.darkWood),
  loft(
    [0.06, 0.17, 0.23, 0.25, 0.23, 0.17, 0.06].map((radius, index) => ({
      outline: circleOutline(0.5, 0.5, radius, 18),
      z: 17 + index * 3.2,
    })),
    colour,
  ),
];

const books: ObjectArt = ({ colour, seed }) => {
  const stack = [0xc85a4e, 0x4f86a8, 0xe0b050, 0x6f9a63];
  return [0, 1, 2, 3].map((book) => {
    const [x, y] = [0.3 + pick(seed, book) * 0.06, 0.34 + pick(seed, book + 9) * 0.06];
    const fill =
      colour === undefined
        ? (stack[(book + Math.floor(seed)) % 4] ?? colour)
        : shade(colour, 0.85 + book * 0.1);
    return box(
      { x: [x, x + 0.34], y: [y, y + 0.26], z: [book * 2.2, book * 2.2 + 2.2] },
      fill ?? materials.cream,
      {
        inlays: [panel('right', [y + 0.02, book * 2.2 + 0.5], [y + 0.24, book * 2.2 + 1.7], materials.paper)],
      },
    );
  });
};

export const furnitureLooks = {
  Furniture: {
    fridge,
    locker,
    'filing-cabinet': filingCabinet,
    partition,
    'coat-rack': coatRack,
    'waste-bin': wasteBin,
    printer,
    'vending-machine': vendingMachine,
    piano,
    'table-football': tableFootball,
    'table-tennis': tableTennis,
    'pool-table': poolTable,
    planter,
    aquarium,
    fireplace,
    column,
    crate,
    easel,
    sculpture,
    'arcade-machine': arcadeMachine,
    globe,
    'fruit-bowl': fruitBowl,
    books,
  },
};
