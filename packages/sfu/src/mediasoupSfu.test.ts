import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SfuRoom } from '@atrium/signaling';
import { createSfu } from './mediasoupSfu.ts';
import type { MediasoupSfu } from './mediasoupSfu.ts';
import { SfuUnavailableError } from './sfuOptions.ts';
import type { SfuOptions } from './sfuOptions.ts';

const options: SfuOptions = {
  workers: 2,
  addresses: ['127.0.0.1'],
  announcedFor: (address) => [address],
  firstPort: 0,
};
const reported: string[] = [];
const report = (what: string) => void reported.push(what);
let sfu: MediasoupSfu;
beforeAll(async () => {
  sfu = await createSfu(options, report);
});
afterAll(() => sfu.close());

const rooms: SfuRoom[] = [];
afterEach(() => {
  for (const room of rooms.splice(0)) room.close();
});

async function openRoom(events: { lost?: () => void } = {}): Promise<SfuRoom> {
  const room = await sfu.openRoom(
    { worldId: 'w', zoneId: 'z' },
    { lost: () => undefined, speakersChanged: () => undefined, ...events },
  );
  rooms.push(room);
  return room;
}

describe('the workers', () => {
  test('share the rooms: each goes to the one with the least to do', async () => {
    for (let count = 0; count < 4; count++) {
      const room = await openRoom();
      await room.join('ana');
    }
    expect(sfu.stats().map(({ rooms: count, members }) => [count, members])).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });

  test('are replaced when they die: their rooms are lost, others are not, and new ones open', async () => {
    let lost = 0;
    await Promise.all([0, 1].map(() => openRoom({ lost: () => lost++ })));
    const [victim] = sfu.stats();
    const before = sfu.stats().map(({ pid }) => pid);
    const changed = new Promise<void>((resolve) => sfu.onAvailabilityChanged(resolve));
    process.kill(victim?.pid ?? 0, 'SIGKILL');
    await changed;
    expect([lost, sfu.isAvailable, sfu.stats().length]).toEqual([1, true, 1]);
    await expect.poll(() => sfu.stats().length).toBe(2);
    expect(sfu.stats().map(({ pid }) => pid)).not.toEqual(before);
    expect(reported).toEqual(['a worker of the SFU']);
    await openRoom();
  });

  test('that cannot be started at all are said to be unavailable', async () => {
    // An address for documentation (RFC 5737): no machine has it.
    const nowhere = createSfu({ ...options, addresses: ['203.0.113.1'] }, report);
    await expect(nowhere).rejects.toThrow(SfuUnavailableError);
  });

  test('that have no room left say that the SFU is gone until one is back', async () => {
    const alone = await createSfu({ ...options, workers: 1 }, report);
    const seen: boolean[] = [];
    alone.onAvailabilityChanged(() => seen.push(alone.isAvailable));
    process.kill(alone.stats()[0]?.pid ?? 0, 'SIGKILL');
    await expect.poll(() => seen).toEqual([false, true]);
    await alone.close();
    expect(alone.isAvailable).toBe(false);
  });
});
