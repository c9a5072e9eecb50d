import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { presenceTickMs } from '@atrium/protocol';
import { findFreePort, untilItListens } from '../presence/ports.ts';
import { startProcess } from '../presence/process.ts';
import { median, quantile, rounded } from '../presence/statistics.ts';
import { makeTemporaryFolder } from '../presence/temporaryFolder.ts';
import { load } from './load.ts';
import type { LoadResult } from './load.ts';
import { BenchOffice, noisyPng } from './office.ts';

const assetBytes = 40 * 1024;

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
});
const plan = values.quick
  ? { rounds: 3, seconds: 1, starts: 3, refreshes: 40, framesMs: 3_000, facts: 300 }
  : { rounds: 7, seconds: 5, starts: 7, refreshes: 300, framesMs: 15_000, facts: 2_000 };
const say = (text: string) => process.stderr.write(`[bench] ${text}\n`);

const office = new BenchOffice(await findFreePort(), makeTemporaryFolder());
say('making a Workspace ...');
await office.setUp(await office.start());
const peer = await startPeer();
const stopAll = async () => {
  peer.process.stop();
  await office.stop();
};
try {
  const assets = await compare(
    `${office.url}${await office.upload(peer.asset)}`,
    `${peer.url}/files/asset.png`,
  );
  const worlds = await compare(`${office.url}${await office.fileOfWorld()}`, `${peer.url}/files/world.json`);
  const refreshMs = await measureRefresh();
  const frames = await measureFrames();
  const startMs = await measureStart();
  report(assets, worlds, refreshMs, frames, startMs);
} finally {
  await stopAll();
}

/** The same bytes, served by fastify and its plugin for static files. */
async function startPeer() {
  const folder = makeTemporaryFolder();
  mkdirSync(folder, { recursive: true });
  const asset = noisyPng(assetBytes);
  writeFileSync(join(folder, 'asset.png'), asset);
  const reply = await fetch(`${office.url}${await office.fileOfWorld()}`);
  const world = Buffer.from(await reply.arrayBuffer());
  writeFileSync(join(folder, 'world.json'), world);
  writeFileSync(join(folder, 'world.json.gz'), gzipSync(world));
  const port = await findFreePort();
  const process = startProcess({
    name: 'fastify and static',
    file: fileURLToPath(new URL('../api/plainServer.mjs', import.meta.url)),
    env: { BENCH_FOLDER: folder, BENCH_PORT: String(port) },
  });
  await untilItListens(port, 'fastify and static');
  return { process, asset, url: `http://127.0.0.1:${port}` };
}

interface Compared {
  readonly own: LoadResult;
  readonly peer: LoadResult;
  /** Requests a second of Atrium over those of the peer: median of the rounds. */
  readonly ratio: number;
}

/** In turns, so that a busy moment of the machine meets both. */
async function compare(ownUrl: string, peerUrl: string): Promise<Compared> {
  say(`asking for ${new URL(ownUrl).pathname} ...`);
  const gzip = { 'Accept-Encoding': 'gzip' };
  const own: LoadResult[] = [];
  const others: LoadResult[] = [];
  await load(ownUrl, 1, gzip);
  await load(peerUrl, 1, gzip);
  for (let round = 0; round < plan.rounds; round++) {
    own.push(await load(ownUrl, plan.seconds, gzip));
    others.push(await load(peerUrl, plan.seconds, gzip));
  }
  const ratios = own.map(
    (result, round) => result.requestsPerSecond / (others[round]?.requestsPerSecond ?? NaN),
  );
  return { own: medianOf(own), peer: medianOf(others), ratio: median(ratios) };
}

function medianOf(results: readonly LoadResult[]): LoadResult {
  return {
    requestsPerSecond: median(results.map(({ requestsPerSecond }) => requestsPerSecond)),
    p99Ms: median(results.map(({ p99Ms }) => p99Ms)),
  };
}

/** What signing in costs apart from argon2: the session in the database, the tokens, the account. */
async function measureRefresh(): Promise<number> {
  say('going on with the cookie ...');
  const times: number[] = [];
  for (let i = 0; i < plan.refreshes; i++) times.push(await office.refresh());
  return median(times);
}

/** How evenly presence frames come to somebody in a World, in peace and while heavy queries run. */
async function measureFrames() {
  say('querying while people are in a World ...');
  await office.work(plan.facts);
  const [walker, watcher] = [await office.enter(), await office.enter(await office.makeGuest())];
  const turning = setInterval(() => walker.turn(), presenceTickMs);
  const measure = async () => {
    const gaps: number[] = [];
    let lastAt = performance.now();
    watcher.onFrame = () => {
      const nowMs = performance.now();
      gaps.push(nowMs - lastAt);
      lastAt = nowMs;
    };
    await pause(plan.framesMs);
    return quantile(gaps, 0.99);
  };
  const quietMs = await measure();
  const queries = { isOver: false };
  const query = async () => {
    while (!queries.isOver) {
      const address = `${office.url}/api/v1/audit-log?limit=500`;
      await (await fetch(address, { headers: office.headers })).arrayBuffer();
    }
  };
  const querying = [query(), query()];
  const busyMs = await measure();
  queries.isOver = true;
  await Promise.all(querying);
  clearInterval(turning);
  for (const one of [walker, watcher]) one.leave();
  return { quietMs, busyMs };
}

/** From starting with what is there to the answer to somebody's hello. */
async function measureStart(): Promise<number> {
  say('starting again ...');
  const times: number[] = [];
  for (let start = 0; start < plan.starts; start++) {
    await office.stop();
    const startedAt = performance.now();
    await office.start();
    const walker = await office.enter();
    times.push(performance.now() - startedAt);
    walker.leave();
  }
  return median(times);
}

function report(
  assets: Compared,
  worlds: Compared,
  refreshMs: number,
  frames: { readonly quietMs: number; readonly busyMs: number },
  startMs: number,
): void {
  const figures = {
    assetRatio: rounded(assets.ratio, 2),
    worldRps: rounded(worlds.own.requestsPerSecond, 0),
    worldP99Ms: rounded(worlds.own.p99Ms, 1),
    startMs: rounded(startMs, 0),
    worldRatio: rounded(worlds.ratio, 2),
    refreshMs: rounded(refreshMs, 1),
    frameGapP99Ms: rounded(frames.quietMs, 1),
    frameGapWhileQueryingP99Ms: rounded(frames.busyMs, 1),
  };
  if (values.json) {
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    return;
  }
  const line = (what: string, { own, peer: other, ratio }: Compared) =>
    `${what}: ${rounded(own.requestsPerSecond, 0)}/s, p99 ${rounded(own.p99Ms, 1)} ms; fastify and static ${rounded(other.requestsPerSecond, 0)}/s, p99 ${rounded(other.p99Ms, 1)} ms; ratio ${rounded(ratio, 2)}`;
  process.stdout.write(
    [
      line(`An image of ${assetBytes / 1024} KB`, assets),
      line('A World file', worlds),
      `Signing in, argon2 aside: ${figures.refreshMs} ms`,
      `Between two presence frames, p99: ${figures.frameGapP99Ms} ms; while two read the audit log, ${plan.facts} entries: ${figures.frameGapWhileQueryingP99Ms} ms`,
      `From start to an answered hello, with data: ${figures.startMs} ms`,
      '',
    ].join('\n'),
  );
}
