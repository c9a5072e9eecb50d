import { expect, test } from 'vitest';
import { auditDetailNames } from '@atrium/protocol';
import { accountEn } from '../accountEn.ts';
import { accountPtBr } from '../accountPtBr.ts';
import { describeDetails } from './describeDetails.ts';

const moment = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const english = (details: Readonly<Record<string, unknown>>) => describeDetails(details, accountEn, moment);

test('what an entry of the audit log adds is written in words, its values too', () => {
  expect(english({ before: 'Admin', role: 'Member', tokensEnded: 2 })).toEqual([
    'Before: Admin',
    'Role: Member',
    'API tokens ended: 2',
  ]);
  expect(english({ withAddress: true, until: '2026-11-30T10:00:00.000Z' })).toEqual([
    'Network address too: yes',
    'Until: 2026-11-30',
  ]);
  expect(english({ guests: 'links' })).toEqual(['Guests: Only with a guest link']);
  expect(english({ guests: false })).toEqual(['Guests: no']);
  expect(english({ kind: 'object' })).toEqual(['Kind: Object']);
  const links = [{ title: 'Wiki', url: 'https://wiki.example.com' }];
  expect(english({ links, embedOrigins: ['https://a.example', 'https://b.example'] })).toEqual([
    'Start page: Wiki',
    'Websites that can open inside a world: https://a.example, https://b.example',
  ]);
});

test('what is empty is left out, and the id of an invitation', () => {
  expect(english({ invitationId: '3f0c', note: 'For Design' })).toEqual(['Note: For Design']);
  expect(english({ note: '', until: null, restoredFrom: undefined, links: [] })).toEqual([]);
});

test('values and names that this version does not know stay as they are', () => {
  expect(english({ role: 'Owner', until: 'some day', fromLater: { a: 1 } })).toEqual([
    'Role: Owner',
    'Until: some day',
    'fromLater: {"a":1}',
  ]);
});

test('in Portuguese no name is left in English', () => {
  const names = auditDetailNames.filter((name) => name !== 'invitationId');
  const details = Object.fromEntries(names.map((name) => [name, true]));
  const written = describeDetails(details, accountPtBr, moment);
  expect(written).toHaveLength(names.length);
  for (const [place, name] of names.entries()) {
    expect(written[place]).toMatch(/: sim$/);
    expect(written[place]?.startsWith(`${name}:`)).toBe(false);
  }
});
