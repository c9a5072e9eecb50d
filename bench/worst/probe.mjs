// Runs within the server (`node --import`): measures how long its event loop is held, and says so when asked.
import { openSync, readSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** What the kernel knows of the main thread: its time on a CPU, in ns. Elsewhere than on Linux, only clocks are read. */
const schedule = openSchedule();
const text = Buffer.alloc(128);
let held = { wallMs: 0, cpuMs: 0 };
let last = read();

setInterval(() => {
  const now = read();
  held.wallMs = Math.max(held.wallMs, now.wallMs - last.wallMs);
  held.cpuMs = Math.max(held.cpuMs, now.cpuMs - last.cpuMs);
  last = now;
}, 1).unref();

process.on('message', (message) => {
  if (message !== 'held') return;
  process.send?.({ held: { wallMs: held.wallMs, cpuMs: schedule === undefined ? undefined : held.cpuMs } });
  held = { wallMs: 0, cpuMs: 0 };
});
process.channel?.unref();

function openSchedule() {
  try {
    return openSync('/proc/self/schedstat', 'r');
  } catch {
    return undefined;
  }
}

function read() {
  const wallMs = performance.now();
  if (schedule === undefined) return { wallMs, cpuMs: 0 };
  const length = readSync(schedule, text, 0, text.length, 0);
  return { wallMs, cpuMs: Number(text.toString('latin1', 0, length).split(' ')[0]) / 1e6 };
}
