import { avatarChoices, type AvatarLook } from '@atrium/protocol';
import { facings, type Facing } from '@atrium/world';
import { inLongRuns } from '@atrium/world/testing';
import { describe, expect, it } from 'vitest';
import { avatarPresets } from '../avatarPresets.ts';
import { avatarFrame } from '../paintAvatar.ts';
import { boundsOf, recordingPen, type Mark } from '../pen.ts';
import { coloursOf } from './avatarColours.ts';
import { avatarPoses, numberOfPose, poseNumbers, type AvatarPose } from './avatarPose.ts';
import { drawAvatar, drawAvatarShadow } from './drawAvatar.ts';
import { skeletonOf } from './skeleton.ts';
import { body, project, turnOf } from './turn.ts';

const plain: AvatarLook = {
  skin: 'sand',
  hairStyle: 'short',
  hairColour: 'brown',
  clothing: 'tshirt',
  clothingColour: 'blue',
  trousersColour: 'navy',
  accessory: 'none',
};
const idle: AvatarPose = { kind: 'idle' };

function marksOf(look: AvatarLook, facing: Facing, pose: AvatarPose): readonly Mark[] {
  const pen = recordingPen();
  drawAvatar(pen, look, facing, pose);
  return pen.marks;
}

function boundsOfAvatar(look: AvatarLook, facing: Facing, pose: AvatarPose) {
  const bounds = boundsOf((pen) => {
    drawAvatar(pen, look, facing, pose);
  });
  if (bounds === undefined) throw new Error('nothing was drawn');
  return bounds;
}

type Outline = Mark['polygons'][number];

function cornersOf(outline: Outline): readonly { readonly x: number; readonly y: number }[] {
  return outline.flatMap((x, index) => (index % 2 === 0 ? [{ x, y: outline[index + 1] ?? 0 }] : []));
}

/** Whether an outline is one of a hand at a place. */
function isSmallAround(outline: Outline, hand: { readonly x: number; readonly y: number }): boolean {
  return cornersOf(outline).every(({ x, y }) => Math.hypot(x - hand.x, y - hand.y) < 3);
}

/** Whether a place lies within an outline: a line from it to the right crosses the outline an odd number of times. */
function contains(outline: Outline, { x, y }: { readonly x: number; readonly y: number }): boolean {
  const corners = cornersOf(outline);
  const crossed = corners.filter((a, index) => {
    const b = corners[(index + 1) % corners.length];
    if (b === undefined || a.y > y === b.y > y) return false;
    return a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x) > x;
  });
  return crossed.length % 2 === 1;
}

/** The plain look with each single choice, by kind. */
const choicesByKind: Readonly<Record<keyof AvatarLook, readonly AvatarLook[]>> = {
  skin: avatarChoices.skin.map((skin) => ({ ...plain, skin })),
  hairStyle: avatarChoices.hairStyle.map((hairStyle) => ({ ...plain, hairStyle })),
  hairColour: avatarChoices.hairColour.map((hairColour) => ({ ...plain, hairColour })),
  clothing: avatarChoices.clothing.map((clothing) => ({ ...plain, clothing })),
  clothingColour: avatarChoices.clothingColour.map((clothingColour) => ({ ...plain, clothingColour })),
  trousersColour: avatarChoices.trousersColour.map((trousersColour) => ({ ...plain, trousersColour })),
  accessory: avatarChoices.accessory.map((accessory) => ({ ...plain, accessory })),
};
const everyChoice = Object.values(choicesByKind).flat();
const { hairStyle, clothing, accessory, ...colours } = choicesByKind;

