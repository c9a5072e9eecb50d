import { describe, expect, test } from 'vitest';
import type { MediaState } from '../media/mediaControl.ts';
import { quietMediaState, quietPerson } from '../media/testing/fakeMediaControl.ts';
import { en } from '../strings/en.ts';
import { worldFromPlan } from '@atrium/world/testing';
import { SimulatedCall } from '../media/testing/simulatedCall.ts';
import { isForTheEyes, mediaNews, mediaNewsText } from './mediaNews.ts';
import type { MediaNews } from './mediaNews.ts';

const on = { isOn: true, isStarting: false, problem: undefined } as const;
const people = (...all: ReturnType<typeof quietPerson>[]) => new Map(all.map((one) => [one.personId, one]));
const nameOf = (personId: string) => (personId === 'ana' ? 'Ana' : undefined);
const told = (before: Partial<MediaState>, after: Partial<MediaState>) =>
  mediaNews({ ...quietMediaState, ...before }, { ...quietMediaState, ...after }, () => '');
const texts = (before: Partial<MediaState>, after: Partial<MediaState>) =>
  told(before, after).map((news) => mediaNewsText(news, en, nameOf));

const office = worldFromPlan(['############', '#..ttttssss#', '#..tt@tssss#', '############'], {
  zones: {
    t: { id: 'team', name: 'Team', type: 'TeamArea' },
    s: { id: 'studio', name: 'Studio', type: 'TeamArea' },
  },
});

