import { worldFromPlan } from '@atrium/world/testing';
import { describe, expect, it } from 'vitest';
import { SimulatedCall } from './testing/simulatedCall.ts';

const team = worldFromPlan(['########', '#tttttt#', '#t@tttt#', '#tttttt#', '########'], {
  zones: { t: { id: 'team', name: 'Team', type: 'TeamArea' } },
});
const meeting = worldFromPlan(['########', '#mmmmmm#', '#m@mmmm#', '#mmmmmm#', '########'], {
  zones: { m: { id: 'meeting', name: 'Meeting', type: 'MeetingRoom' } },
});

describe.each([
  ['directly', team],
  ['through the SFU', meeting],
])('people who talk %s', (_, world) => {
  it('hear each other, and nobody who is muted', async () => {
    const call = new SimulatedCall(world);
    const [ana, ben] = [await call.enter('ana'), await call.enter('ben')];
    ana.engine.setMicrophone(true);
    await call.until(() => call.hears(ben, 'ana'));
    expect(call.hears(ana, 'ben')).toBe(false);
    ben.engine.setMicrophone(true);
    await call.until(() => call.hears(ana, 'ben'));
    ana.engine.setMicrophone(false);
    await call.until(() => !call.hears(ben, 'ana'));
  });
});
