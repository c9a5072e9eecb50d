import { setTimeout as pause } from 'node:timers/promises';
import { openToneBrowser } from './talkPages.ts';

const people = 8;
const settleMs = 3_000;
const measureMs = 10_000;

/**
 * What a browser with one page in a TeamArea costs in which eight people talk peer to peer, all of them at once: percent
 * of a core, everything from decoding to drawing.
 */
export async function measureClientLoad(url: string): Promise<number> {
  const others = await openToneBrowser();
  const own = await openToneBrowser();
  try {
    for (let index = 1; index < people; index++) {
      const other = await others.enter(url, `Person ${index}`, 'Team table');
      await other.pressMicrophone();
    }
    const self = await own.enter(url, 'Self', 'Team table');
    await self.pressMicrophone();
    await self.isConnectedWith(people - 1);
    await pause(settleMs);
    const before = await own.cpuMs();
    const startedAtMs = performance.now();
    await pause(measureMs);
    return (((await own.cpuMs()) - before) / (performance.now() - startedAtMs)) * 100;
  } finally {
    await own.close();
    await others.close();
  }
}
