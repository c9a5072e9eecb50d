import { composeLook, parseServerMessage } from '@atrium/protocol';
import { describe, expect, it } from 'vitest';
import { showNames } from './showNames.ts';

const guest = { personId: 'g', name: 'Ana', role: 'Guest' };
const look = composeLook(([first]) => first);
const peer = {
  ...guest,
  networkId: 1,
  look,
  status: 'available',
  hand: null,
  place: { x: 1, y: 1, facing: 'S', state: 'idle' },
};

describe('a Guest', () => {
  it.each([
    { type: 'snapshot', zoneId: 'ground', peers: [peer] },
    { type: 'peer.joined', peer },
    {
      type: 'people.list.ok',
      id: 1,
      people: [{ ...guest, status: 'available', look, zoneId: 'ground' }],
    },
    { type: 'knock.asked', knockId: 'k', doorId: 'd', person: { ...guest, look } },
    { type: 'knock.over', knockId: 'k', status: 'allowed', by: guest },
    { type: 'world.editing', by: guest },
    { type: 'room.askedToLeave', zoneId: 'ground', by: guest },
    { type: 'interact.ok', id: 1, granted: false, reason: 'occupied', holder: guest },
    { type: 'chat.message', from: guest, scope: 'zone', text: 'Ana' },
    { type: 'call.asked', callId: 'c', from: { ...guest, look }, zoneId: 'ground' },
  ])('is marked in $type', (message) => {
    const parsed = parseServerMessage(JSON.stringify(message));
    if (parsed.kind !== 'message') throw new Error(JSON.stringify(parsed));
    const shown = showNames(parsed.message, ({ name, role }) => `${role} ${name}`);
    expect(shown).toEqual(
      JSON.parse(JSON.stringify(parsed.message).replaceAll('"name":"Ana"', '"name":"Guest Ana"')),
    );
    expect(shown).not.toEqual(parsed.message);
  });
});
