import { worldFromPlan } from '@atrium/world/testing';
import { describe, expect, it } from 'vitest';
import { SimulatedCall } from './testing/simulatedCall.ts';
import type { Talker } from './testing/simulatedCall.ts';

const meeting = worldFromPlan(['########', '#mmmmmm#', '#m@mmmm#', '#mmmmmm#', '########'], {
  zones: { m: { id: 'meeting', name: 'Meeting', type: 'MeetingRoom', maxPeople: 16 } },
});
const stateOf = ({ engine }: Talker) => engine.state.getState();
const wordMs = 1_000;

/** A MeetingRoom of ten people with open microphones, who all hear each other. */
async function crowd() {
  const call = new SimulatedCall(meeting);
  const talkers: Talker[] = [];
  for (const name of 'abcdefghij') talkers.push(await call.enter(name));
  for (const { engine } of talkers) engine.setMicrophone(true);
  const [first, ...others] = talkers;
  if (first === undefined) throw new Error('Nobody is here.');
  const isHeardByAll = (name: string) =>
    talkers.every((talker) => talker.name === name || call.hears(talker, name));
  await call.until(() => talkers.every(({ name }) => isHeardByAll(name)), 20_000);
  return { call, talkers, first, others, isHeardByAll };
}

describe('where many microphones are open', () => {
  it('people are told that the loudest voices are heard, and no longer once fewer are open', async () => {
    const { call, talkers, first, others } = await crowd();
    expect(talkers.map((talker) => stateOf(talker).areVoicesChosen)).toEqual(Array(10).fill(true));
    expect(stateOf(first).heardBy).toHaveLength(9);
    // Eight stay open, of which everybody hears all.
    for (const { engine } of others.slice(0, 2)) engine.setMicrophone(false);
    await call.until(() => talkers.every((talker) => !stateOf(talker).areVoicesChosen));
  });

  it('who unmutes after a while is received again, and heard within a second', async () => {
    const { call, talkers, first, isHeardByAll } = await crowd();
    first.engine.setMicrophone(false);
    await call.pass(12_000);
    const receivedFromFirst = () =>
      call.sfu.rooms.flatMap((room) =>
        [...room.members.values()].flatMap(({ consumers }) =>
          [...consumers.values()].filter(({ personId }) => personId === 'a'),
        ),
      );
    expect(receivedFromFirst()).toEqual([]);
    first.engine.setMicrophone(true);
    await call.until(() => isHeardByAll('a'), wordMs);
    expect(receivedFromFirst()).toHaveLength(talkers.length - 1);
  });
});
