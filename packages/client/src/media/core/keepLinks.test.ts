import { describe, expect, test } from 'vitest';
import type { MediaLink } from '@atrium/protocol';
import { judgeHeldLink, orphanMs } from './keepLinks.ts';

const link = (linkId: string, personId = 'ben'): MediaLink => ({
  linkId,
  personId,
  audible: true,
  retiring: false,
  kind: 'sfu',
});
const held = { linkId: 'p-1', personId: 'ben', orphanedAtMs: undefined };

describe('a link that is open when a plan comes', () => {
  test('goes on where the plan names it, on an old connection and on a new one', () => {
    for (const isFirst of [false, true])
      expect(judgeHeldLink(held, { links: [link('p-1')] }, isFirst, true, 0)).toBe('planned');
  });

  test('ends at once where the plan does not name it: privacy first', () => {
    expect(judgeHeldLink(held, { links: [] }, false, true, 0)).toBe('ended');
    expect(judgeHeldLink(held, { links: [link('p-2')] }, false, true, 0)).toBe('ended');
  });

  test('goes on for a while after a reconnect: others may be back a moment later', () => {
    expect(judgeHeldLink(held, { links: [] }, true, true, 0)).toBe('orphaned');
    const orphan = { ...held, orphanedAtMs: 1_000 };
    expect(judgeHeldLink(orphan, { links: [] }, false, true, 1_000 + orphanMs - 1)).toBe('orphaned');
    expect(judgeHeldLink(orphan, { links: [] }, false, true, 1_000 + orphanMs)).toBe('ended');
    expect(judgeHeldLink(orphan, { links: [link('p-1')] }, false, true, 1_100)).toBe('planned');
  });

  test('ends after a reconnect into another Zone', () => {
    expect(judgeHeldLink(held, { links: [] }, true, false, 0)).toBe('ended');
    expect(judgeHeldLink({ ...held, orphanedAtMs: 0 }, { links: [] }, false, false, 1)).toBe('ended');
  });
});
