import { expect, test } from 'vitest';
import { warnOfExpiry } from './reloadingIdentity.ts';

const dayMs = 86_400_000;
const validToMs = Date.UTC(2026, 11, 31);
const identity = {
  certificate: '',
  key: '',
  isSelfSigned: false,
  fingerprint: '',
  validFromMs: validToMs - 90 * dayMs,
  validToMs,
};

test.each([
  [19, undefined],
  [17, 'The certificate expires on 2026-12-31, in 17 days. Renew it.'],
  [1, 'The certificate expires on 2026-12-31, in 1 day. Renew it.'],
  [-1, 'The certificate has expired on 2026-12-31: browsers refuse it. Renew it.'],
])('a certificate for 90 days is warned of in its last fifth (%i days before its end)', (days, warning) => {
  expect(warnOfExpiry(identity, validToMs - days * dayMs)).toBe(warning);
});
