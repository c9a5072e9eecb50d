import { materials, mix, shade } from '../palette.ts';
import { box, panel, type Part, type SideInlay } from './solid.ts';
import type { Style } from './objectStyle.ts';
import { choose, pick } from './variation.ts';

const bookColours = [
  0xc85a4e, 0x4f86a8, 0xe0b050, 0x6f9a63, 0x8a6aa8, 0xd98a5a, 0x4f9a96, 0xefe6d6, 0x586a8f,
] as const;

export function booksOnShelf(seed: number, low: number, high: number, from = 0.14, to = 1.86): SideInlay[] {
  const books: SideInlay[] = [];
  let u = from;
  for (let index = 0; u < to - 0.06; index++) {
    const salt = low * 31 + index;
    const wide = 0.055 + pick(seed, salt) * 0.05;
    const kind = pick(seed, salt + 500);
    if (kind > 0.9) {
      u += wide * 1.6;
      continue;
    }
    const tall = (high - low) * (0.66 + pick(seed, salt + 900) * 0.3);
    const colour = bookColours[Math.floor(kind * 10) % bookColours.length] ?? materials.cream;
    if (u + wide > to) break;
    books.push(panel('front', [u, low], [u + wide, low + tall], colour));
    books.push(
      panel(
        'front',
        [u + 0.012, low + tall * 0.68],
        [u + wide - 0.012, low + tall * 0.78],
        mix(colour, 0xffffff, 0.45),
      ),
    );
    books.push(panel('front', [u + wide - 0.012, low], [u + wide, low + tall], shade(colour, 0.72)));
    u += wide;
  }
  return books;
}

export function bookshelfParts({ colour = materials.wood, seed }: Style): Part[] {
  const shelves = [
    [4, 18],
    [21, 35],
    [38, 51],
  ] as const;
  const backPanels = [0.12, 1.04].map((u) => panel('back', [u, 4], [u + 0.84, 48], shade(colour, 0.93)));
  const inlays = shelves.flatMap(([low, high]) => [
    panel('front', [0.1, low], [1.9, high], shade(materials.darkWood, 0.72)),
    panel('front', [0.1, high - 2], [1.9, high], shade(materials.darkWood, 0.56)),
    ...booksOnShelf(seed, low, high),
  ]);
  return [
    box({ x: [0.04, 1.96], y: [0.36, 0.88], z: [0, 52] }, colour, {
      inlays: [...inlays, ...backPanels],
    }),
    box({ x: [0.02, 1.98], y: [0.34, 0.9], z: [52, 54] }, mix(colour, 0xffffff, 0.1)),
  ];
}

/** A line on the board, as an inlay of some thickness. */
export function stroke(points: readonly (readonly [number, number])[], colour: number): SideInlay[] {
  return points.slice(1).map(([u1, v1], index) => {
    const [u0, v0] = points[index] ?? [u1, v1];
    // Across the line: 0.6 px to each side, with 40 px to the tile.
    const [du, dv] = [(u1 - u0) * 40, v1 - v0];
    const length = Math.hypot(du, dv) || 1;
    const [nu, nv] = [((-dv / length) * 0.6) / 40, (du / length) * 0.6];
    return {
      side: 'front',
      colour,
      glows: true,
      corners: [
        [u0 - nu, v0 - nv],
        [u1 - nu, v1 - nv],
        [u1 + nu, v1 + nv],
        [u0 + nu, v0 + nv],
      ],
    };
  });
}

function scribbles(seed: number): SideInlay[] {
  const [blue, red, ink] = [0x3d74b5, 0xcf554c, 0x565a68] as const;
  const square = [
    [0.3, 42],
    [0.62, 42],
    [0.62, 49],
    [0.3, 49],
    [0.3, 42],
  ] as const;
  const other = [
    [0.86, 33],
    [1.2, 33],
    [1.2, 40],
    [0.86, 40],
    [0.86, 33],
  ] as const;
  const text = [0, 1, 2, 3].flatMap((row) =>
    stroke(
      [
        [1.32, 48 - row * 4],
        [1.5 + pick(seed, row) * 0.22, 48 - row * 4],
      ],
      row === 0 ? red : ink,
    ),
  );
  const chart = [0, 1, 2, 3, 4].map((step) => [0.28 + step * 0.1, 24 + pick(seed, 20 + step) * 9] as const);
  return [
    ...stroke(square, blue),
    ...stroke(other, blue),
    ...stroke(
      [
        [0.62, 45],
        [0.78, 45],
        [0.86, 38],
      ],
      ink,
    ),
    ...text,
    ...stroke(chart, red),
    panel('front', [1.34, 23], [1.5, 29], 0xf3d77a),
    panel('front', [1.56, 25], [1.72, 31], 0xa9d3b0),
  ];
}

