import { worldFromPlan } from '@atrium/world/testing';
import { describe, expect, it } from 'vitest';
import type { Fate, Passing } from '../session/testing/simulatedLink.ts';
import { SimulatedCall } from './testing/simulatedCall.ts';
import type { Talker } from './testing/simulatedCall.ts';

const meeting = worldFromPlan(['########', '#mmmmmm#', '#m@mmmm#', '#mmmmmm#', '########'], {
  zones: { m: { id: 'meeting', name: 'Meeting', type: 'MeetingRoom' } },
});
const team = worldFromPlan(['########', '#tttttt#', '#t@tttt#', '#tttttt#', '########'], {
  zones: { t: { id: 'team', name: 'Team', type: 'TeamArea' } },
});

/** Sound has to flow again within so long, in ms. */
const patienceMs = 8_000;

type Harm = 'refused' | 'refused although done' | 'request lost' | 'reply lost' | 'reply late';
const harms: readonly Harm[] = [
  'refused',
  'refused although done',
  'request lost',
  'reply lost',
  'reply late',
];
const requests = [
  'media.state',
  'sfu.join',
  'sfu.ready',
  'sfu.connect',
  'sfu.produce',
  'sfu.consume',
  'sfu.view',
] as const;

/** Does harm to the first request of a type of one person, and to no other. @returns whether it was done */
function harm({ network }: Pick<Talker, 'network'>, type: string, how: Harm, skip = 0): () => boolean {
  let left = skip;
  let id: number | undefined;
  let isDone = false;
  const error = () => ({ type: 'error', id, code: 'internal', message: 'Just this once.' });
  network.tamper = (message: Passing): Fate => {
    const isRequest = message.direction === 'up' && message.type === type;
    if (id === undefined && isRequest && left-- === 0) {
      id = message.id ?? -1;
      if (how === 'request lost') isDone = true;
      return how === 'request lost' ? 'lost' : 'passes';
    }
    if (id === undefined || isDone || message.direction !== 'down' || message.id !== id) return 'passes';
    isDone = true;
    if (how === 'reply lost') return 'lost';
    return how === 'reply late' ? { lateMs: 5_000 } : { replacedBy: error() };
  };
  if (how !== 'refused') return () => isDone;
  // Refused before the server has done anything: the request is replaced by one that it cannot carry out.
  network.tamper = (message: Passing): Fate => {
    if (isDone || message.direction !== 'up' || message.type !== type || left-- > 0) return 'passes';
    isDone = true;
    return { answeredBy: { type: 'error', id: message.id, code: 'internal', message: 'Just this once.' } };
  };
  return () => isDone;
}

describe.each(requests)('%s', (type) => {
  it.each(harms)('%s once leaves nobody silent: neither the one who asked nor the others', async (how) => {
    for (const victim of ['ana', 'ben']) {
      const call = new SimulatedCall(meeting);
      const done: (() => boolean)[] = [];
      const enter = async (name: string) => {
        const talker = await call.enter(name, {
          tamper: (network) => {
            if (name === victim) done.push(harm({ network }, type, how));
          },
        });
        talker.engine.setMicrophone(true);
        return talker;
      };
      const [ana, ben] = [await enter('ana'), await enter('ben')];
      const both = () => call.hears(ana, 'ben') && call.hears(ben, 'ana');
      await call.until(both, patienceMs, `${type} of ${victim}: sound both ways`);
      // What was late may do harm after all.
      await call.pass(6_000);
      expect([both(), done.every((isDone) => isDone())]).toEqual([true, true]);
    }
  });
});

describe('a microphone on the SFU', () => {
  it.each(harms)('is heard again when the produce after a change of rooms is %s', async (how) => {
    const call = new SimulatedCall(meeting);
    const [ana, ben] = [await call.enter('ana'), await call.enter('ben')];
    ana.engine.setMicrophone(true);
    await call.until(() => call.hears(ben, 'ana'));
    harm(ana, 'sfu.produce', how);
    call.sfu.rooms.at(-1)?.lose();
    await call.until(() => call.hears(ben, 'ana'), patienceMs);
  });

  it('that is switched off and on in one burst ends as it was wanted last', async () => {
    for (const world of [meeting, team]) {
      const call = new SimulatedCall(world);
      const [ana, ben] = [await call.enter('ana'), await call.enter('ben')];
      ana.engine.setMicrophone(true);
      await call.until(() => call.hears(ben, 'ana'));
      for (const isOn of [false, true, false, true]) ana.engine.setMicrophone(isOn);
      await call.pass(2_000);
      expect(call.hears(ben, 'ana')).toBe(true);
      for (const isOn of [false, true, false]) ana.engine.setMicrophone(isOn);
      await call.pass(2_000);
      expect(call.hears(ben, 'ana')).toBe(false);
    }
  });

  it('and a camera that was taken back stays away, however late a reply to produce comes', async () => {
    const call = new SimulatedCall(meeting);
    const [ana, ben] = [await call.enter('ana'), await call.enter('ben')];
    const shown = [{ personId: 'ana', source: 'camera', widthPx: 200, heightPx: 100 }] as const;
    ben.engine.setShown(shown);
    harm(ana, 'sfu.produce', 'reply late');
    ana.engine.setCamera(true);
    await call.pass(1_000);
    ana.engine.setCamera(false);
    await call.pass(8_000);
    const room = call.sfu.rooms.at(-1);
    expect([room?.members.get('ana')?.sources, call.sees(ben, 'ana')]).toEqual([[], false]);
    ana.engine.setCamera(true);
    await call.until(() => call.sees(ben, 'ana'), patienceMs);
  });
});

describe('what is published while somebody is not connected to the server', () => {
  it('is received once they are back, in the room that they have kept', async () => {
    const call = new SimulatedCall(meeting);
    const [ana, ben] = [await call.enter('ana'), await call.enter('ben')];
    ana.engine.setShown([{ personId: 'ben', source: 'camera', widthPx: 200, heightPx: 100 }]);
    ben.engine.setMicrophone(true);
    await call.until(() => call.hears(ana, 'ben'));
    ana.network.conditions.isUp = false;
    ana.network.cut();
    ben.engine.setCamera(true);
    await call.pass(3_000);
    ana.network.conditions.isUp = true;
    await call.until(() => call.sees(ana, 'ben') && call.hears(ana, 'ben'), 20_000);
  });
});

describe('signals between two Clients', () => {
  it.each([0, 1, 2, 3])('of which the %ith is lost still lead to sound both ways', async (skip) => {
    for (const victim of ['ana', 'ben']) {
      const call = new SimulatedCall(team);
      const enter = async (name: string) => {
        const talker = await call.enter(name, {
          tamper: (network) => {
            if (name === victim) harm({ network }, 'media.signal', 'request lost', skip);
          },
        });
        talker.engine.setMicrophone(true);
        return talker;
      };
      const [ana, ben] = [await enter('ana'), await enter('ben')];
      const both = () => call.hears(ana, 'ben') && call.hears(ben, 'ana');
      await call.until(both, 12_000, `signal ${skip} of ${victim}: sound both ways`);
    }
  });
});
