import { describe, expect, test } from 'vitest';
import { hintPlace } from './hintPlace.ts';

const viewport = { width: 400, height: 300 };
const hint = { width: 100, height: 20 };
const controlAt = (left: number, top: number) => ({ left, top, width: 40, height: 40 });

describe('a tooltip', () => {
  test('is in the middle beside its control, on the side it is wished on', () => {
    const control = controlAt(180, 120);
    expect(hintPlace(control, hint, viewport, 'top')).toEqual({ left: 150, top: 92 });
    expect(hintPlace(control, hint, viewport, 'bottom')).toEqual({ left: 150, top: 168 });
    expect(hintPlace(control, hint, viewport, 'left')).toEqual({ left: 72, top: 130 });
  });

  test('goes to the other side where there is no room', () => {
    expect(hintPlace(controlAt(180, 10), hint, viewport, 'top').top).toBe(58);
    expect(hintPlace(controlAt(180, 255), hint, viewport, 'bottom').top).toBe(227);
  });

  test('stays in the window', () => {
    expect(hintPlace(controlAt(0, 120), hint, viewport, 'top').left).toBe(8);
    expect(hintPlace(controlAt(380, 120), hint, viewport, 'top').left).toBe(292);
    expect(hintPlace(controlAt(20, 120), hint, viewport, 'left').left).toBe(8);
  });
});
