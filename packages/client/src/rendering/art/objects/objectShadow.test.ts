import { kindOf, rotations } from '@atrium/world';
import { describe, expect, it } from 'vitest';
import { objectShadowAlpha, shadowColour } from '../palette.ts';
import { boundsOf, recordingPen } from '../pen.ts';
import { lookArt } from './lookArt.ts';
import { objectShadow } from './objectShadow.ts';
import { everyAppearance } from './everyAppearance.ts';

describe('the shadow of an Object', () => {
  it('is one plain shape of #2B2430 at 18 %, and flat Objects have none', () => {
    for (const object of everyAppearance) {
      for (const rotation of rotations) {
        const pen = recordingPen();
        objectShadow({ ...object, rotation }, lookArt)(pen);
        const fills = pen.marks.map((mark) => mark.fill);
        const expected = { color: shadowColour, alpha: objectShadowAlpha };
        expect(fills, object.look ?? object.type).toEqual(
          kindOf(object).placement === 'flat' ? [] : [expected],
        );
      }
    }
  });

  it('reaches along +x by a quarter of the height', () => {
    // The booth is 64 px high and stands from 0.02 to 0.98: the sweep is 0.4 tile, (12.8, 6.4) px.
    const bounds = boundsOf(objectShadow({ type: 'PhoneBooth', rotation: 0 }, undefined));
    expect(bounds?.right).toBeCloseTo(0.96 * 32 + 12.8, 3);
    expect(bounds?.left).toBeCloseTo(-0.96 * 32, 3);
    expect(bounds?.bottom).toBeCloseTo(1.96 * 16 + 6.4, 3);
  });
});
