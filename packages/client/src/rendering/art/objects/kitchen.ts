import { materials, shade } from '../palette.ts';
import type { Style } from './objectStyle.ts';
import { box, circleOutline, loft, panel, post, type Part, type SideInlay } from './solid.ts';

const cupboard = 0xe4ddd0;

function cupboardDoors(colour: number): SideInlay[] {
  const front = colour === cupboard ? 0xf0eae0 : shade(colour, 1.06);
  return [0, 1, 2, 3].flatMap((index) => {
    const u = index * 0.5;
    const handle = index % 2 === 0 ? u + 0.38 : u + 0.08;
    return [
      panel('front', [u + 0.03, 4], [u + 0.47, 20], front),
      panel('front', [handle, 12], [handle + 0.04, 18], materials.darkMetal),
    ];
  });
}

function sink(): { readonly inlays: SideInlay[]; readonly parts: Part[] } {
  return {
    inlays: [
      panel('top', [0.38, 0.3], [1.02, 0.78], materials.metal),
      panel('top', [0.43, 0.35], [0.97, 0.73], materials.darkMetal),
      panel('top', [0.43, 0.44], [0.97, 0.73], 0x8a8f99),
      panel('top', [1.1, 0.34], [1.6, 0.74], 0xb9b3a8),
    ],
    parts: [
      box({ x: [0.67, 0.73], y: [0.2, 0.26], z: [24, 33] }, materials.metal),
      box({ x: [0.675, 0.725], y: [0.26, 0.44], z: [31.5, 33] }, materials.metal),
      post([1.3, 0.55], [24, 27], 0.08, 0.1, 0x7fa6c4),
    ],
  };
}

function hob(): { readonly inlays: SideInlay[]; readonly parts: Part[] } {
  const ring = (x: number, y: number, radius: number): SideInlay => ({
    side: 'top',
    corners: circleOutline(x, y, radius).map((point) => [point.x, point.y] as const),
    colour: 0x6a4a48,
  });
  return {
    inlays: [
      panel('top', [1.02, 0.22], [1.72, 0.82], materials.graphite),
      ring(1.2, 0.38, 0.1),
      ring(1.54, 0.38, 0.12),
      ring(1.2, 0.66, 0.12),
      ring(1.54, 0.66, 0.09),
    ],
    parts: [
      post([1.54, 0.38], [24, 30], 0.13, 0.13, 0xc4574d),
      post([1.54, 0.38], [30, 31], 0.13, 0.11, 0xd8746a),
      post([1.54, 0.38], [31, 32.5], 0.03, 0.03, materials.graphite),
    ],
  };
}

function breakfast(): { readonly inlays: SideInlay[]; readonly parts: Part[] } {
  const fruit = (x: number, y: number, colour: number): Part =>
    loft(
      [
        { outline: circleOutline(x, y, 0.04, 10), z: 27.5 },
        { outline: circleOutline(x, y, 0.065, 10), z: 29.5 },
        { outline: circleOutline(x, y, 0.03, 10), z: 31.8 },
      ],
      colour,
    );
  return {
    inlays: [panel('top', [0.3, 0.34], [0.8, 0.7], materials.wood)],
    parts: [
      box({ x: [0.42, 0.68], y: [0.44, 0.58], z: [24, 28] }, 0xd9a05f),
      post([1.45, 0.5], [24, 27.5], 0.09, 0.19, 0x7f9fb3),
      fruit(1.37, 0.45, 0xd9574b),
      fruit(1.5, 0.43, 0xe8b440),
      fruit(1.45, 0.57, 0x8db255),
    ],
  };
}

type Worktop = ReturnType<typeof hob>;

export function counter({ colour = cupboard }: Style, { inlays, parts }: Worktop): Part[] {
  return [
    box({ x: [0, 2], y: [0.16, 0.84], z: [0, 3] }, materials.graphite),
    box({ x: [0, 2], y: [0.12, 0.9], z: [3, 21] }, colour, { inlays: cupboardDoors(colour) }),
    box({ x: [0, 2], y: [0.06, 0.95], z: [21, 24] }, 0xcfc8bc, { inlays }),
    ...parts,
  ];
}

export function kitchenCounterParts(style: Style): Part[] {
  return counter(style, sink());
}

export function hobCounterParts(style: Style): Part[] {
  return counter(style, hob());
}

export function breakfastCounterParts(style: Style): Part[] {
  return counter(style, breakfast());
}

export function coffeeMachineParts({ colour: body = 0x454954 }: Style): Part[] {
  return [
    box({ x: [0.26, 0.74], y: [0.26, 0.5], z: [0, 14] }, body),
    box({ x: [0.26, 0.74], y: [0.5, 0.78], z: [0, 2] }, materials.metal, {
      inlays: [panel('top', [0.32, 0.56], [0.68, 0.74], materials.darkMetal)],
    }),
    box({ x: [0.26, 0.74], y: [0.26, 0.74], z: [14, 22] }, body, {
      inlays: [
        panel('front', [0.31, 16], [0.53, 20.5], materials.display, { glows: true }),
        panel('front', [0.58, 17.2], [0.63, 19.4], 0xd0524b, { glows: true }),
        panel('front', [0.66, 17.2], [0.7, 19.4], 0x5bd69a, { glows: true }),
        panel('top', [0.32, 0.32], [0.68, 0.5], materials.coffee),
      ],
    }),
    box({ x: [0.45, 0.55], y: [0.56, 0.64], z: [11, 14] }, materials.metal),
    post([0.5, 0.62], [2, 6.5], 0.055, 0.07, materials.paper),
  ];
}

export function waterCoolerParts({ colour = 0xe8e4db }: Style): Part[] {
  return [
    box({ x: [0.3, 0.7], y: [0.3, 0.7], z: [0, 29] }, colour, {
      inlays: [
        panel('front', [0.36, 16], [0.64, 25], 0xbdb8ae),
        panel('front', [0.42, 21], [0.47, 24], 0x4a86c5),
        panel('front', [0.53, 21], [0.58, 24], 0xd0524b),
        panel('front', [0.38, 16], [0.62, 17.4], materials.darkMetal),
      ],
    }),
    loft(
      [
        { outline: circleOutline(0.5, 0.5, 0.08), z: 29 },
        { outline: circleOutline(0.5, 0.5, 0.17), z: 33 },
        { outline: circleOutline(0.5, 0.5, 0.17), z: 45 },
        { outline: circleOutline(0.5, 0.5, 0.12), z: 48 },
      ],
      0x8fc3df,
      { alpha: 1 },
    ),
  ];
}
