import { footprintOf, kindOf, objectKinds, rotations, tilesOf, type Rotation } from '@atrium/world';
import { describe, expect, it } from 'vitest';
import { light, outlineOf, shade } from '../palette.ts';
import { boundsOf, recordingPen, type Bounds, type Mark, type Pen } from '../pen.ts';
import { clipSolid, columnOf } from './clipping.ts';
import { drawSolid } from './drawSolid.ts';
import { onScreen } from './isometric.ts';
import { lookArt } from './lookArt.ts';
import { objectSlices, surfaceHeightOf } from './objectSlices.ts';
import { everyAppearance } from './everyAppearance.ts';
import { turnPart } from './rotation.ts';
import { box, type Solid } from './solid.ts';

const seeds = [0, 1, 2] as const;

function marksOf(draw: (pen: Pen) => void): readonly Mark[] {
  const pen = recordingPen();
  draw(pen);
  return pen.marks;
}

const everyObject = everyAppearance.flatMap((object) =>
  rotations.map((rotation) => ({ ...object, rotation })),
);
const nameOf = ({ type, look, rotation }: (typeof everyObject)[number]) => `${look ?? type} ${rotation}`;

describe('the slices of an Object', () => {
  it('cover exactly the tiles of its footprint', () => {
    for (const object of everyObject) {
      const tiles = [...tilesOf(footprintOf({ ...object, position: { x: 0, y: 0 } }))];
      const slices = objectSlices({ ...object, variant: 1 }, lookArt).map(({ tileX, tileY }) => ({
        x: tileX,
        y: tileY,
      }));
      expect(slices, nameOf(object)).toEqual(tiles);
    }
  });

  it('each draw something on and above their own tile', () => {
    const wrong: unknown[] = [];
    for (const object of everyObject) {
      for (const variant of seeds) {
        for (const slice of objectSlices({ ...object, variant }, lookArt)) {
          const bounds = boundsOf((pen) => {
            slice.draw(pen);
            slice.drawFront?.(pen);
          });
          // A tile spans -32 to 32 and 0 to 32; leaves, lines and seams may stand out a little.
          const isOnTile =
            bounds !== undefined &&
            bounds.left >= -34 &&
            bounds.right <= 34 &&
            bounds.top > -70 &&
            bounds.bottom <= 34;
          if (!isOnTile)
            wrong.push({ object: nameOf(object), variant, tile: [slice.tileX, slice.tileY], bounds });
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('are the same for the same variant', () => {
    for (const object of everyObject) {
      const draw = (): (readonly Mark[])[] =>
        objectSlices({ ...object, variant: 7 }, lookArt).map((slice) =>
          marksOf((pen) => {
            slice.draw(pen);
          }),
        );
      // As text, which is compared many times as fast.
      expect(JSON.stringify(draw()), nameOf(object)).toBe(JSON.stringify(draw()));
    }
  });

  it('have no coordinate that is not a number', () => {
    for (const object of everyObject) {
      for (const slice of objectSlices({ ...object, variant: 2 }, lookArt)) {
        const numbers = marksOf((pen) => {
          slice.draw(pen);
        }).flatMap((mark) => mark.polygons.flat());
        expect(numbers.every(Number.isFinite), nameOf(object)).toBe(true);
      }
    }
  });

  it('keep what is high or low at its height: desks at 22 px, seats at 14 px', () => {
    const topOf = (type: 'Desk' | 'KitchenCounter'): number => surfaceHeightOf({ type, rotation: 0 });
    expect([topOf('Desk'), topOf('KitchenCounter')]).toEqual([22, 24]);
    const [slice] = objectSlices({ type: 'Desk', rotation: 0 }, undefined);
    const bounds =
      slice &&
      boundsOf((pen) => {
        slice.draw(pen);
      });
    // The far corner of the top at (0.04, 0.1) lies 22 px above its place on the floor.
    expect(bounds?.top).toBeCloseTo(onScreen({ x: 0.04, y: 0.1, z: 22 }).y - 0.75, 1);
  });
});

describe('the slices of a seat', () => {
  const frontOf = (type: 'Chair' | 'LoungeChair' | 'Sofa', rotation: Rotation): (Bounds | undefined)[] =>
    objectSlices({ type, rotation }, undefined).map(
      ({ drawFront }) =>
        drawFront &&
        boundsOf((pen) => {
          drawFront(pen);
        }),
    );

  it('alone have something to draw after whoever sits there', () => {
    for (const object of everyObject) {
      const isSeat = kindOf(object).seats > 0;
      for (const slice of objectSlices(object, lookArt)) expect(slice.drawFront !== undefined).toBe(isSeat);
    }
  });

  it('put the backrest in front of who is seen from behind, on every tile', () => {
    for (const type of ['Chair', 'LoungeChair', 'Sofa'] as const) {
      for (const rotation of [90, 180] as const) {
        for (const bounds of frontOf(type, rotation)) {
          expect(bounds?.top, `${type} ${rotation}`).toBeLessThan(-2);
          expect((bounds?.right ?? 0) - (bounds?.left ?? 0)).toBeGreaterThan(20);
        }
      }
    }
  });

  it('put no backrest in front of who faces the viewer', () => {
    for (const type of ['Chair', 'LoungeChair', 'Sofa'] as const) {
      for (const rotation of [0, 270] as const) {
        for (const bounds of frontOf(type, rotation)) {
          if (bounds !== undefined)
            expect(bounds.right - bounds.left, `${type} ${rotation}`).toBeLessThan(32);
          if (bounds !== undefined) expect(bounds.top, `${type} ${rotation}`).toBeGreaterThan(-12);
        }
      }
    }
  });
});

describe('the light', () => {
  const colour = 0xc8965c;
  const block = box({ x: [0.2, 0.8], y: [0.1, 0.9], z: [0, 20] }, colour);
  const column = columnOf(0, 0, 1, 1);

  it('falls on top, left and right faces by 1, 0.86 and 0.72 in every rotation', () => {
    for (const rotation of rotations) {
      const turned = turnPart(objectKinds.Chair, rotation, block);
      if (turned.kind !== 'solid') throw new Error('a box is a solid');
      const fills = marksOf((pen) => {
        drawSolid(pen, turned, turned, column);
      }).flatMap((mark) =>
        mark.fill === undefined ? [] : [{ color: mark.fill.color, polygon: mark.polygons[0] ?? [] }],
      );
      const meanX = (polygon: readonly number[]): number => {
        const xs = polygon.filter((_, index) => index % 2 === 0);
        return xs.reduce((sum, x) => sum + x, 0) / xs.length;
      };
      expect(fills).toHaveLength(3);
      const top = fills.find(({ color }) => color === shade(colour, light.top));
      const left = fills.find(({ color }) => color === shade(colour, light.left));
      const right = fills.find(({ color }) => color === shade(colour, light.right));
      expect(top).toBeDefined();
      expect(meanX(left?.polygon ?? [])).toBeLessThan(meanX(right?.polygon ?? []));
    }
  });

  it('leaves the outline at 0.55 of the fill', () => {
    const [outline] = marksOf((pen) => {
      drawSolid(pen, block, block, column);
    });
    expect(outline?.stroke?.color).toBe(outlineOf(colour));
  });
});

describe('neighbouring slices', () => {
  const board = box({ x: [0.2, 1.8], y: [0.4, 0.6], z: [10, 30] }, 0xffffff);
  const slice = (tile: number): Solid => {
    const solid = clipSolid(board, columnOf(tile, 0, 2, 1));
    if (solid === undefined) throw new Error('the board is on both tiles');
    return solid;
  };
  const xs = (solid: Solid): number[] =>
    solid.faces.flatMap((face) => face.corners.map((corner) => corner.x));

  it('overlap by a hair, the far one below the near one', () => {
    expect(Math.max(...xs(slice(0)))).toBeGreaterThan(1);
    expect(Math.max(...xs(slice(0)))).toBeLessThan(1.05);
    expect(Math.min(...xs(slice(1)))).toBe(1);
  });

  it('have no outline where they meet', () => {
    const whole = marksOf((pen) => {
      drawSolid(pen, board, board, columnOf(0, 0, 1, 1));
    });
    const [far, near] = [0, 1].map((tile) =>
      marksOf((pen) => {
        drawSolid(pen, slice(tile), board, columnOf(tile, 0, 2, 1));
      }),
    );
    const outlineSegments = (marks: readonly Mark[] | undefined): number =>
      (marks ?? [])
        .filter((mark) => mark.stroke?.color === outlineOf(0xffffff))
        .reduce((sum, mark) => sum + mark.polygons.length, 0);
    expect(outlineSegments(whole)).toBe(6);
    // Six edges around the whole; the two that are cut appear in both slices.
    expect(outlineSegments(far) + outlineSegments(near)).toBe(8);
  });
});