export function whiteboardParts({ colour = materials.metal, seed }: Style): Part[] {
  const leg = (x: number): Part[] => [
    box({ x: [x - 0.05, x + 0.05], y: [0.2, 0.8], z: [0, 2] }, materials.darkMetal),
    box({ x: [x - 0.03, x + 0.03], y: [0.47, 0.53], z: [2, 18] }, materials.metal),
  ];
  return [
    ...leg(0.26),
    ...leg(1.74),
    box({ x: [0.12, 1.88], y: [0.46, 0.53], z: [18, 55] }, colour, {
      inlays: [
        panel('front', [0.17, 20], [1.83, 53.5], 0xf1efe9, { glows: true }),
        ...scribbles(seed),
        panel('back', [0.17, 20], [1.83, 53.5], 0xd6d3cb),
      ],
    }),
    box({ x: [0.6, 1.4], y: [0.53, 0.6], z: [18, 19.2] }, materials.metal, {
      inlays: [
        panel('top', [0.7, 0.55], [0.9, 0.58], 0xcf554c),
        panel('top', [1, 0.55], [1.2, 0.58], 0x3d74b5),
      ],
    }),
  ];
}

interface RugColours {
  readonly field: number;
  readonly border: number;
  readonly line: number;
}

const rugs: readonly [RugColours, ...RugColours[]] = [
  { field: 0xb8c4b0, border: 0x93a88a, line: 0xe6e6d6 },
  { field: 0xcbb7a2, border: 0xa9806a, line: 0xefe4d2 },
  { field: 0xb3c0cc, border: 0x8499ae, line: 0xe6ebee },
];

function rugOf(colour: number): RugColours {
  return { field: mix(colour, 0xffffff, 0.28), border: shade(colour, 0.9), line: mix(colour, 0xffffff, 0.7) };
}

export function rugParts({ colour, seed }: Style): Part[] {
  const { field, border, line } = colour === undefined ? choose(rugs, seed) : rugOf(colour);
  // Strips around the field and not one patch over another: those would show at the seams between slices.
  const frame = (u: readonly [number, number], v: readonly [number, number], colour: number): SideInlay[] => [
    panel('top', [u[0], v[0]], [u[1], 3 - v[0]], colour),
    panel('top', [4 - u[1], v[0]], [4 - u[0], 3 - v[0]], colour),
    panel('top', [u[1], v[0]], [4 - u[1], v[1]], colour),
    panel('top', [u[1], 3 - v[1]], [4 - u[1], 3 - v[0]], colour),
  ];
  const stripe = (u: number, wide: number, colour: number): SideInlay[] => [
    panel('top', [u, 0.3], [u + wide, 2.7], colour),
    panel('top', [4 - u - wide, 0.3], [4 - u, 2.7], colour),
  ];
  const zigzag = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((index) => {
    const v = 0.3 + index * 0.3;
    return [0.62, 3.38].map((u): SideInlay => ({
      side: 'top',
      corners: [
        [u - 0.1, v],
        [u + 0.1, v + 0.15],
        [u - 0.1, v + 0.3],
      ],
      colour: line,
    }));
  });
  const fringe = [0.02, 3.9].map((u): Part => {
    const gaps = Array.from({ length: 23 }, (_, index) => {
      const v = 0.17 + index * 0.118;
      return panel('top', [u, v], [u + 0.08, v + 0.05], shade(line, 0.72));
    });
    return box({ x: [u, u + 0.08], y: [0.1, 2.9], z: [0, 0.1] }, line, { inlays: gaps });
  });
  return [
    ...fringe,
    box({ x: [0.1, 3.9], y: [0.08, 2.92], z: [0, 0.8] }, field, {
      inlays: [
        ...frame([0.1, 0.24], [0.08, 0.22], border),
        ...frame([0.24, 0.3], [0.22, 0.28], line),
        ...stripe(0.46, 0.32, border),
        ...zigzag,
        ...stripe(0.86, 0.05, line),
        ...stripe(0.98, 0.12, border),
        ...stripe(1.18, 0.05, line),
      ],
    }),
  ];
}
