import { describe, expect, it } from 'vitest';
import { pasteFragment, seatsOf, unpackTiles, validateWorld } from '@atrium/world';
import { worldFromPlan } from '@atrium/world/testing';
import { choicesOfDesign, furnishedRoom, roomDesigns } from './furnishedRooms.ts';

/** Floor around the largest of them. */
function openFloor() {
  const row = '.'.repeat(18);
  return unpackTiles(worldFromPlan([`@${row.slice(1)}`, ...new Array<string>(17).fill(row)]));
}

describe.each(roomDesigns)('the furnished room %s', (design) => {
  it.each([0, 1, 2, 3])('turned by %i quarters has nothing wrong with it', (turns) => {
    let number = 0;
    const newId = (kind: string) => `${kind}-new-${++number}`;
    const fragment = furnishedRoom(design, { name: 'A room', access: choicesOfDesign(design).door, turns });
    const pasted = pasteFragment(openFloor(), fragment, { x: 2, y: 2 }, newId);
    expect(pasted.ok && validateWorld(pasted.world).map(({ code, message }) => [code, message])).toEqual([]);
    expect(fragment.zones).toMatchObject([{ name: 'A room' }]);
    expect(fragment.doors).toHaveLength(1);
  });
});

it('rooms to meet in have as many seats as their names say', () => {
  const seats = (design: 'meeting6' | 'meeting12') =>
    furnishedRoom(design, { name: 'A room', access: { type: 'open' }, turns: 0 }).objects.flatMap((object) =>
      seatsOf(object),
    ).length;
  expect([seats('meeting6'), seats('meeting12')]).toEqual([6, 12]);
});
