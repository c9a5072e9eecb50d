import { createWorldSpace } from '@atrium/world';
import { officeWorld } from '@atrium/world/testing';
import { expect, it } from 'vitest';
import type { InteractionAnswer } from '../session/objectSignals.ts';
import { runInteractionChain } from './objectChain.ts';
import type { ChainParts } from './objectChain.ts';

const space = createWorldSpace(officeWorld());
const computer = space.object('computer');
const [seat] = space.seats.filter(({ id }) => id.startsWith('chair-2-8'));
const granted: InteractionAnswer = { granted: true };
const occupied: InteractionAnswer = { granted: false, reason: 'occupied', holderName: 'Ben' };

/** What a chain did, in order; what each step answers is for the test to say. */
async function run(answers: Partial<ChainParts>) {
  const steps: string[] = [];
  if (computer === undefined || seat === undefined) throw new Error('The office has a workplace.');
  const parts: ChainParts = {
    space,
    ownSeatId: () => undefined,
    isSeatTaken: () => false,
    goTo: async () => ({ kind: 'arrived' }),
    sitOn: () => true,
    interact: async () => granted,
    ...answers,
  };
  const outcome = await runInteractionChain(
    {
      ...parts,
      goTo: (goal) => (steps.push(`go ${goal.kind}`), parts.goTo(goal)),
      sitOn: (id) => (steps.push(`sit ${id}`), parts.sitOn(id)),
      interact: (id) => (steps.push(`ask ${id}`), parts.interact(id)),
    },
    computer,
  );
  return { steps, outcome };
}

it('goes to the Chair of the Computer, gets it, sits down, and then asks for the Computer', async () => {
  const { steps, outcome } = await run({});
  expect(steps).toEqual(['go beside-seat', `ask ${seat?.id}`, `sit ${seat?.id}`, 'ask computer']);
  expect(outcome).toEqual({ ok: true });
});

it('needs no walk where one sits there already', async () => {
  const { steps } = await run({ ownSeatId: () => seat?.id });
  expect(steps).toEqual(['ask computer']);
});

it.each([
  ['every Chair is taken', { isSeatTaken: () => true }, { kind: 'no-chair' }, []],
  ['there is no way', { goTo: async () => undefined }, { kind: 'no-way' }, ['go beside-seat']],
  [
    'the person wants something else',
    { goTo: async () => ({ kind: 'interrupted' }) as const },
    { kind: 'interrupted' },
    ['go beside-seat'],
  ],
  [
    'somebody was faster at the Chair',
    { interact: async () => occupied },
    { kind: 'denied', answer: occupied },
    ['go beside-seat', `ask ${seat?.id}`],
  ],
])('says so where %s, and uses nothing', async (_when, answers, failure, done) => {
  const { steps, outcome } = await run(answers);
  expect(outcome).toEqual({ ok: false, failure });
  expect(steps).toEqual(done);
});

it('says who has the Computer where only that is taken', async () => {
  const { outcome } = await run({ interact: async (id) => (id === 'computer' ? occupied : granted) });
  expect(outcome).toEqual({ ok: false, failure: { kind: 'denied', answer: occupied } });
});
