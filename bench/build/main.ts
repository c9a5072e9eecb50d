import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { managedWorldSchema } from '@atrium/protocol';
import { account, BenchOffice } from '../api/office.ts';
import { findFreePort } from '../presence/ports.ts';
import { startProcess } from '../presence/process.ts';
import type { BenchProcess } from '../presence/process.ts';
import { median, quantile, rounded } from '../presence/statistics.ts';
import { makeTemporaryFolder } from '../presence/temporaryFolder.ts';
import { bigOffice, editorSpawn, walkersSpawnPoints } from './bigOffice.ts';
import { BuilderPage } from './builderPage.ts';

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
});
const plan = values.quick ? { people: 40, rounds: 2 } : { people: 150, rounds: 5 };
const say = (text: string) => process.stderr.write(`[bench] ${text}\n`);
const delaySchema = z.object({ p99Ms: z.number(), maxMs: z.number() });
const changedSchema = z.object({ lastChangedAt: z.number(), frozenMs: z.number() });

interface Publication {
  /** From the page asking for it to the last of the others having the version. */
  readonly lastClientMs: number;
  readonly frozenMs: number;
  /** Of the server's event loop, the publication within. */
  readonly loopDelayMs: number;
}

say('making a Workspace ...');
const office = new BenchOffice(await findFreePort(), makeTemporaryFolder());
const probe = fileURLToPath(new URL('../build/loopDelay.mjs', import.meta.url));
const environment = { ATRIUM_TRUSTED_PROXIES: '127.0.0.1', ATRIUM_GUESTS_PER_MINUTE: '1000000' };
await office.setUp(await office.start(['--import', probe], environment));
let crowd: BenchProcess | undefined;
let page: BuilderPage | undefined;
try {
  const { worldId, name } = await makeWorld();
  crowd = await gatherCrowd(worldId);
  say('opening Build Mode ...');
  page = await BuilderPage.open({
    ...account,
    url: office.url,
    worldId,
    worldName: name,
    spawnPoint: editorSpawn.name,
  });
  const publications: Publication[] = [];
  for (let round = 0; round < plan.rounds; round++) {
    say(`building and publishing, ${round + 1} of ${plan.rounds} ...`);
    await build(page, round);
    publications.push(await publish(page, crowd));
  }
  await report(page, publications);
} finally {
  await page?.close();
  crowd?.stop();
  await office.stop();
}

async function makeWorld(): Promise<z.output<typeof managedWorldSchema>> {
  const reply = await fetch(`${office.url}/api/v1/managed-worlds`, {
    method: 'POST',
    headers: { ...office.headers, 'Content-Type': 'application/octet-stream' },
    body: JSON.stringify({ name: 'Bench', file: bigOffice() }),
  });
  const made: unknown = await reply.json();
  if (!reply.ok) throw new Error(`The World was refused: ${JSON.stringify(made).slice(0, 2_000)}`);
  return managedWorldSchema.parse(made);
}

async function gatherCrowd(worldId: string): Promise<BenchProcess> {
  say(`${plan.people} people come and walk about ...`);
  const tokens: string[] = [];
  while (tokens.length < plan.people) tokens.push((await office.makeGuest(worldId)).token);
  const spawnPointIds = walkersSpawnPoints.map(({ id }) => id);
  const started = startProcess({
    name: 'crowd',
    file: fileURLToPath(new URL('crowd.js', import.meta.url)),
    env: { BENCH_CROWD: JSON.stringify({ url: office.url, worldId, tokens, spawnPointIds }) },
  });
  await started.ask({ ask: 'come' });
  return started;
}

/** What an editor does between two publications: what the round before has placed goes first. */
async function build(page: BuilderPage, round: number): Promise<void> {
  const left = editorSpawn.position.x - 2;
  const top = editorSpawn.position.y + 3;
  const columns = [left, left + 1, left + 2, left + 3];
  const [right, bottom] = [left + 3, top + 3];
  if (round > 0) {
    await page.choose('Erase');
    for (const x of columns) await page.click([x, bottom]);
  }
  await page.choose('Room');
  await page.drag([left, top], [right, bottom]);
  await page.undo();
  await page.chooseObject('Coffee table');
  for (const x of columns) {
    for (let y = top; y < bottom; y++) await page.hover([x, y]);
    await page.click([x, bottom]);
  }
  await page.saved();
  await page.choose('Wall');
  await page.drag([left, top], [right, top]);
  await page.undo();
  await page.chooseFloor(round % 2 === 0 ? 'Stone' : 'Carpet');
  await page.drag([left, top], [right, top]);
  await page.saved();
}

async function publish(page: BuilderPage, crowd: BenchProcess): Promise<Publication> {
  await crowd.ask({ ask: 'watch' });
  await office.askProcess('delay');
  const publishedAt = await page.publish();
  const { lastChangedAt, frozenMs } = changedSchema.parse(await crowd.ask({ ask: 'changed' }));
  const { p99Ms } = delaySchema.parse(await office.askProcess('delay'));
  return { lastClientMs: lastChangedAt - publishedAt, frozenMs, loopDelayMs: p99Ms };
}

async function report(page: BuilderPage, publications: readonly Publication[]): Promise<void> {
  const { ghosts, pictures, problems, saves } = await page.noted();
  const p95 = (times: readonly number[]) => rounded(quantile(times, 0.95), 1);
  const middle = (figure: keyof Publication) => rounded(median(publications.map((one) => one[figure])), 1);
  const headline = {
    ghostP95Ms: p95(ghosts),
    pictureP95Ms: p95(pictures),
    problemsP95Ms: p95(problems),
    autosaveP95Ms: p95(saves),
    publishLastClientMs: middle('lastClientMs'),
    frozenP95Ms: middle('frozenMs'),
    loopDelayP99Ms: middle('loopDelayMs'),
    chunkKbGzip: rounded(page.chunkKbGzip, 1),
    firstWorldKbGzip: rounded(page.firstWorldKbGzip, 1),
  };
  say(
    `${ghosts.length} ghosts, ${pictures.length} changes, ${saves.length} saves; ` +
      `medians: ghost ${rounded(median(ghosts), 1)}, picture ${rounded(median(pictures), 1)}, problems ${rounded(median(problems), 1)} ms`,
  );
  if (values.json) console.log(JSON.stringify(headline));
  else console.table(headline);
}
