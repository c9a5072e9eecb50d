import { at, flatten } from '../../curves.ts';
import type { Point } from '../../curves.ts';
import { materials, mix, outlineOf, shade } from '../../palette.ts';
import type { Colour } from '../../palette.ts';
import type { Pen } from '../../pen.ts';
import type { ObjectArt } from '../objectStyle.ts';
import { drawFan, drawLeaf, pot } from '../plants.ts';
import { box, circleOutline, loft, post } from '../solid.ts';
import type { Part } from '../solid.ts';
import { choose, pick } from '../variation.ts';

const figure = (z: number, height: number, draw: (pen: Pen) => void, reach = 0.2): Part => ({
  kind: 'figure',
  place: { x: 0.5, y: 0.5, z },
  reach,
  height,
  draw,
});

function disc(pen: Pen, { x, y }: Point, radius: number, colour: Colour): void {
  const circle = Array.from({ length: 12 }, (_, step) =>
    at(x + radius * Math.cos((step * Math.PI) / 6), y + radius * Math.sin((step * Math.PI) / 6)),
  );
  pen.poly(flatten(circle));
  pen.stroke({ color: outlineOf(colour), alpha: 1, width: 1.1, cap: 'round', join: 'round' });
  pen.poly(flatten(circle));
  pen.fill({ color: colour, alpha: 1 });
}

function line(pen: Pen, points: readonly Point[], width: number, colour: Colour): void {
  for (const [extra, color] of [
    [1.3, outlineOf(colour)],
    [0, colour],
  ] as const) {
    pen.poly(flatten(points), false);
    pen.stroke({ color, alpha: 1, width: width + extra, cap: 'round', join: 'round' });
  }
}

const cactusGreen = 0x6f9a63;

const cactus: ObjectArt = ({ colour = materials.terracotta }) => {
  const body = (x: number, y: number, radius: number, low: number, high: number): Part =>
    loft(
      [
        { outline: circleOutline(x, y, radius * 0.9), z: low },
        { outline: circleOutline(x, y, radius), z: low + 3 },
        { outline: circleOutline(x, y, radius), z: high - 3 },
        { outline: circleOutline(x, y, radius * 0.5), z: high },
      ],
      cactusGreen,
    );
  return [
    ...pot(0.22, 12, colour),
    body(0.5, 0.5, 0.12, 12.1, 42),
    box({ x: [0.62, 0.68], y: [0.47, 0.53], z: [22, 25] }, cactusGreen),
    body(0.74, 0.5, 0.06, 22, 34),
    box({ x: [0.32, 0.38], y: [0.47, 0.53], z: [27, 30] }, cactusGreen),
    body(0.26, 0.5, 0.06, 27, 37),
  ];
};

const petals = [0xd9574b, 0xe8b440, 0xd98fb0, 0xf3efe7] as const;

function bouquet(pen: Pen, seed: number, size: number): void {
  for (let index = 0; index < 9; index++) {
    const angle = (index / 9) * 2 * Math.PI + pick(seed, index) * 0.5;
    const reach = (0.4 + pick(seed, index + 20) * 0.6) * size;
    const tip = at(
      Math.cos(angle) * reach * 0.8,
      -size * 0.7 - pick(seed, index + 40) * size * 0.6 + Math.sin(angle) * 2,
    );
    drawLeaf(
      pen,
      at(0, 0),
      at(tip.x * 1.1, tip.y * 0.7),
      1.8,
      tip.x > 0 ? 1 : -1,
      index % 2 === 0 ? materials.leaf : materials.leafDark,
    );
  }
  for (let index = 0; index < 7; index++) {
    const angle = (index / 7) * 2 * Math.PI + pick(seed, index + 60);
    const place = at(
      Math.cos(angle) * size * 0.62,
      -size * 0.95 + Math.sin(angle) * size * 0.34 - pick(seed, index + 80) * 2,
    );
    const colour = petals[(index + Math.floor(seed)) % petals.length] ?? petals[0];
    disc(pen, place, size * 0.17, colour);
    disc(pen, place, size * 0.05, mix(colour, 0x6b4f40, 0.5));
  }
}

