import { describe, expect, test } from 'vitest';
import { zoneRules } from '@atrium/world';
import type { ZoneInfo } from '@atrium/world';
import type { MediaState } from '../../media/mediaControl.ts';
import { createFakeMediaControl } from '../../media/testing/fakeMediaControl.ts';
import type { MediaNews, OwnSource } from '../../visit/mediaNews.ts';
import { pressSwitch } from './pressSwitch.ts';

const zone = (type: ZoneInfo['type']): ZoneInfo => ({
  id: 'z',
  name: 'Z',
  type,
  rules: zoneRules({ type }),
  maxPeople: undefined,
  within: undefined,
});
const press = (source: OwnSource, start: Partial<MediaState>, type: ZoneInfo['type'] = 'TeamArea') => {
  const media = createFakeMediaControl(start);
  const told: MediaNews[] = [];
  pressSwitch(media, source, zone(type), (news) => told.push(news));
  return { told, isOn: media.state.getState()[source].isOn };
};

describe('pressing a switch', () => {
  test('turns it on, and says nothing more', () => {
    expect(press('microphone', {})).toEqual({ told: [], isOn: true });
    expect(press('camera', {})).toEqual({ told: [], isOn: true });
  });

  test('where the Zone has no cameras, says so and turns nothing on', () => {
    expect(press('camera', {}, 'OpenArea')).toEqual({
      told: [{ kind: 'notAllowed', source: 'camera', why: 'zone', zoneName: 'Z' }],
      isOn: false,
    });
  });

  test('does not undo do not disturb behind the person’s back', () => {
    expect(press('microphone', { doNotDisturb: true })).toEqual({
      told: [{ kind: 'doNotDisturbIsOn' }],
      isOn: false,
    });
  });

  test('with a problem explains it and tries again', () => {
    const broken = { isOn: false, isStarting: false, problem: 'in-use' } as const;
    expect(press('microphone', { microphone: broken })).toEqual({
      told: [{ kind: 'problem', source: 'microphone', problem: 'in-use' }],
      isOn: true,
    });
  });
});
