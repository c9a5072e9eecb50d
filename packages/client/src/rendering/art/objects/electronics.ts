import { materials, mix, shade } from '../palette.ts';
import type { Style } from './objectStyle.ts';
import { box, panel, post, type Part, type SideInlay } from './solid.ts';
import { pick } from './variation.ts';

/** Where the picture of a Computer is: x in tiles, on the plane at `y`, z in px. */
export const computerDisplay = { x: [0.2, 0.8], y: 0.29, z: [9.2, 24.8] } as const;

function windowOnScreen(seed: number): SideInlay[] {
  const {
    x: [u0, u1],
    z: [v0, v1],
  } = computerDisplay;
  const lines = [0, 1, 2, 3].map((row) =>
    panel(
      'front',
      [u0 + 0.2, v1 - 5.4 - row * 2.4],
      [u0 + 0.3 + pick(seed, row) * 0.22, v1 - 4.2 - row * 2.4],
      mix(materials.display, 0x35607c, 0.55),
      { glows: true },
    ),
  );
  return [
    panel('front', [u0, v0], [u1, v1], materials.display, { glows: true }),
    panel('front', [u0, v1 - 2.4], [u1, v1], 0xd9edf4, { glows: true }),
    panel('front', [u0, v0], [u0 + 0.13, v1 - 2.4], 0x6fa3bd, { glows: true }),
    ...lines,
  ];
}

/** A screen with keyboard and mouse; its user sits at the front. */
export function computerParts({ colour = materials.graphite, seed }: Style): Part[] {
  const keys = [0, 1, 2].map((row) =>
    panel('top', [0.27, 0.575 + row * 0.055], [0.63, 0.605 + row * 0.055], materials.paper),
  );
  return [
    box({ x: [0.36, 0.64], y: [0.16, 0.36], z: [0, 1] }, materials.darkMetal),
    box({ x: [0.46, 0.54], y: [0.2, 0.24], z: [1, 14] }, materials.darkMetal),
    box({ x: [0.16, 0.84], y: [0.24, computerDisplay.y], z: [8, 26] }, colour, {
      inlays: [...windowOnScreen(seed), panel('back', [0.46, 15.5], [0.54, 18.5], materials.metal)],
    }),
    box({ x: [0.24, 0.66], y: [0.55, 0.75], z: [0, 1.2] }, materials.metal, { inlays: keys }),
    box({ x: [0.73, 0.81], y: [0.6, 0.73], z: [0, 1.4] }, materials.paper),
  ];
}

/** Where the picture of a Screen is: x in tiles, on the plane at `y`, z in px. */
export const screenDisplay = { x: [0.15, 1.85], y: 0.54, z: [22, 55] } as const;

/** A large display on a stand. */
export function screenParts({ seed }: Style): Part[] {
  const bars = [0, 1, 2, 3, 4].map((index) =>
    panel(
      'front',
      [0.36 + index * 0.17, 27],
      [0.46 + index * 0.17, 33 + pick(seed, index) * 14],
      index === 3 ? 0xf0b35a : 0xcfe6ef,
      { glows: true },
    ),
  );
  const lines = [0, 1, 2].map((row) =>
    panel('front', [1.3, 44 - row * 5], [1.45 + pick(seed, 9 + row) * 0.25, 46 - row * 5], 0xcfe6ef, {
      glows: true,
    }),
  );
  return [
    box({ x: [0.5, 1.5], y: [0.28, 0.72], z: [0, 2] }, materials.graphite),
    box({ x: [0.92, 1.08], y: [0.42, 0.47], z: [2, 30] }, materials.darkMetal),
    box({ x: [0.1, 1.9], y: [0.47, screenDisplay.y], z: [20, 57] }, materials.graphite, {
      inlays: [
        panel(
          'front',
          [screenDisplay.x[0], screenDisplay.z[0]],
          [screenDisplay.x[1], screenDisplay.z[1]],
          0x3f6f8c,
          { glows: true },
        ),
        panel('front', [0.15, 50.5], [1.85, 55], 0x5d8fac, { glows: true }),
        ...bars,
        ...lines,
        {
          side: 'front',
          corners: [
            [1.1, 22],
            [1.5, 22],
            [1.85, 46],
            [1.85, 55],
            [1.6, 55],
          ],
          colour: 0xffffff,
          alpha: 0.07,
          glows: true,
        },
        panel('back', [0.6, 30], [1.4, 48], 0x565b67),
      ],
    }),
  ];
}

export function phoneBoothParts({ colour: shell = 0x4f6f78 }: Style): Part[] {
  const rib = shell === 0x4f6f78 ? 0x44616a : shade(shell, 0.87);
  const ribs = [0.2, 0.35, 0.5, 0.65, 0.8].flatMap((u): SideInlay[] =>
    (['left', 'right', 'back'] as const).map((side) => panel(side, [u - 0.02, 4], [u + 0.02, 56], rib)),
  );
  const door: SideInlay[] = [
    panel('front', [0.14, 2], [0.86, 57], materials.graphite),
    panel('front', [0.18, 4], [0.82, 55], 0xd8cfae, { glows: true }),
    panel('front', [0.18, 4], [0.82, 20], 0xb98a5e),
    panel('front', [0.28, 22], [0.72, 24], materials.darkWood),
    panel('front', [0.44, 48], [0.56, 53], 0xfff3cf, { glows: true }),
    panel('front', [0.18, 4], [0.82, 55], materials.glass, { alpha: 0.35, glows: true }),
    {
      side: 'front',
      corners: [
        [0.24, 4],
        [0.4, 4],
        [0.72, 55],
        [0.56, 55],
      ],
      colour: 0xffffff,
      alpha: 0.22,
      glows: true,
    },
    panel('front', [0.76, 24], [0.79, 33], 0xf3efe7),
  ];
  return [
    box({ x: [0.05, 0.95], y: [0.05, 0.95], z: [0, 60] }, shell, { inlays: [...ribs, ...door] }),
    box({ x: [0.02, 0.98], y: [0.02, 0.98], z: [60, 64] }, materials.cream, {
      inlays: [panel('top', [0.3, 0.3], [0.7, 0.7], 0xdcd3c2)],
    }),
  ];
}

export function lampParts({ colour = materials.graphite }: Style): Part[] {
  return [
    post([0.5, 0.5], [0, 2], 0.2, 0.18, colour),
    post([0.5, 0.5], [2, 42], 0.03, 0.03, colour === materials.graphite ? materials.darkMetal : colour),
    post([0.5, 0.5], [40, 57], 0.3, 0.19, materials.lampLight),
  ];
}