describe('news of media', () => {
  test('a switch is told when it works, not while the device is being opened', () => {
    expect(texts({}, { microphone: { ...on, isStarting: true } })).toEqual([]);
    expect(texts({ microphone: { ...on, isStarting: true } }, { microphone: on })).toEqual([
      'Microphone on.',
    ]);
    expect(texts({ microphone: on }, {})).toEqual(['Microphone off.']);
  });

  test('a device that cannot be opened says why, once', () => {
    const broken = { isOn: false, isStarting: false, problem: 'in-use' } as const;
    expect(texts({}, { camera: broken })).toEqual([
      'Camera: another app is using it. Close that app and try again.',
    ]);
    expect(texts({ camera: broken }, { camera: broken, isSelfSpeaking: true })).toEqual([]);
  });

  test('a camera that was switched off for the machine’s sake says so instead of that it is off', () => {
    expect(texts({ camera: on }, { cameraPausedBy: 'power' })).toEqual([
      'Your camera was turned off to save power. To keep it on, turn it on again.',
    ]);
  });

  describe('of a Zone that turns camera and screen off', () => {
    const zoneNameOf = (zoneId: string) => (zoneId === 'studio' ? 'Studio' : 'Lounge');
    const walkWith = async (sources: readonly ('camera' | 'screen')[], x: number) => {
      const call = new SimulatedCall(office);
      const { engine, session } = await call.enter('ana');
      const isOn = () => sources.every((source) => engine.state.getState()[source].isOn);
      if (sources.includes('camera')) engine.setCamera(true);
      if (sources.includes('screen')) engine.setScreen(true);
      await call.until(isOn);
      const news: MediaNews[] = [];
      engine.state.subscribe((after, before) => news.push(...mediaNews(before, after, zoneNameOf)));
      const from = engine.state.getState().rules;
      session.walkTo({ x, y: 1.5 });
      await call.until(() => engine.state.getState().rules !== from);
      await call.pass(3_000);
      return { call, engine, news };
    };

    test('it is told once, to eyes and ears, with where cameras are allowed', async () => {
      const { news } = await walkWith(['camera'], 1.5);
      expect(news.map((one) => mediaNewsText(one, en, nameOf))).toEqual([
        'Cameras are off in Lounge. Go to a team area or meeting room.',
      ]);
      expect(news.every(isForTheEyes)).toBe(true);
    });

    test('where cameras are allowed, it is told that it can be turned on again', async () => {
      const { news } = await walkWith(['camera'], 9.5);
      expect(news.map((one) => mediaNewsText(one, en, nameOf))).toEqual([
        'Your camera was turned off when you entered Studio. You can turn it on again.',
      ]);
    });

    test('nothing is told where camera and screen were off', async () => {
      expect((await walkWith([], 1.5)).news).toEqual([]);
    });

    test('a screen that ends with it is told of, too', async () => {
      const { news } = await walkWith(['screen'], 1.5);
      expect(news.map((one) => mediaNewsText(one, en, nameOf))).toEqual([
        'Screen sharing is off in Lounge. Go to a team area or meeting room.',
      ]);
    });
  });

  test('a camera that is paused for the machine’s sake is told of once', async () => {
    const call = new SimulatedCall(office);
    const { engine } = await call.enter('ana');
    const isOn = () => engine.state.getState().camera.isOn;
    engine.setCamera(true);
    await call.until(isOn);
    const news: MediaNews[] = [];
    engine.state.subscribe((after, before) => news.push(...mediaNews(before, after, () => '')));
    engine.pauseCamera('power');
    expect(news).toEqual([{ kind: 'plain', what: 'cameraPausedForPower' }]);
  });

  test('a screen that appears or goes is told with the name; who leaves with it is not told of twice', () => {
    const sharing = people(quietPerson('ana', { screen: true }));
    expect(texts({}, { people: sharing })).toEqual(['Ana is sharing their screen.']);
    expect(texts({ people: sharing }, { people: people(quietPerson('ana')) })).toEqual([
      'Ana stopped sharing their screen.',
    ]);
    expect(texts({ people: sharing }, {})).toEqual([]);
  });

  test('a Topology is told of where it is trouble, not where it serves', () => {
    expect(told({}, { reason: 'few-people' })).toEqual([]);
    expect(told({ reason: 'few-people' }, { reason: 'no-sfu' })).toEqual([
      { kind: 'reason', reason: 'no-sfu' },
    ]);
  });

  test('whom one has not reached for a while is told with the name and what to do, once', () => {
    const [news] = texts({}, { unreachable: ['ana'] });
    expect(news).toMatch(/^You and Ana can’t hear each other: .* VPN/);
    expect(told({}, { unreachable: ['ana'] }).map(isForTheEyes)).toEqual([true]);
    expect(told({ unreachable: ['ana'] }, { unreachable: ['ana'], isSelfSpeaking: true })).toEqual([]);
    expect(told({ unreachable: ['ana'] }, {})).toEqual([]);
  });

  test('an interruption is told once it lasts, not where a path is lost for a moment', () => {
    const ana = people(quietPerson('ana', { quality: 'lost' }));
    expect(told({}, { quality: 'lost', people: ana })).toEqual([]);
    expect(told({ quality: 'lost', people: ana }, { people: people(quietPerson('ana')) })).toEqual([]);
    const lasting = { quality: 'lost', isInterrupted: true, people: ana } as const;
    expect(texts({ quality: 'lost', people: ana }, lasting)).toEqual(['Sound and video are interrupted.']);
    expect(texts(lasting, { people: people(quietPerson('ana')) })).toEqual(['Sound and video are back.']);
    // Who was not heard any more has left: nothing is back.
    expect(texts(lasting, {})).toEqual([]);
    expect(told({ isServerLost: true }, { ...lasting, isServerLost: true })).toEqual([]);
  });

  test('who talks is told of those whose browser cannot do calls, once, where all would hear', () => {
    const without = { people: people(quietPerson('ana', { canCall: false })) };
    const [news] = texts(without, { ...without, isSending: true });
    expect(news).toMatch(/^You and Ana can’t hear each other: their browser/);
    expect(texts({ isSending: true }, { ...without, isSending: true })).toEqual([news]);
    expect(texts({}, without)).toEqual([]);
    const talking = { ...without, isSending: true };
    expect(told(talking, { ...talking, isSelfSpeaking: true })).toEqual([]);
    const rules = quietMediaState.rules && { ...quietMediaState.rules, positional: true };
    expect(texts({ ...without, rules }, { ...talking, rules })).toEqual([]);
  });

  test('what people did themselves is said to the ears alone, what others did is written too', () => {
    const rules = quietMediaState.rules && { ...quietMediaState.rules, muted: true };
    expect(told({}, { doNotDisturb: true }).map(isForTheEyes)).toEqual([false]);
    expect(told({}, { rules }).map(isForTheEyes)).toEqual([true]);
  });
});
