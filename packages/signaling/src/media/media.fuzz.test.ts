import { describe, expect, it } from 'vitest';
import { inLongRuns, seedsUpTo } from '@atrium/world/testing';
import { defaultMediaThresholds } from '../limits.ts';
import { seededRandom } from '../testing/fakePorts.ts';
import { FakeSfu } from '../testing/fakeSfu.ts';
import { checkHearing, checkMedia, checkPlan } from '../testing/mediaInvariants.ts';
import { Office } from '../testing/office.ts';
import { talkPlan } from '../testing/plans.ts';
import { Talker } from '../testing/talker.ts';

const thresholds = {
  ...defaultMediaThresholds,
  p2pMaxPeople: 3,
  p2pReturnMargin: 1,
  p2pReturnMs: 2_000,
  keptAfterLossMs: 5_000,
};
const people = ['Ana:Editor', 'Ben', 'Cem', 'Dana', 'Eli', 'Fay'];
/** TeamArea, MeetingRoom, both sides of the Door, PrivateRoom. */
const places = [2.5, 7.5, 10.5, 12.5, 13.5, 15.5];

/** People who talk, walk, mute, lose their connection and lie, the same for the same seed. */
class Talk {
  readonly sfu = new FakeSfu();
  readonly office = new Office(talkPlan(), { media: thresholds, detachedMs: 1_000 }, this.sfu);
  readonly #random: () => number;
  readonly #talkers = new Map<string, Talker>();

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  async act(): Promise<void> {
    const who = this.#oneOf(people);
    const talker = this.#talkers.get(who);
    if (talker === undefined || talker.client.isGone) {
      const holds = talker === undefined || this.#random() < 0.5 ? [] : linkIdsOf(talker);
      this.#talkers.set(who, await Talker.enter(this.office, who, { holds }, talker?.client.ticket));
    } else await this.#actAs(talker);
    this.check();
    await this.#pass(this.#random() < 0.05 ? 6_000 : this.#random() * 300);
  }

  /** Time passes, and everybody who is there goes on being there. */
  async settle(): Promise<void> {
    await this.#pass(8_000);
    await this.#pass(20);
    const world = this.office.server.liveWorlds.get('office');
    for (const [who, talker] of this.#talkers) {
      if (world !== undefined && !talker.client.isGone) checkPlan(talker, world, idOf(who));
    }
  }

  check(): void {
    const world = this.office.server.liveWorlds.get('office');
    if (world !== undefined) checkMedia(world, this.sfu);
  }

  async #actAs(talker: Talker): Promise<void> {
    const dice = this.#random();
    const other = idOf(this.#oneOf(people));
    if (dice < 0.25) await this.#walk(talker);
    else if (dice < 0.45) await talker.switch(this.#switches());
    else if (dice < 0.65) await this.#listen(talker);
    else if (dice < 0.75) await talker.consume(other, this.#oneOf(['microphone', 'camera', 'screen']));
    else if (dice < 0.8) await talker.produce(this.#oneOf(['microphone', 'camera', 'screen']));
    else if (dice < 0.84) this.#sayOfLinks(talker);
    else if (dice < 0.88)
      await talker.ask({ type: 'moderation.mute', personId: other, muted: this.#random() < 0.5 });
    else if (dice < 0.93) talker.client.drop();
    else if (dice < 0.96) this.sfu.openRooms[0]?.lose();
    else this.sfu.isAvailable = !this.sfu.isAvailable;
  }

  async #walk(talker: Talker): Promise<void> {
    const y = 1.5 + Math.floor(this.#random() * 3);
    // The Door is in the middle row.
    if (talker.client.place !== undefined) await this.office.walk(talker.client, talker.client.place.x, 2.5);
    await this.office.walk(talker.client, this.#oneOf(places), 2.5);
    if (talker.client.place !== undefined) await this.office.walk(talker.client, talker.client.place.x, y);
  }

  /** Joins the room and receives everything from everybody there. */
  async #listen(talker: Talker): Promise<void> {
    await talker.joinSfu();
    for (const source of ['camera', 'screen']) await talker.produce(source);
    for (const personId of talker.client.last('media.plan')?.links.map((link) => link.personId) ?? []) {
      for (const source of ['microphone', 'camera', 'screen']) await talker.consume(personId, source);
    }
  }

  #sayOfLinks(talker: Talker): void {
    const linkIds = [...linkIdsOf(talker), 'p-made-up'];
    const links = linkIds.map((linkId) => ({
      linkId,
      state: this.#oneOf(['failed', 'connected']),
      loss: 1,
      relayed: true,
    }));
    talker.say({ type: 'media.live', linkIds });
    talker.say({ type: 'media.report', links });
    talker.say({ type: 'media.signal', linkId: this.#oneOf(linkIds), candidate: null });
  }

  #switches() {
    const chance = (share: number) => this.#random() < share;
    return { microphone: chance(0.7), camera: chance(0.4), screen: chance(0.2), doNotDisturb: chance(0.15) };
  }

  async #pass(ms: number): Promise<void> {
    for (let passedMs = 0; passedMs < ms; passedMs += 1_000) {
      for (const { client } of this.#talkers.values()) client.request('ping');
      await this.office.pass(Math.min(1_000, ms - passedMs));
      this.check();
    }
    // Plans follow within a turn of the server's clock.
    await this.office.pass(20);
    for (const talker of this.#talkers.values()) if (!talker.client.isGone) checkHearing(talker);
  }

  #oneOf<Item>(list: readonly [Item, ...Item[]] | readonly Item[]): Item {
    const item = list[Math.floor(this.#random() * list.length)];
    if (item === undefined) throw new Error('Nothing to choose from.');
    return item;
  }
}

function idOf(who: string): string {
  return (who.split(':')[0] ?? who).toLowerCase();
}

function linkIdsOf(talker: Talker): string[] {
  const plan = talker.client.last('media.plan');
  return plan?.links.map(({ linkId }) => linkId) ?? [];
}

describe('people who talk and do anything at all', () => {
  it.each(seedsUpTo(inLongRuns(200, 5)))(
    'are heard by those who see them and nobody else, and never while muted: seed %i',
    async (seed) => {
      const talk = new Talk(seed);
      for (let action = 0; action < 150; action++) await talk.act();
      await talk.settle();
      expect(talk.office.problems.reported.filter((what) => !what.startsWith('opening a room'))).toEqual([]);
    },
  );
});
