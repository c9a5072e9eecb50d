import { setTimeout as pause } from 'node:timers/promises';
import { median } from '../presence/statistics.ts';
import { startAtriumMeeting, startBareMeeting } from './meeting.ts';
import type { Contender } from './meeting.ts';
import { RtpStreams } from './rtpStreams.ts';

/** CPU of one worker, in percent of a core. */
export interface SfuLoad {
  readonly atrium: number;
  readonly everything: number;
  readonly same: number;
}

/** Until every camera has sent a keyframe in the layer that was asked for, in ms. */
const settleMs = 3_000;

/**
 * Three workers forward the same meeting side by side, at the same time: what disturbs one disturbs all. Medians over the rounds.
 *
 * @param rounds times that their CPU is read over `roundMs`
 */
export async function measureSfuLoad(rounds: number, roundMs: number): Promise<SfuLoad> {
  const contenders = [
    await startAtriumMeeting(),
    await startBareMeeting('everything'),
    await startBareMeeting('same-as-atrium'),
  ];
  const streams = contenders.map((contender) => new RtpStreams(contender.streams));
  await pause(settleMs);
  const shares: number[][] = contenders.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const ofRound = await measure(contenders, roundMs);
    ofRound.forEach((share, index) => shares[index]?.push(share));
  }
  for (const stream of streams) stream.stop();
  for (const contender of contenders) await contender.close();
  const [atrium = NaN, everything = NaN, same = NaN] = shares.map(median);
  return { atrium, everything, same };
}

async function measure(contenders: readonly Contender[], roundMs: number): Promise<number[]> {
  const read = () => Promise.all(contenders.map((contender) => contender.cpuMs()));
  const startedAtMs = performance.now();
  const before = await read();
  await pause(roundMs);
  const after = await read();
  const elapsedMs = performance.now() - startedAtMs;
  return after.map((ms, index) => ((ms - (before[index] ?? 0)) / elapsedMs) * 100);
}