const flowers: ObjectArt = ({ colour = 0x7d97a0, seed }) => [
  ...pot(0.26, 14, colour),
  figure(14.1, 26, (pen) => bouquet(pen, seed, 16)),
];

const snakePlant: ObjectArt = ({ colour = 0xe6e1d6, seed }) => [
  ...pot(0.22, 15, colour),
  figure(15.1, 34, (pen) => {
    for (let index = 0; index < 9; index++) {
      const x = (index - 4) * 1.8;
      const tall = 20 + pick(seed, index) * 10 - Math.abs(index - 4) * 1.6;
      const green = index % 3 === 0 ? materials.leafDark : index % 3 === 1 ? 0x7d9a5c : materials.leaf;
      drawLeaf(pen, at(x * 0.5, 0), at(x * 1.35, -tall), 2.2, x > 0 ? 0.8 : -0.8, green);
    }
  }),
];

const frond = (pen: Pen, from: Point, angle: number, length: number): void => {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle) * 0.5];
  const middle = at(from.x + dx * length * 0.55, from.y + dy * length * 0.55 - length * 0.32);
  const tip = at(from.x + dx * length, from.y + dy * length + length * 0.12);
  const green = dx < 0 ? materials.leafLight : materials.leaf;
  drawLeaf(pen, from, middle, 2.4, dx > 0 ? 1.6 : -1.6, green);
  drawLeaf(
    pen,
    at((from.x + middle.x) / 2, (from.y + middle.y) / 2),
    tip,
    3,
    dx > 0 ? 2.6 : -2.6,
    shade(green, 0.94),
  );
};

const palm: ObjectArt = ({ colour = 0xb9785a, seed }) => [
  ...pot(0.25, 14, colour),
  figure(14.1, 48, (pen) => {
    line(pen, [at(0, 0), at(-1, -12), at(0.6, -24)], 3, materials.darkWood);
    for (const turn of [0, 1] as const) {
      const angles = Array.from(
        { length: 7 },
        (_, index) => (index / 7) * 2 * Math.PI + turn * 0.45 + pick(seed, index + turn * 10) * 0.3,
      );
      angles.sort((a, b) => Math.sin(a) - Math.sin(b));
      for (const angle of angles) frond(pen, at(0.6, -24 - turn * 3), angle, 17 - turn * 5);
    }
  }),
];

const figTree: ObjectArt = ({ colour = 0x55585f, seed }) => [
  ...pot(0.26, 15, colour),
  figure(
    15.1,
    46,
    (pen) => {
      line(pen, [at(0, 0), at(-0.6, -10), at(0.4, -20)], 2.4, materials.darkWood);
      const leaves = Array.from({ length: 26 }, (_, index) => {
        const angle = pick(seed, index) * 2 * Math.PI;
        const reach = Math.sqrt(pick(seed, index + 50)) * 12;
        return at(Math.cos(angle) * reach, -27 + Math.sin(angle) * reach * 0.82);
      }).sort((a, b) => b.y - a.y);
      for (const [index, place] of leaves.reverse().entries()) {
        const tip = at(place.x * 1.35, place.y + (place.y + 27) * 0.3 - 3);
        const lit = mix(
          materials.leaf,
          place.x + place.y + 27 < 0 ? materials.leafLight : materials.leafDark,
          0.6,
        );
        drawLeaf(
          pen,
          place,
          tip.x === place.x && tip.y === place.y
            ? at(tip.x + 1, tip.y - 4)
            : at(tip.x + (tip.x > 0 ? 3 : -3), tip.y - 2),
          2.6,
          index % 2 === 0 ? 0.6 : -0.6,
          lit,
        );
      }
    },
    0.25,
  ),
];

