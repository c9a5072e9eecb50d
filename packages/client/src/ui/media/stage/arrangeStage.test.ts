import { describe, expect, test } from 'vitest';
import { arrangeStage, stageMode } from './arrangeStage.ts';
import type { StageWishes } from './arrangeStage.ts';

const arrange = (changes: Partial<StageWishes>) =>
  arrangeStage({
    view: 'grid',
    selfId: 'me',
    people: ['me', 'ana', 'ben'],
    screens: [],
    pinnedId: undefined,
    screenOf: undefined,
    speakerId: undefined,
    ...changes,
  });

describe('what a meeting shows large', () => {
  test('nobody in the grid', () => {
    expect(arrange({ speakerId: 'ben' })).toEqual({ main: undefined, tiles: ['me', 'ana', 'ben'] });
  });

  test('in speaker view who speaks, before anyone has spoken somebody else, never oneself', () => {
    expect(arrange({ view: 'speaker', speakerId: 'ben' })).toEqual({
      main: { kind: 'person', personId: 'ben' },
      tiles: ['me', 'ana'],
    });
    expect(arrange({ view: 'speaker' }).main?.personId).toBe('ana');
    expect(arrange({ view: 'speaker', people: ['me'] }).main).toBeUndefined();
  });

  test('the latest screen, or the one that was chosen; one’s own only then', () => {
    expect(arrange({ screens: ['ana', 'ben'] }).main).toEqual({ kind: 'screen', personId: 'ben' });
    expect(arrange({ screens: ['ana', 'ben'], screenOf: 'ana' }).main?.personId).toBe('ana');
    expect(arrange({ screens: ['me'] }).main).toBeUndefined();
    expect(arrange({ screens: ['me'], screenOf: 'me' }).main?.personId).toBe('me');
  });

  test('who is pinned stays, whoever speaks or shares, until they leave', () => {
    const pinned = { pinnedId: 'ana', speakerId: 'ben', screens: ['ben'], view: 'speaker' } as const;
    expect(arrange(pinned).main).toEqual({ kind: 'person', personId: 'ana' });
    expect(arrange({ ...pinned, people: ['me', 'ben'] }).main).toEqual({ kind: 'screen', personId: 'ben' });
  });
});

test('video covers the World only in a MeetingRoom that is not made small, or where it was enlarged', () => {
  expect(stageMode('MeetingRoom', true, 'grid', false)).toBe('large');
  expect(stageMode('MeetingRoom', true, 'strip', false)).toBe('strip');
  expect(stageMode('TeamArea', true, 'grid', false)).toBe('strip');
  expect(stageMode('TeamArea', true, 'strip', true)).toBe('large');
  expect(stageMode('MeetingRoom', false, 'grid', true)).toBe('none');
});
