import { materials, mix, shade } from '../palette.ts';
import {
  archSection,
  box,
  circleOutline,
  loft,
  panel,
  post,
  roundedOutline,
  type Part,
  type SideInlay,
} from './solid.ts';
import type { Style } from './objectStyle.ts';
import { pick } from './variation.ts';

const drawerFronts = (
  u: readonly [number, number],
  heights: readonly (readonly [number, number])[],
): SideInlay[] =>
  heights.flatMap(([low, high]) => [
    panel('front', [u[0], low], [u[1], high], 0xe9e3d8),
    panel(
      'front',
      [(u[0] + u[1]) / 2 - 0.07, high - 2.4],
      [(u[0] + u[1]) / 2 + 0.07, high - 1.4],
      materials.graphite,
    ),
  ]);

export function deskParts({ colour = materials.wood }: Style): Part[] {
  const cabinet = 0xd9d2c5;
  return [
    box({ x: [0.1, 0.6], y: [0.16, 0.84], z: [1, 19] }, cabinet, {
      inlays: drawerFronts(
        [0.14, 0.56],
        [
          [2.5, 7],
          [8, 12.5],
          [13.5, 18],
        ],
      ),
    }),
    box({ x: [0.6, 1.84], y: [0.2, 0.24], z: [6, 19] }, shade(colour, 0.92)),
    box({ x: [1.84, 1.91], y: [0.16, 0.24], z: [0, 19] }, materials.graphite),
    box({ x: [1.84, 1.91], y: [0.76, 0.84], z: [0, 19] }, materials.graphite),
    box({ x: [0.04, 1.96], y: [0.1, 0.9], z: [19, 22] }, colour),
  ];
}

/** Papers, notebooks and mugs left on the table. */
function leftBehind(seed: number): Part[] {
  return [0.7, 2.7, 3.3].flatMap((x, index): Part[] => {
    if (pick(seed, index) < 0.3) return [];
    const y = pick(seed, index + 10) < 0.5 ? 0.36 : 1.36;
    const colour = pick(seed, index + 20) < 0.5 ? materials.paper : 0x7f9fb3;
    return [
      box({ x: [x - 0.16, x + 0.16], y: [y, y + 0.26], z: [22, 22.6] }, colour, {
        inlays: [0.06, 0.12].map((v) =>
          panel('top', [x - 0.1, y + v], [x + 0.06, y + v + 0.025], shade(colour, 0.75)),
        ),
      }),
      post([x + 0.34, y + 0.12], [22, 25.2], 0.055, 0.065, index === 1 ? 0xd98a6a : materials.paper),
    ];
  });
}

export function meetingTableParts({ colour = materials.wood, seed }: Style): Part[] {
  const outline = roundedOutline([0.12, 3.88], [0.14, 1.86], 0.3, 5);
  const inner = roundedOutline([0.2, 3.8], [0.22, 1.78], 0.24, 5);
  const leg = (x: number): Part[] => [
    box({ x: [x - 0.3, x + 0.3], y: [0.55, 1.45], z: [0, 2] }, materials.graphite),
    box({ x: [x - 0.1, x + 0.1], y: [0.7, 1.3], z: [2, 19] }, materials.darkMetal),
  ];
  return [
    ...leg(0.9),
    ...leg(3.1),
    loft(
      [
        { outline: inner, z: 18.5 },
        { outline, z: 20 },
        { outline, z: 22 },
      ],
      colour,
    ),
    ...leftBehind(seed),
    box({ x: [1.55, 2.45], y: [0.93, 1.07], z: [22, 22.6] }, materials.graphite, {
      inlays: [
        panel('top', [1.6, 0.97], [1.8, 1.03], materials.metal),
        panel('top', [2.2, 0.97], [2.4, 1.03], materials.metal),
      ],
    }),
  ];
}

export function coffeeTableParts({ colour = materials.wood }: Style): Part[] {
  const top = circleOutline(0.5, 0.5, 0.4, 24);
  return [
    ...[
      [0.28, 0.5],
      [0.5, 0.28],
      [0.72, 0.5],
      [0.5, 0.72],
    ].map(([x = 0, y = 0]) => post([x, y], [0, 10], 0.03, 0.03, materials.darkWood)),
    loft(
      [
        { outline: circleOutline(0.5, 0.5, 0.37, 24), z: 9.5 },
        { outline: top, z: 10.5 },
        { outline: top, z: 12 },
      ],
      colour,
    ),
    box({ x: [0.3, 0.52], y: [0.42, 0.72], z: [12, 12.8] }, 0xd98a6a, {
      inlays: [
        panel('top', [0.33, 0.46], [0.49, 0.56], materials.paper),
        panel('top', [0.33, 0.6], [0.45, 0.63], materials.paper),
      ],
    }),
    post([0.66, 0.42], [12, 15], 0.05, 0.06, materials.paper),
  ];
}

export function receptionDeskParts({ colour = materials.wood }: Style): Part[] {
  const arch: SideInlay = {
    side: 'front',
    corners: archSection([1.3, 1.7], [5, 20], 7).map(([u, v]) => [u, v] as const),
    colour: materials.cream,
  };
  const doorway: SideInlay = {
    side: 'front',
    corners: archSection([1.39, 1.61], [5, 16.5], 4).map(([u, v]) => [u, v] as const),
    colour: materials.upholstery,
  };
  const slats = Array.from({ length: 19 }, (_, index) =>
    panel('front', [0.16 + index * 0.145, 3], [0.24 + index * 0.145, 22], mix(colour, 0xffffff, 0.14)),
  );
  return [
    box({ x: [0.1, 2.9], y: [0.46, 0.86], z: [0, 3] }, materials.graphite),
    box({ x: [0.06, 2.94], y: [0.44, 0.9], z: [3, 23.5] }, colour, {
      inlays: [...slats, arch, doorway],
    }),
    box({ x: [0.02, 2.98], y: [0.4, 0.96], z: [23.5, 26] }, materials.cream),
    box({ x: [0.06, 0.16], y: [0.06, 0.44], z: [0, 17] }, colour),
    box({ x: [2.84, 2.94], y: [0.06, 0.44], z: [0, 17] }, colour),
    box({ x: [0.04, 2.96], y: [0.04, 0.44], z: [17, 19] }, materials.oak),
  ];
}