const bamboo: ObjectArt = ({ colour = 0x8a5d40, seed }) => [
  ...pot(0.26, 13, colour),
  figure(13.1, 50, (pen) => {
    for (const [index, x] of [-4.5, 3.6, -1, 6].entries()) {
      const tall = 34 + pick(seed, index) * 10;
      const lean = (pick(seed, index + 10) - 0.5) * 5;
      const stalk = index % 2 === 0 ? 0x9aae5f : 0x879f52;
      line(pen, [at(x * 0.7, 0), at(x * 0.7 + lean, -tall)], 1.7, stalk);
      for (let joint = 2; joint < 6; joint++) {
        const share = joint / 6;
        const from = at(x * 0.7 + lean * share, -tall * share);
        const side = (joint + index) % 2 === 0 ? 1 : -1;
        drawLeaf(
          pen,
          from,
          at(from.x + side * 9, from.y - 3 + pick(seed, index * 7 + joint) * 5),
          1.7,
          side * 0.8,
          joint % 2 === 0 ? materials.leaf : materials.leafLight,
        );
      }
      drawLeaf(
        pen,
        at(x * 0.7 + lean, -tall),
        at(x * 0.7 + lean + 4, -tall - 6),
        1.6,
        0.5,
        materials.leafLight,
      );
    }
  }),
];

const vase: ObjectArt = ({ colour = 0x7a9aa0, seed }) => [
  loft(
    [
      { outline: circleOutline(0.5, 0.5, 0.09), z: 0 },
      { outline: circleOutline(0.5, 0.5, 0.14), z: 4 },
      { outline: circleOutline(0.5, 0.5, 0.12), z: 7.5 },
      { outline: circleOutline(0.5, 0.5, 0.06), z: 11 },
      { outline: circleOutline(0.5, 0.5, 0.08), z: 12 },
    ],
    colour,
  ),
  figure(12.1, 16, (pen) => bouquet(pen, seed, 9), 0.12),
];

const succulent: ObjectArt = ({ colour = 0xe6e1d6, seed }) => [
  ...pot(0.16, 7, colour),
  figure(
    7.1,
    9,
    (pen) => {
      const ring = (count: number, length: number, rise: number) =>
        Array.from({ length: count }, (_, index) => ({
          angle: (index / count) * 2 * Math.PI + pick(seed, index) * 0.3,
          length,
          rise,
        }));
      drawFan(pen, ring(8, 6.5, 2), 2.4, [0x7fa58c, 0x6f967d], at(0, 0));
      drawFan(pen, ring(6, 4, 4.5), 2, [0x93b89d, 0x7fa58c], at(0, -1));
    },
    0.12,
  ),
];

const planter: ObjectArt = ({ colour = 0x55585f, seed }) => {
  const bush = (x: number, salt: number): Part => ({
    kind: 'figure',
    place: { x, y: 0.52, z: 17.2 },
    reach: 0.22,
    height: 22,
    draw(pen) {
      const ring = (count: number, length: number, rise: number) =>
        Array.from({ length: count }, (_, index) => ({
          angle: (index / count) * 2 * Math.PI + pick(seed, salt + index) * 0.6,
          length: length + pick(seed, salt + index + 30) * 3,
          rise: rise + pick(seed, salt + index + 60) * 4,
        }));
      drawFan(pen, ring(7, 11, 5), 3.4, [materials.leafDark, materials.leaf], at(0, 0));
      drawFan(pen, ring(6, 7, 12), 3.2, [materials.leaf, materials.leafLight], at(0, -2));
      drawFan(
        pen,
        ring(3, 3, 15),
        2.8,
        [materials.leafLight, choose([materials.leaf, 0x8db255], seed)],
        at(0, -3),
      );
    },
  });
  return [
    box({ x: [0.06, 1.94], y: [0.26, 0.78], z: [0, 16] }, colour),
    box({ x: [0.04, 1.96], y: [0.24, 0.8], z: [16, 17] }, shade(colour, 1.15)),
    ...[0.4, 1, 1.6].map((x, index) => bush(x, index * 100)),
  ];
};

/** A post for plants that climb, and other round things that stand about. */
export const column: ObjectArt = ({ colour = 0xe9e4da }) => [
  box({ x: [0.14, 0.86], y: [0.14, 0.86], z: [0, 4] }, shade(colour, 0.94)),
  post([0.5, 0.5], [4, 58], 0.29, 0.27, colour),
  box({ x: [0.16, 0.84], y: [0.16, 0.84], z: [58, 62] }, shade(colour, 0.98)),
];

export const plantLooks = {
  Plant: { cactus, flowers, 'snake-plant': snakePlant },
  TallPlant: { palm, 'fig-tree': figTree, bamboo },
  HangingPlant: { vase, succulent },
};
export { planter };
