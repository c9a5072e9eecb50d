import { css, mix, shade } from '../colours/colour.ts';
import { screenX, screenY } from '../iso/projection.ts';
import { fillFloor, line, scatter, strokeLines } from './floorPatterns.ts';
import type { FloorPattern } from './floorPatterns.ts';
import type { NewFloor } from './floorPlan.ts';

type Context = CanvasRenderingContext2D;

function fillPath(context: Context, points: readonly (readonly [number, number])[], fill: string): void {
  context.fillStyle = fill;
  context.beginPath();
  for (const [u, v] of points) context.lineTo(screenX(u, v), screenY(u, v));
  context.fill();
}

function edges(context: Context, x: number, y: number, colour: string, width: number): void {
  strokeLines(context, colour, width, () => {
    line(context, x, y, x + 1, y);
    line(context, x, y, x, y + 1);
  });
}

/** Cast slabs of two tiles, barely clouded. */
const concrete: FloorPattern = (context, x, y, colour) => {
  const tone = 0.985 + scatter(Math.floor(x / 2), Math.floor(y / 2), 31) * 0.03;
  fillFloor(context, x, y, x + 1, y + 1, css(shade(colour, tone)));
  strokeLines(context, css(shade(colour, 0.82), 0.5), 0.8, () => {
    if (x % 2 === 0) line(context, x, y, x, y + 1);
    if (y % 2 === 0) line(context, x, y, x + 1, y);
  });
};

/** Polished slabs with veins. */
const marble: FloorPattern = (context, x, y, colour) => {
  fillFloor(context, x, y, x + 1, y + 1, css(shade(colour, 0.985 + scatter(x, y, 32) * 0.03)));
  for (const [salt, width] of [
    [33, 0.9],
    [36, 0.5],
  ] as const) {
    const start = scatter(x, y, salt);
    const end = scatter(x, y, salt + 1);
    const bend = scatter(x, y, salt + 2);
    strokeLines(context, css(shade(colour, 0.8), 0.5), width, () => {
      line(context, x, y + start, x + 0.3 + bend * 0.3, y + (start + end) / 2 + (bend - 0.5) * 0.3);
      line(context, x + 0.3 + bend * 0.3, y + (start + end) / 2 + (bend - 0.5) * 0.3, x + 1, y + end);
    });
  }
  edges(context, x, y, css(shade(colour, 0.86), 0.55), 0.6);
};

const chips = [0x9c8a78, 0x7f8f8a, 0xb98a72, 0xf3efe7] as const;

/** Chips of stone in cement. */
const terrazzo: FloorPattern = (context, x, y, colour) => {
  fillFloor(context, x, y, x + 1, y + 1, css(colour));
  for (let chip = 0; chip < 16; chip++) {
    const u = x + 0.04 + scatter(x * 16 + chip, y, 40) * 0.86;
    const v = y + 0.04 + scatter(x, y * 16 + chip, 41) * 0.86;
    const size = 0.02 + scatter(x * 16 + chip, y * 16, 42) * 0.035;
    const fill = mix(colour, chips[chip % chips.length] ?? chips[0], 0.6);
    fillPath(
      context,
      [
        [u, v],
        [u + size, v + size * 0.4],
        [u + size * 0.8, v + size * 1.2],
        [u - size * 0.2, v + size],
      ],
      css(fill),
    );
  }
};

/** Split stone in courses of unequal length. */
const slate: FloorPattern = (context, x, y, colour) => {
  for (let row = 0; row < 2; row++) {
    const split = 0.25 + scatter(x, y * 2 + row, 44) * 0.5;
    for (const [part, from, to] of [
      [0, 0, split],
      [1, split, 1],
    ] as const) {
      const tone = 0.94 + scatter(x * 2 + part, y * 2 + row, 45) * 0.13;
      fillFloor(context, x + from, y + row / 2, x + to, y + (row + 1) / 2, css(shade(colour, tone)));
    }
    strokeLines(context, css(shade(colour, 0.72), 0.6), 0.7, () => {
      line(context, x, y + row / 2, x + 1, y + row / 2);
      line(context, x + split, y + row / 2, x + split, y + (row + 1) / 2);
    });
  }
};

/** Pressed granules. */
const cork: FloorPattern = (context, x, y, colour) => {
  fillFloor(context, x, y, x + 1, y + 1, css(shade(colour, 0.985 + scatter(x, y, 46) * 0.03)));
  for (const [salt, factor] of [
    [47, 0.84],
    [49, 1.12],
  ] as const) {
    strokeLines(context, css(shade(colour, factor), 0.55), 1, () => {
      for (let grain = 0; grain < 12; grain++) {
        const u = x + 0.04 + scatter(x * 12 + grain, y, salt) * 0.88;
        const v = y + 0.04 + scatter(x, y * 12 + grain, salt + 1) * 0.88;
        line(context, u, v, u + 0.035, v + 0.02);
      }
    });
  }
  edges(context, x, y, css(shade(colour, 0.88), 0.4), 0.6);
};

