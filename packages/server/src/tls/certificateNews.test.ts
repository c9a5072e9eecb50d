import { expect, test } from 'vitest';
import { newsOf } from './certificateNews.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const endsAt = 90 * dayMs;
const identity = {
  certificate: '',
  key: '',
  isSelfSigned: false,
  fingerprint: '',
  validFromMs: 0,
  validToMs: endsAt,
};

test.each([
  ['all is well', 30 * dayMs, undefined, null],
  ['it has failed to be renewed for an hour', 61 * dayMs, 61 * dayMs - hourMs, null],
  ['it has failed to be renewed for a day', 61 * dayMs, 60 * dayMs, 'not-renewed'],
  ['it is in the last fifth of its life', 73 * dayMs, undefined, 'ends-soon'],
  ['it has ended', 91 * dayMs, 60 * dayMs, 'ended'],
])('Admins are told of a certificate where %s', (_, nowMs, sinceMs, trouble) => {
  const problem = sinceMs === undefined ? undefined : { sinceMs, reason: 'It is away.' };
  expect(newsOf(identity, problem, nowMs)).toMatchObject({ endsAt, trouble });
});

test('a server without a certificate says so, once the authority has been asked', () => {
  expect(newsOf(undefined, undefined, 0)).toEqual({ endsAt: null, trouble: null, reason: null });
  const problem = { sinceMs: 0, reason: 'It is away.' };
  expect(newsOf(undefined, problem, 0)).toEqual({ endsAt: null, trouble: 'none', reason: 'It is away.' });
});
