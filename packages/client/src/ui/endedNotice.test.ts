import { expect, test } from 'vitest';
import { closeCodes, errorCodes } from '@atrium/protocol';
import type { CloseReason } from '@atrium/protocol';
import { en } from '../strings/en.ts';
import { ptBR } from '../strings/pt-BR.ts';
import { endedNotice } from './endedNotice.ts';

const reasons = [...(Object.keys(closeCodes) as CloseReason[]), ...errorCodes];

test.each(reasons)(
  'an end because of %s is told in words, with something to do, in every language',
  (reason) => {
    for (const strings of [en, ptBR]) {
      const notice = endedNotice({ reason }, strings);
      expect(notice.title).not.toBe('');
      expect(notice.text).not.toBe('');
      expect(notice.actions.length).toBeGreaterThan(0);
    }
  },
);

test('whoever is here in another tab can go on here', () => {
  expect(endedNotice({ reason: 'replaced' }, en).actions[0]).toBe('useHere');
});

test('whoever is sent out reads by whom and why; who is banned already, what the server says', () => {
  const told = { action: 'kick', by: 'Ada', reason: 'Shouting' } as const;
  expect(endedNotice({ reason: 'kicked' }, en, told).text).toBe('Ada removed you from this world: Shouting');
  const message = 'Ada banned you from this workspace: Spam.';
  expect(endedNotice({ reason: 'banned', message }, en, undefined).text).toBe(message);
});
