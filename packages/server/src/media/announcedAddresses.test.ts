import { afterEach, expect, test, vi } from 'vitest';
import { AnnouncedAddresses } from './announcedAddresses.ts';

const noReport = () => undefined;
const made: AnnouncedAddresses[] = [];
afterEach(() => {
  for (const addresses of made.splice(0)) addresses.close();
  vi.useRealTimers();
});

async function find(...args: Parameters<typeof AnnouncedAddresses.find>): Promise<AnnouncedAddresses> {
  const addresses = await AnnouncedAddresses.find(...args);
  made.push(addresses);
  return addresses;
}

test('are those it listens on, where nothing is named', async () => {
  expect((await find([], ['10.0.0.5', '127.0.0.1'], noReport)).all).toEqual(['10.0.0.5', '127.0.0.1']);
});

test('are the public one and the local one: people in the office and outside reach it without detours', async () => {
  const addresses = await find(['203.0.113.7'], ['10.0.0.5', '127.0.0.1'], noReport);
  expect(addresses.for('10.0.0.5')).toEqual(['203.0.113.7', '10.0.0.5']);
  expect(addresses.for('127.0.0.1')).toEqual([]);
});

test('are the public one alone, where it listens on loopback behind something that passes packets on', async () => {
  expect((await find(['203.0.113.7'], ['127.0.0.1'], noReport)).all).toEqual(['203.0.113.7']);
});

test('go with the address of their family, or with the first', async () => {
  const lookUp = () => Promise.resolve(['203.0.113.7', '2001:db8::7']);
  const both = await find(['office.example.com'], ['10.0.0.5', 'fd00::5'], noReport, lookUp);
  expect([both.for('10.0.0.5'), both.for('fd00::5')]).toEqual([
    ['203.0.113.7', '10.0.0.5'],
    ['2001:db8::7', 'fd00::5'],
  ]);
  const one = await find(['office.example.com'], ['172.29.213.2'], noReport, lookUp);
  expect(one.all).toEqual(['203.0.113.7', '2001:db8::7', '172.29.213.2']);
});

test('name no address twice', async () => {
  expect((await find(['10.0.0.5', '10.0.0.5'], ['10.0.0.5'], noReport)).all).toEqual(['10.0.0.5']);
});

test('follow the name: it is looked up each minute, and keeps what it was where that fails', async () => {
  vi.useFakeTimers();
  const answers = [['203.0.113.7'], ['203.0.113.8']];
  const lookUp = () => Promise.resolve(answers.shift() ?? Promise.reject(new Error('no answer')));
  const report = vi.fn();
  const addresses = await find(['office.example.com'], ['10.0.0.5'], report, lookUp);
  expect(addresses.all).toEqual(['203.0.113.7', '10.0.0.5']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(addresses.all).toEqual(['203.0.113.8', '10.0.0.5']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(addresses.all).toEqual(['203.0.113.8', '10.0.0.5']);
  expect(report).toHaveBeenCalledOnce();
});