describe('an Avatar', () => {
  it.each(Object.entries({ hairStyle, clothing, accessory, presets: avatarPresets }))(
    'is drawn within its frame in every facing and pose: %s',
    (_kind, looks) => {
      const outside: unknown[] = [];
      for (const [index, look] of looks.entries()) {
        // The other three are mirrored.
        for (const facing of ['S', 'SW', 'W', 'NW', 'N'] as const) {
          // Each pose with some of the looks: a choice and a pose do not stand out together where they do not apart.
          const poses = avatarPoses.filter((_, pose) => inLongRuns(true, (pose + index) % 3 === 0));
          for (const pose of poses) {
            const { left, top, right, bottom } = boundsOfAvatar(look, facing, pose);
            const isInside =
              left >= avatarFrame.left &&
              right <= avatarFrame.right &&
              top >= avatarFrame.top &&
              bottom <= avatarFrame.bottom &&
              bottom - top > 40;
            if (!isInside) outside.push({ look, facing, pose });
          }
        }
      }
      expect(outside).toEqual([]);
    },
  );

  it.each(Object.entries(colours))('is as large in every colour: %s', (_kind, looks) => {
    for (const facing of facings) {
      for (const pose of [idle, { kind: 'sitting' }] as const) {
        const bounds = boundsOfAvatar(plain, facing, pose);
        for (const look of looks) expect(boundsOfAvatar(look, facing, pose)).toEqual(bounds);
      }
    }
  });

  it('has no coordinate that is not a number', () => {
    for (const look of avatarPresets) {
      for (const facing of facings) {
        const numbers = marksOf(look, facing, idle).flatMap((mark) => mark.polygons.flat());
        expect(numbers.every(Number.isFinite)).toBe(true);
      }
    }
  });

  it('stands 52 px high on its origin', () => {
    for (const facing of facings) {
      const { top, bottom } = boundsOfAvatar({ ...plain, hairStyle: 'none' }, facing, idle);
      expect(top).toBeGreaterThan(-54.5);
      expect(top).toBeLessThan(-50.5);
      expect(bottom).toBeGreaterThan(0);
      expect(bottom).toBeLessThan(5.5);
    }
  });

  it('changes with every choice', () => {
    const key = (look: AvatarLook): string => JSON.stringify(marksOf(look, 'S', idle));
    const distinct = new Set(everyChoice.map(key));
    // The plain look is one of the choices of each of the seven kinds.
    expect(distinct.size).toBe(everyChoice.length - 6);
  });

  it('has no face when it looks away', () => {
    const { eye } = coloursOf(plain);
    const eyesSeen = (facing: Facing): number =>
      marksOf(plain, facing, idle).filter((mark) => mark.fill?.color === eye).length;
    expect(facings.map(eyesSeen)).toEqual([2, 2, 1, 0, 0, 0, 1, 2]);
  });

  it('looks different in every pose', () => {
    for (const facing of facings) {
      const pictures = avatarPoses.map((pose) => JSON.stringify(marksOf(plain, facing, pose)));
      expect(new Set(pictures).size).toBe(avatarPoses.length);
    }
  });

  it('turns its head and closes its eyes in every pose in which it rests', () => {
    for (const kind of ['idle', 'sitting'] as const) {
      const pictures = [{}, { head: 1 }, { head: -1 }, { eyesAreClosed: true }] as const;
      const marks = pictures.map((pose) => JSON.stringify(marksOf(plain, 'S', { kind, ...pose })));
      expect(new Set(marks).size).toBe(pictures.length);
    }
  });

  it('turns its head from one facing towards the next, also where it is mirrored', () => {
    const { eye } = coloursOf(plain);
    const eyesSeen = (facing: Facing, head: -1 | 1): number =>
      marksOf(plain, facing, { kind: 'idle', head }).filter((mark) => mark.fill?.color === eye).length;
    // From W one goes on to NW, from E to SE.
    expect([eyesSeen('W', 1), eyesSeen('W', -1)]).toEqual([0, 2]);
    expect([eyesSeen('E', 1), eyesSeen('E', -1)]).toEqual([2, 0]);
  });

  it.each(facings)('shows the hand of a high five beside every head: %s', (facing) => {
    const pose: AvatarPose = { kind: 'idle', arms: 'highFive' };
    const turn = turnOf(facing);
    const raised = skeletonOf(turn, pose).arms.find(({ isRaised }) => isRaised);
    const { x, y } = project(turn, raised?.to ?? body(0, 0, 0));
    const hand = { x: turn.mirrored ? -x : x, y };
    const hidden = [...choicesByKind.hairStyle, ...choicesByKind.accessory].filter((look) => {
      const marks = marksOf(look, facing, pose);
      const { skin } = coloursOf(look);
      const ofHand = marks.findLastIndex(
        ({ fill, polygons }) =>
          fill?.color === skin && polygons.some((outline) => isSmallAround(outline, hand)),
      );
      return marks
        .slice(ofHand + 1)
        .some(({ fill, polygons }) => fill && polygons.some((outline) => contains(outline, hand)));
    });
    expect(hidden.map(({ hairStyle, accessory }) => `${hairStyle}, ${accessory}`)).toEqual([]);
  });

  it('sits lower than it stands', () => {
    for (const facing of facings) {
      expect(boundsOfAvatar(plain, facing, { kind: 'sitting' }).top).toBeGreaterThan(
        boundsOfAvatar(plain, facing, idle).top + 2,
      );
    }
  });

  it('has a number of its own for every pose', () => {
    const numbers = avatarPoses.map(numberOfPose);
    expect(new Set(numbers).size).toBe(avatarPoses.length);
    const last = {
      kind: 'sitting',
      breath: 1,
      eyesAreClosed: true,
      head: 1,
      lean: 1,
      arms: 'dance2',
    } as const;
    expect(Math.max(...numbers, numberOfPose(last))).toBe(poseNumbers - 1);
  });

  it('draws the same picture every time', () => {
    expect(marksOf(plain, 'SW', idle)).toEqual(marksOf(plain, 'SW', idle));
  });

  it('takes a moderate number of marks', () => {
    for (const look of avatarPresets) {
      for (const facing of facings) expect(marksOf(look, facing, idle).length).toBeLessThan(160);
    }
  });
});

