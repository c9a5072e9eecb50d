import { worldFromPlan } from '@atrium/world/testing';
import { createStore } from 'zustand/vanilla';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { silentLog } from '../log/log.ts';
import { SignBook } from '../presence/signBook.ts';
import { SimulatedOffice } from '../session/testing/simulatedOffice.ts';
import type { WorldSession } from '../session/worldSession.ts';
import type { BlockedPeople } from '../settings/blockedPeople.ts';
import type { SoundName } from '../sounds/soundNames.ts';
import { ShownStrings } from '../strings/shownStrings.ts';
import { Announcer } from './announcer.ts';
import { Notices } from './notices.ts';
import { createPictureWishes } from './pictureWishes.ts';
import { StatusKeeper } from './statusKeeper.ts';
import { subscribeToExpressions } from './subscribeToExpressions.ts';
import { createSurfaceStore } from './surface.ts';
import { waveAtNearest } from './togetherActions.ts';

const hall = worldFromPlan([
  '########', //
  '#.@....#',
  '#......#',
  '########',
]);

/** What a person's page shows, says and plays. */
function pageOf(session: WorldSession, office: SimulatedOffice) {
  const said: string[] = [];
  const played: SoundName[] = [];
  const strings = new ShownStrings(silentLog);
  const never = () => () => undefined;
  const visit = {
    session,
    signs: new SignBook(),
    surface: createSurfaceStore(session.state, 'Hall'),
    picture: createPictureWishes(),
    notices: new Notices(() => office.time.now()),
    announcer: new Announcer({
      after: never,
      strings: () => strings.store.getState().strings,
      say: (text) => said.push(text),
    }),
    status: new StatusKeeper(never),
  };
  const blocked: BlockedPeople = createStore<ReturnType<BlockedPeople['getState']>>(() => []);
  const sounds = { play: (name: SoundName) => played.push(name) };
  const services = { strings, sounds, blocked };
  subscribeToExpressions(visit, services);
  return { visit, services, said, played, wavedBy: () => visit.surface.getState().wavedBy?.name };
}

/** Ana, Ben, Cem and Dan side by side, and what Ana's page makes of them. */
async function fourPeople() {
  const office = new SimulatedOffice(hall);
  vi.spyOn(performance, 'now').mockImplementation(() => office.time.now());
  const ana = await office.visit('ana', { name: 'Ana' });
  const [ben, cem, dan] = [
    await office.visit('ben', { name: 'Ben' }),
    await office.visit('cem', { name: 'Cem' }),
    await office.visit('dan', { name: 'Dan' }),
  ];
  const wave = async (from: WorldSession, to: string) => {
    const isDone = from.together.wave(to);
    await office.frames(30);
    await isDone;
  };
  const sessions = { ana: ana.session, ben: ben.session, cem: cem.session, dan: dan.session };
  return { office, wave, ...sessions, page: pageOf(ana.session, office) };
}

afterEach(() => void vi.restoreAllMocks());

describe('a wave', () => {
  it('at oneself waits for an answer, whatever others do meanwhile', async () => {
    const { wave, ben, cem, dan, page } = await fourPeople();
    await wave(ben, 'ana');
    expect([page.wavedBy(), page.said, page.played]).toEqual(['Ben', ['Ben is waving at you.'], ['message']]);
    await wave(cem, 'dan');
    await wave(dan, 'cem');
    expect(page.said.at(-1)).toBe('Dan and Cem gave each other a high five');
    expect(page.wavedBy()).toBe('Ben');
  });

  it('is answered by a high five', async () => {
    const { wave, ana, ben, page } = await fourPeople();
    await wave(ben, 'ana');
    await wave(ana, 'ben');
    expect([page.said.at(-1), page.wavedBy()]).toEqual(['High five with Ben!', undefined]);
  });

  it('of one’s own is told, too: who does not see the World knows whom it was for', async () => {
    const { wave, ana, page } = await fourPeople();
    await wave(ana, 'cem');
    expect(page.said).toEqual(['You waved at Cem.']);
  });

  it('at the nearest person passes over those whom one has blocked', async () => {
    const { office, page } = await fourPeople();
    page.services.blocked.setState(
      ['Ben', 'Dan'].map((name) => ({ personId: name.toLowerCase(), name })),
      true,
    );
    const isDone = waveAtNearest(page.visit, page.services);
    await office.frames(30);
    await isDone;
    expect(page.visit.signs.of('ana').gesture?.towards).toBe('cem');
  });
});
