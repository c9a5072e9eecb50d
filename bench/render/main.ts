import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findFreePort, untilItListens } from '../presence/ports.ts';
import { startProcess } from '../presence/process.ts';
import { median, quantile, rounded } from '../presence/statistics.ts';
import { makeTemporaryFolder } from '../presence/temporaryFolder.ts';
import { openWorldPage, type WorldPage } from './page.ts';

const people = 50;
/** All within the picture at 1440x900 and zoom 1. */
const radiusTiles = 10;
const spawnPoint = { id: 'spawn-lounge', name: 'Lounge' };

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
});
const plan = values.quick
  ? { emptyMs: 3000, restMs: 6000, idleMs: 12_000, windows: 3, windowMs: 4000 }
  : { emptyMs: 10_000, restMs: 60_000, idleMs: 60_000, windows: 7, windowMs: 8000 };
const settleMs = 2000;
const say = (text: string) => process.stderr.write(`[bench] ${text}\n`);

interface WindowOfFrames {
  readonly framesPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Everything the main thread did, drawing or not, for each frame. */
  readonly busyMsPerFrame: number;
  readonly walkers: number;
}

const port = await findFreePort();
const url = `http://127.0.0.1:${port}`;
say('starting the server ...');
const server = startProcess(planServer());
await untilItListens(port, 'Atrium');
const walkers = startProcess({
  name: 'walkers',
  file: fileURLToPath(new URL('walkers.js', import.meta.url)),
  env: {
    BENCH_WALKERS: JSON.stringify({
      url,
      worldId: 'headquarters',
      spawnPointId: spawnPoint.id,
      people,
      radiusTiles,
    }),
  },
});
say('opening the browser ...');
const page = await openWorldPage(url, spawnPoint.name, plan.emptyMs);
try {
  report(await measureIdle(page), await measureFrames(page));
} finally {
  await page.close();
  walkers.stop();
  server.stop();
}

function planServer() {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  return {
    name: 'Atrium',
    file: join(root, 'packages', 'server', 'dist', 'atrium.js'),
    args: ['start'],
    nodeOptions: ['--expose-gc', '--import', join(root, 'bench', 'presence', 'servers', 'accounting.mjs')],
    env: {
      ATRIUM_HOST: '127.0.0.1',
      ATRIUM_ACCOUNTS: 'off',
      ATRIUM_PORT: String(port),
      ATRIUM_DATA_DIR: makeTemporaryFolder(),
      ATRIUM_LOG_LEVEL: 'warn',
    },
  };
}

/** What the page costs at rest, alone in the World, beyond an empty page: % of a core, over all processes. */
async function measureIdle(page: WorldPage): Promise<number> {
  say('waiting until the page has come to rest ...');
  await pause(plan.restMs);
  const framesBefore = await page.framesDrawn();
  const percent = await page.cpuPercent(plan.idleMs);
  const frames = ((await page.framesDrawn()) - framesBefore) / (plan.idleMs / 60_000);
  say(
    `at rest ${rounded(percent, 2)} % of a core and ${rounded(frames, 0)} frames a minute, ` +
      `an empty page ${rounded(page.emptyCpuPercent, 2)} %`,
  );
  return percent - page.emptyCpuPercent;
}

async function measureFrames(page: WorldPage): Promise<WindowOfFrames[]> {
  say(`${people} people come and walk about ...`);
  await walkers.ask({ ask: 'come' });
  await pause(settleMs);
  const windows: WindowOfFrames[] = [];
  for (let turn = 0; turn < plan.windows; turn++) windows.push(await measureWindow(page));
  return windows;
}

async function measureWindow(page: WorldPage): Promise<WindowOfFrames> {
  const framesBefore = await page.framesDrawn();
  const busyBefore = await page.mainThreadMs();
  await pause(plan.windowMs);
  const frames = (await page.framesDrawn()) - framesBefore;
  const busyMs = (await page.mainThreadMs()) - busyBefore;
  const drawTimes = (await page.drawTimes()).slice(-frames);
  return {
    framesPerSecond: (frames * 1000) / plan.windowMs,
    p50Ms: median(drawTimes),
    p99Ms: quantile(drawTimes, 0.99),
    busyMsPerFrame: busyMs / frames,
    walkers: await page.walkersSeen(),
  };
}

function report(idleCpuPercent: number, windows: readonly WindowOfFrames[]): void {
  const of = (figure: keyof WindowOfFrames, digits: number) =>
    rounded(median(windows.map((window) => window[figure])), digits);
  const headline = {
    frameMsP50: of('p50Ms', 2),
    frameMsP99: of('p99Ms', 2),
    idleCpuPercent: rounded(idleCpuPercent, 2),
    firstWorldKbGzip: rounded(page.firstWorldKbGzip, 1),
  };
  say(
    `${of('framesPerSecond', 0)} frames/s, ${of('walkers', 0)} walking in view, ` +
      `main thread ${of('busyMsPerFrame', 2)} ms for each frame with everything else it does`,
  );
  if (values.json) console.log(JSON.stringify(headline));
  else console.table(headline);
}
