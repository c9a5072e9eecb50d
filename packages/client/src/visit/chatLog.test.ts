import { expect, it } from 'vitest';
import { ChatLog } from './chatLog.ts';

const message = (text: string) => ({
  from: { personId: 'ana', name: 'Ana' },
  text,
  to: { kind: 'zone', zoneName: 'Lounge' } as const,
  atMs: 0,
  state: 'there' as const,
});

it('counts what came while nobody read, until somebody does', () => {
  const log = new ChatLog();
  log.add(message('one'), false);
  log.add(message('two'), false);
  expect(log.store.getState().unread).toBe(2);
  log.read();
  expect(log.store.getState().unread).toBe(0);
  log.add(message('three'), true);
  expect(log.store.getState().unread).toBe(0);
});

it('says of each message sent whether it got there', () => {
  const log = new ChatLog();
  const first = log.add({ ...message('one'), from: undefined, state: 'sending' }, true);
  const second = log.add({ ...message('two'), from: undefined, state: 'sending' }, true);
  log.settle(second, 'failed');
  log.settle(first, 'there');
  expect(log.store.getState().entries.map(({ state }) => state)).toEqual(['there', 'failed']);
});

it('forgets the oldest of too many', () => {
  const log = new ChatLog();
  for (let i = 0; i < 501; i++) log.add(message(String(i)), true);
  const { entries } = log.store.getState();
  expect([entries.length, entries[0]?.text, entries.at(-1)?.text]).toEqual([500, '1', '500']);
});