/** Blocks that meet at right angles, in steps across the floor. */
const herringbone: FloorPattern = (context, x, y, colour) => {
  const cells = 4;
  for (let row = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++) {
      const [u, v] = [x * cells + column, y * cells + row];
      const step = (((u - v) % 4) + 4) % 4;
      const alongX = step < 2;
      const [blockU, blockV] = alongX ? [u - step, v] : [u, v - (3 - step)];
      const tone = 0.93 + scatter(blockU, blockV, alongX ? 51 : 52) * 0.11 + (alongX ? 0.02 : 0);
      const [u0, v0] = [u / cells, v / cells];
      fillFloor(context, u0, v0, u0 + 1 / cells, v0 + 1 / cells, css(shade(colour, tone)));
    }
  }
  strokeLines(context, css(shade(colour, 0.76), 0.6), 0.6, () => {
    for (let row = 0; row < cells; row++) {
      for (let column = 0; column < cells; column++) {
        const [u, v] = [x * cells + column, y * cells + row];
        const step = (((u - v) % 4) + 4) % 4;
        const [u0, v0, side] = [u / cells, v / cells, 1 / cells];
        if (step < 2) {
          line(context, u0, v0, u0 + side, v0);
          line(context, u0, v0 + side, u0 + side, v0 + side);
          if (step === 0) line(context, u0, v0, u0, v0 + side);
        } else {
          line(context, u0, v0, u0, v0 + side);
          line(context, u0 + side, v0, u0 + side, v0 + side);
          if (step === 3) line(context, u0, v0, u0 + side, v0);
        }
      }
    }
  });
};

/** Wide, dark boards along y. */
const walnut: FloorPattern = (context, x, y, colour) => {
  for (let board = 0; board < 3; board++) {
    const column = x * 3 + board;
    const [u0, u1] = [x + board / 3, x + (board + 1) / 3];
    const length = 3;
    const shift = scatter(column, 5, 54) * length;
    const piece = Math.floor((y - shift) / length);
    const end = (piece + 1) * length + shift;
    const tone = (part: number): number => 0.93 + scatter(column, part, 55) * 0.13;
    fillFloor(context, u0, y, u1, Math.min(y + 1, end), css(shade(colour, tone(piece))));
    if (end < y + 1) {
      fillFloor(context, u0, end, u1, y + 1, css(shade(colour, tone(piece + 1))));
      strokeLines(context, css(shade(colour, 0.74), 0.6), 0.7, () => line(context, u0, end, u1, end));
    }
    strokeLines(context, css(shade(colour, 0.78), 0.7), 0.6, () => line(context, u0, y, u0, y + 1));
  }
};

/** Light and dark squares by turns. */
const checker: FloorPattern = (context, x, y, colour) => {
  for (let part = 0; part < 4; part++) {
    const [u, v] = [x + (part & 1) / 2, y + (part >> 1) / 2];
    const isDark = ((part & 1) + (part >> 1)) % 2 === 0;
    fillFloor(context, u, v, u + 0.5, v + 0.5, css(isDark ? shade(colour, 0.6) : shade(colour, 1.05)));
  }
  edges(context, x, y, css(shade(colour, 0.7), 0.5), 0.5);
};

/** A lawn, for roof terraces and halls with plants. */
const grass: FloorPattern = (context, x, y, colour) => {
  fillFloor(context, x, y, x + 1, y + 1, css(shade(colour, 0.975 + scatter(x, y, 57) * 0.05)));
  for (const [salt, factor] of [
    [58, 0.8],
    [60, 1.14],
  ] as const) {
    strokeLines(context, css(shade(colour, factor), 0.65), 0.9, () => {
      for (let blade = 0; blade < 14; blade++) {
        const u = x + 0.05 + scatter(x * 14 + blade, y, salt) * 0.85;
        const v = y + 0.1 + scatter(x, y * 14 + blade, salt + 1) * 0.85;
        line(context, u, v, u - 0.05, v - 0.05);
      }
    });
  }
};

/** Woven in a coarse weave. */
const sisal: FloorPattern = (context, x, y, colour) => {
  const cells = 6;
  fillFloor(context, x, y, x + 1, y + 1, css(colour));
  for (let row = 0; row < cells; row++) {
    for (let column = row % 2; column < cells; column += 2) {
      const [u, v] = [x + column / cells, y + row / cells];
      fillFloor(context, u, v, u + 1 / cells, v + 1 / cells, css(shade(colour, 0.91)));
    }
  }
};

/** Bricks in courses, half shifted. */
const brick: FloorPattern = (context, x, y, colour) => {
  const rows = 4;
  for (let row = 0; row < rows; row++) {
    const shift = (row % 2) * 0.25;
    const v = y + row / rows;
    for (const from of [-0.25, 0.25, 0.75]) {
      const [u0, u1] = [Math.max(0, from + 0.25 - shift), Math.min(1, from + 0.75 - shift)];
      if (u1 <= u0) continue;
      const number = Math.floor(x * 2 + from * 2 + 1);
      const tone = 0.9 + scatter(number, y * rows + row, 62) * 0.18;
      fillFloor(context, x + u0, v, x + u1, v + 1 / rows, css(shade(colour, tone)));
    }
    strokeLines(context, css(mix(colour, 0xffffff, 0.3), 0.6), 0.7, () => {
      line(context, x, v, x + 1, v);
      for (const u of [0.5 - shift, 1 - shift]) line(context, x + u, v, x + u, v + 1 / rows);
    });
  }
};

/** Studded sheets, for workshops and gyms. */
const rubber: FloorPattern = (context, x, y, colour) => {
  fillFloor(context, x, y, x + 1, y + 1, css(shade(colour, 0.99 + scatter(x, y, 64) * 0.02)));
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 4; column++) {
      const [u, v] = [x + 0.125 + column / 4, y + 0.125 + row / 4];
      fillPath(
        context,
        [
          [u - 0.04, v],
          [u, v - 0.04],
          [u + 0.04, v],
          [u, v + 0.04],
        ],
        css(shade(colour, 1.1)),
      );
    }
  }
  edges(context, x, y, css(shade(colour, 0.86), 0.5), 0.6);
};

/** Patterns of floors that a first picture may have to do without. */
export const moreFloors: Readonly<Record<NewFloor, FloorPattern>> = {
  concrete,
  marble,
  terrazzo,
  slate,
  cork,
  herringbone,
  walnut,
  checker,
  grass,
  sisal,
  brick,
  rubber,
};
