import { decodeMoveIntent } from '@atrium/protocol';
import type { MoveIntent } from '@atrium/protocol';
import { createWorldSpace, noRestrictions } from '@atrium/world';
import { worldFromPlan } from '@atrium/world/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { IntentSender } from './intentSender.ts';
import type { OwnPlace } from './ownAvatarEvents.ts';

const space = createWorldSpace(worldFromPlan(['.....', '..#..', '.....']));
const place = (x: number, y: number, facing: OwnPlace['facing'] = 'S'): OwnPlace => ({
  position: { x, y },
  zoneId: 'ground',
  facing,
  state: 'walking',
});

let sent: MoveIntent[];
let sender: IntentSender;
beforeEach(() => {
  sent = [];
  sender = new IntentSender(
    space,
    noRestrictions,
    (bytes) => {
      const intent = decodeMoveIntent(bytes);
      if (intent !== undefined) sent.push(intent);
    },
    place(1.6875, 1.5),
  );
});

describe('IntentSender', () => {
  it('tells of the place before a step that the server could not join, even when no MoveIntent is due', () => {
    const corner = place(1.6875, 0.6875);
    sender.beforeStep(corner, { position: { x: 1.75, y: 0.6875 }, zoneId: 'ground' }, 1_000, 1_000);
    expect(sent).toMatchObject([{ x: 1.6875, y: 0.6875 }]);
    sender.beforeStep(corner, { position: { x: 1.75, y: 0.6875 }, zoneId: 'ground' }, 1_016, 1_016);
    expect(sent).toHaveLength(1);
  });

  it('lets four changes out at once, then 15 a second, and the last one always', () => {
    for (let ms = 0; ms < 1_000; ms += 10) {
      sender.afterStep(place(1.6875, 1.5, ms % 20 === 0 ? 'N' : 'E'), 5_000 + ms, 5_000 + ms);
    }
    expect(sent.length).toBeLessThanOrEqual(4 + 15);
    const last = place(1.6875, 1.5, 'W');
    for (let ms = 1_000; ms < 1_080; ms += 16) sender.afterStep(last, 5_000 + ms, 5_000 + ms);
    expect(sent.at(-1)).toMatchObject({ facing: 'W' });
    expect(sender.isTold(last)).toBe(true);
  });

  it('says how old the place is', () => {
    sender.tell(place(1, 1), 1_000, 1_012);
    expect(sent[0]?.ageMs).toBe(12);
  });
});