describe('the mirrored facings', () => {
  const pairs = [
    ['SW', 'SE'],
    ['W', 'E'],
    ['NW', 'NE'],
  ] as const;

  /** Extents of all outlines, in the order of drawing. */
  const outlines = (facing: Facing): (readonly [number, number])[] =>
    marksOf(plain, facing, idle)
      .filter((mark) => mark.stroke !== undefined)
      .map(({ polygons }) => {
        const xs = polygons.flat().filter((_, index) => index % 2 === 0);
        return [Math.min(...xs), Math.max(...xs)] as const;
      });

  it('have the mirrored shapes of the drawn ones', () => {
    for (const [drawn, mirrored] of pairs) {
      const expected = outlines(drawn).map(([from, to]) => [-to, -from]);
      outlines(mirrored).forEach(([from, to], index) => {
        expect(from).toBeCloseTo(expected[index]?.[0] ?? NaN, 6);
        expect(to).toBeCloseTo(expected[index]?.[1] ?? NaN, 6);
      });
    }
  });

  it('are lit from the left like the drawn ones', () => {
    const leftOf = (polygons: Mark['polygons']): number =>
      Math.min(...polygons.flat().filter((_, index) => index % 2 === 0));
    const rightOf = (polygons: Mark['polygons']): number =>
      Math.max(...polygons.flat().filter((_, index) => index % 2 === 0));
    for (const facing of facings) {
      const marks = marksOf(plain, facing, idle);
      const { trousers, clothing } = coloursOf(plain);
      let litParts = 0;
      marks.forEach((mark, index) => {
        const whole = marks[index - 1];
        if (mark.fill?.color !== trousers && mark.fill?.color !== clothing) return;
        if (whole?.fill === undefined) return;
        litParts++;
        expect(leftOf(mark.polygons)).toBeCloseTo(leftOf(whole.polygons), 0);
        expect(rightOf(mark.polygons)).toBeLessThan(rightOf(whole.polygons) - 0.5);
      });
      expect(litParts).toBeGreaterThan(4);
    }
  });
});

describe('the shadow of an Avatar', () => {
  it('is an ellipse of 24 x 12 px, 3 px to the right and 2 px down', () => {
    expect(boundsOf(drawAvatarShadow)).toEqual({ left: -9, top: -4, right: 15, bottom: 8 });
  });
});
