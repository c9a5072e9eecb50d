import { inLongRuns, seedsUpTo, worldFromPlan } from '@atrium/world/testing';
import { describe, expect, it } from 'vitest';
import type { Fate, Passing } from '../session/testing/simulatedLink.ts';
import { seededRandom } from '../session/testing/virtualTime.ts';
import { SimulatedCall } from './testing/simulatedCall.ts';
import type { Talker } from './testing/simulatedCall.ts';

const plans = {
  directly: worldFromPlan(['########', '#tttttt#', '#t@tttt#', '#tttttt#', '########'], {
    zones: { t: { id: 'team', name: 'Team', type: 'TeamArea' } },
  }),
  'through the SFU': worldFromPlan(['########', '#mmmmmm#', '#m@mmmm#', '#mmmmmm#', '########'], {
    zones: { m: { id: 'meeting', name: 'Meeting', type: 'MeetingRoom' } },
  }),
};
const names = ['ana', 'ben', 'cleo'];
/** Once nothing is harmed any more, everybody hears whom they should within so long, in ms. */
const healsWithinMs = 30_000;

/** Three people to whom everything happens that networks, browsers and servers do, in an order that a seed decides. */
class Chaos {
  readonly call: SimulatedCall;
  readonly people = new Map<string, Talker>();
  readonly #random: () => number;

  constructor(how: keyof typeof plans, seed: number) {
    this.call = new SimulatedCall(plans[how], { seed });
    this.#random = seededRandom(seed);
  }

  async run(steps: number): Promise<void> {
    for (const name of names) this.people.set(name, this.#harmed(await this.call.enter(name)));
    for (let step = 0; step < steps; step++) {
      await this.#happen(this.#one([...this.people.values()]));
      await this.call.pass(this.#random() * 1_500);
    }
  }

  /** From here on nothing goes wrong. */
  calm(): void {
    this.call.peers.setDirectPossible(true);
    for (const { network } of this.people.values()) {
      network.tamper = () => 'passes';
      network.conditions.isUp = true;
      network.conditions.jitterMs = 0;
    }
  }

  /** Who hears whom and should not, or the other way round. */
  wrongs(): string[] {
    const all = [...this.people.values()];
    return all.flatMap((listener) =>
      all
        .filter((speaker) => speaker !== listener)
        .filter(
          (speaker) => this.call.hears(listener, speaker.name) !== speaker.engine.state.getState().isSending,
        )
        .map((speaker) => `${listener.name} and what ${speaker.name} says`),
    );
  }

  async #happen(talker: Talker): Promise<void> {
    const { engine, network, name } = talker;
    const isOn = engine.state.getState().microphone.isOn;
    const happenings: readonly (() => void | Promise<void>)[] = [
      () => engine.setMicrophone(!isOn),
      () => engine.setMicrophone(!isOn),
      () => [!isOn, isOn, !isOn].forEach((wanted) => engine.setMicrophone(wanted)),
      () => engine.setAudioOnly(!engine.state.getState().audioOnly),
      () => engine.setCamera(!engine.state.getState().camera.isOn),
      () => network.cut(),
      () => talker.session.networkChanged(),
      () => this.call.peers.setDirectPossible(!this.call.peers.isDirectPossible),
      () => this.call.sfu.rooms.at(-1)?.lose(),
      () => void (network.conditions.jitterMs = this.#random() * 400),
      async () => void this.people.set(name, this.#harmed(await this.call.reload(talker))),
    ];
    await this.#one(happenings)();
  }

  /** Some requests and replies about media are lost, refused or late. */
  #harmed(talker: Talker): Talker {
    talker.network.tamper = ({ direction, type, id }: Passing): Fate => {
      const isAboutMedia = type.startsWith('sfu.') || type.startsWith('media.');
      if (!isAboutMedia || id === undefined || this.#random() > 0.15) return 'passes';
      const error = { type: 'error', id, code: 'internal', message: 'Just this once.' };
      // What goes up one connection stays in order; replies come as they are ready.
      if (direction === 'up') return this.#one<Fate>(['lost', { answeredBy: error }]);
      return this.#one<Fate>(['lost', { replacedBy: error }, { lateMs: this.#random() * 5_000 }]);
    };
    return talker;
  }

  #one<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.#random() * items.length)];
    if (item === undefined) throw new Error('There is nothing to choose from.');
    return item;
  }
}

describe.each(['directly', 'through the SFU'] as const)('people who talk %s', (how) => {
  it.each(seedsUpTo(inLongRuns(100, 4)))(
    'hear whom they should, and nobody else, once all is calm (seed %i)',
    async (seed) => {
      const chaos = new Chaos(how, seed);
      await chaos.run(25);
      chaos.calm();
      try {
        await chaos.call.until(() => chaos.wrongs().length === 0, healsWithinMs);
      } finally {
        expect(chaos.wrongs()).toEqual([]);
      }
      // It was not so for a moment only.
      await chaos.call.pass(10_000);
      expect(chaos.wrongs()).toEqual([]);
    },
  );
});
