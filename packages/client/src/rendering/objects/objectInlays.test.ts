import type { WorldObject } from '@atrium/world';
import { describe, expect, it, vi } from 'vitest';
import { ObjectInlays } from './objectInlays.ts';
import { ObjectLooks } from './objectLooks.ts';

const desk: WorldObject = { id: 'desk', type: 'Desk', position: { x: 2, y: 2 }, rotation: 0 };
const rug: WorldObject = { id: 'rug', type: 'Rug', position: { x: 6, y: 6 }, rotation: 0 };
const otherRug: WorldObject = { id: 'other-rug', type: 'Rug', position: { x: 7, y: 6 }, rotation: 0 };
const computer: WorldObject = { id: 'computer', type: 'Computer', position: { x: 2, y: 2 }, rotation: 0 };
const all = [desk, rug, otherRug, computer];

describe('what of Objects lies on the floor', () => {
  it('looks different nowhere while they are the same, whatever is written about them', () => {
    const inlays = new ObjectInlays(new ObjectLooks(), all);
    expect(inlays.change(all.map((object) => ({ ...object, occupancy: 'single' })))).toEqual([]);
  });

  it('is not looked at again where nothing of an Object was changed', () => {
    const looks = new ObjectLooks();
    const inlays = new ObjectInlays(looks, all);
    const looked = vi.spyOn(looks, 'keyOf');
    const moved = { ...desk, position: { x: 12, y: 2 } };
    expect(inlays.change([moved, rug, otherRug, computer], { hasSameLook: true })).toHaveLength(2);
    expect(new Set(looked.mock.calls.map(([object]) => object.type))).toEqual(new Set(['Desk']));
  });

  it('looks different where an Object was and where it is', () => {
    const inlays = new ObjectInlays(new ObjectLooks(), all);
    const before = inlays.all.length;
    const changed = inlays.change([{ ...desk, position: { x: 12, y: 2 } }, rug, otherRug, computer]);
    expect(changed).toHaveLength(2);
    expect(inlays.all).toHaveLength(before);
    expect(inlays.change(all)).toEqual([...changed].reverse());
  });

  it('looks different where an Object is gone, and not where one stands on another', () => {
    const inlays = new ObjectInlays(new ObjectLooks(), all);
    expect(inlays.change([desk, rug, otherRug])).toEqual([]);
    expect(inlays.change([rug, otherRug])).toHaveLength(1);
  });

  it('looks different where rugs lie on each other the other way round', () => {
    const inlays = new ObjectInlays(new ObjectLooks(), all);
    expect(inlays.change([otherRug, rug, desk])).not.toEqual([]);
    expect(inlays.change([desk, otherRug, rug])).toEqual([]);
  });

  it('is worked out once for all that look alike', () => {
    const looks = new ObjectLooks();
    const chair: WorldObject = { id: 'a', type: 'Chair', position: { x: 2, y: 2 }, rotation: 90 };
    expect(looks.shadowOf(chair)).toBe(looks.shadowOf({ ...chair, colour: 'green' }));
    expect(looks.slicesOf(chair)).toBe(looks.slicesOf({ ...chair }));
  });
});
