import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Sfu, SfuMember, SfuRoomEvents } from '@atrium/signaling';
import { ConnectionTests } from './connectionTests.ts';
import { createIceServers } from './createIceServers.ts';

const turn = { urls: ['turn:turn.example.com:3478'], secret: 'north', credentialSeconds: 3600 };
const transport = {
  transportId: 'transport-1',
  iceParameters: { usernameFragment: 'fragment', password: 'password' },
  iceCandidates: [],
  dtlsParameters: { fingerprints: [{ algorithm: 'sha-256' as const, value: '00' }] },
};
const report = vi.fn();
let nowMs: number;
let open: SfuRoomEvents[];
let members: string[];
let closedRooms: number;
let opening: () => Promise<void>;

beforeEach(() => {
  vi.useFakeTimers();
  nowMs = 0;
  open = [];
  members = [];
  closedRooms = 0;
  opening = () => Promise.resolve();
  report.mockReset();
});
afterEach(() => vi.useRealTimers());

const sfu: Pick<Sfu, 'isAvailable' | 'openRoom'> = {
  isAvailable: true,
  async openRoom(_zone, events) {
    await opening();
    open.push(events);
    return {
      rtpCapabilities: { codecs: [], headerExtensions: [] },
      join: async (personId) => {
        members.push(personId);
        const leave = () => void (members = members.filter((other) => other !== personId));
        return { send: transport, receive: transport, leave } as Partial<SfuMember> as SfuMember;
      },
      close: () => void closedRooms++,
    };
  },
};

function tests(used: Pick<Sfu, 'isAvailable' | 'openRoom'> | null = sfu): ConnectionTests {
  let ids = 0;
  return new ConnectionTests({
    iceServers: createIceServers({ stunUrls: ['stun:turn.example.com'], turn }, () => 1_700_000_000_000),
    sfu: used ?? undefined,
    newId: () => `test-${ids++}`,
    nowMs: () => nowMs,
    report,
  });
}

test('a test has credentials for a minute, and a transport of the SFU that is no person of a Zone', async () => {
  const test_ = await tests().begin('ana');
  expect(test_).toMatchObject({ seconds: 60, sfu: transport, stun: [{ urls: ['stun:turn.example.com'] }] });
  expect(test_.turn[0]?.username).toMatch(/^1700000060:/);
  expect(members).toEqual(['test-0']);
});

test('after a minute the transport is closed, and with the last one the room', async () => {
  const running = tests();
  await running.begin('ana');
  await vi.advanceTimersByTimeAsync(30_000);
  await running.begin('ben');
  expect(open).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(30_000);
  expect([members, closedRooms]).toEqual([['test-1'], 0]);
  await vi.advanceTimersByTimeAsync(30_000);
  expect([members, closedRooms]).toEqual([[], 1]);
});

test('a person has one test at a time, and five a minute at most', async () => {
  const running = tests();
  for (let time = 0; time < 5; time++) await running.begin('ana');
  expect(members).toHaveLength(1);
  await expect(running.begin('ana')).rejects.toMatchObject({ code: 'rate_limited' });
  await running.begin('ben');
  nowMs += 60_001;
  await running.begin('ana');
  expect(members).toHaveLength(2);
});

test('many at once are refused with a reason, and nothing is kept of those', async () => {
  const running = tests();
  for (let person = 0; person < 100; person++) await running.begin(`person-${person}`);
  await expect(running.begin('ana')).rejects.toMatchObject({ code: 'server_busy' });
  expect(members).toHaveLength(100);
  running.close();
  await vi.advanceTimersByTimeAsync(0);
  expect([members, closedRooms]).toEqual([[], 1]);
});

test('without an SFU, or with one that fails, the rest is tried', async () => {
  expect((await tests(null).begin('ana')).sfu).toBeNull();
  expect((await tests({ ...sfu, isAvailable: false }).begin('ana')).sfu).toBeNull();
  opening = () => Promise.reject(new Error('No worker.'));
  const running = tests();
  expect((await running.begin('ana')).sfu).toBeNull();
  expect(report).toHaveBeenCalledOnce();
  opening = () => Promise.resolve();
  expect((await running.begin('ana')).sfu).toEqual(transport);
});

test('a lost room is opened anew', async () => {
  const running = tests();
  await running.begin('ana');
  open[0]?.lost();
  await running.begin('ben');
  expect(open).toHaveLength(2);
});
