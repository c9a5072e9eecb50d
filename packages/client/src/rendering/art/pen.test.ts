import type { Graphics } from 'pixi.js';
import { describe, expect, it } from 'vitest';
import { boundsOf, canvasPen, recordingPen, type Pen } from './pen.ts';

describe('boundsOf', () => {
  it('counts half of the width of lines', () => {
    const bounds = boundsOf((pen) => {
      pen.poly([0, 0, 10, 4], false);
      pen.stroke({ color: 0, alpha: 1, width: 2, cap: 'round', join: 'round' });
    });
    expect(bounds).toEqual({ left: -1, top: -1, right: 11, bottom: 5 });
  });

  it('is undefined where nothing is drawn', () => {
    expect(boundsOf(() => undefined)).toBeUndefined();
  });
});

describe('a Pen', () => {
  it('fills or strokes all polygons gathered since the last time', () => {
    const pen = recordingPen();
    pen.poly([0, 0, 1, 0, 1, 1]);
    pen.poly([5, 5, 6, 5, 6, 6]);
    pen.fill({ color: 0x123456, alpha: 1 });
    pen.poly([0, 0, 1, 1], false);
    pen.stroke({ color: 1, alpha: 1, width: 1, cap: 'butt', join: 'round' });
    expect(pen.marks.map((mark) => mark.polygons.length)).toEqual([2, 1]);
  });

  it('can be the Graphics of PixiJS', () => {
    // Checked by the compiler alone.
    const asPen = (graphics: Graphics): Pen => graphics;
    expect(asPen).toBeTypeOf('function');
  });
});

describe('canvasPen', () => {
  it('draws with colour and alpha, closes polygons and leaves lines open', () => {
    const calls: string[] = [];
    const note = (name: string) => (): void => {
      calls.push(name);
    };
    const context = {
      beginPath: note('begin'),
      moveTo: note('move'),
      lineTo: note('line'),
      closePath: note('close'),
      fill: () => calls.push(`fill ${String(context.fillStyle)} ${context.globalAlpha}`),
      stroke: () => calls.push(`stroke ${String(context.strokeStyle)} ${context.lineWidth}`),
      fillStyle: '',
      strokeStyle: '',
      globalAlpha: 1,
      lineWidth: 1,
      lineCap: 'butt',
      lineJoin: 'miter',
    };
    const pen = canvasPen(context as unknown as CanvasRenderingContext2D);
    pen.poly([0, 0, 1, 0, 1, 1]);
    pen.fill({ color: 0x0a0b0c, alpha: 0.5 });
    pen.poly([0, 0, 2, 2], false);
    pen.stroke({ color: 0xff0000, alpha: 1, width: 3, cap: 'round', join: 'round' });
    expect(calls).toEqual([
      ...['begin', 'move', 'line', 'line', 'close', 'fill #0a0b0c 0.5', 'begin'],
      ...['move', 'line', 'stroke #ff0000 3', 'begin'],
    ]);
  });
});
