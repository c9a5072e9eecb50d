import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeMediaWorld } from '../../e2e/support/mediaWorld.ts';
import { findFreePort, untilItListens } from '../presence/ports.ts';
import { startProcess } from '../presence/process.ts';
import { median, quantile, rounded } from '../presence/statistics.ts';
import { makeTemporaryFolder } from '../presence/temporaryFolder.ts';
import { measureClientLoad } from './clientLoad.ts';
import { measureSfuLoad } from './sfuLoad.ts';
import type { SfuLoad } from './sfuLoad.ts';
import { openToneBrowser } from './talkPages.ts';
import type { TalkPage } from './talkPages.ts';

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
});
const plan = values.quick
  ? { entries: 3, handoffs: 2, loadRounds: 3, loadMs: 1_500 }
  : { entries: 15, handoffs: 10, loadRounds: 7, loadMs: 4_000 };
const say = (text: string) => process.stderr.write(`[bench] ${text}\n`);

/** Places in the World of the browser tests: before and behind the Doors of the TeamArea and the MeetingRoom. */
const places = {
  beforeTeam: { x: 5.5, y: 6.5 },
  inTeam: { x: 5.5, y: 3.5 },
  beforeMeeting: { x: 16.5, y: 6.5 },
  inMeeting: { x: 16.5, y: 3.5 },
} as const;

/** Three people are enough to see both handoffs. */
const earlyToSfu = {
  ATRIUM_P2P_MAX_PEOPLE: '2',
  ATRIUM_P2P_RETURN_MARGIN: '0',
  ATRIUM_P2P_RETURN_SECONDS: '2',
} as const;

interface Talk {
  readonly firstP2pMs: readonly number[];
  readonly firstSfuMs: readonly number[];
  readonly gapUpMs: readonly number[];
  readonly gapDownMs: readonly number[];
}

say('the SFU forwards a meeting of 16 people with 6 cameras ...');
const load = await measureSfuLoad(plan.loadRounds, plan.loadMs);
const talk = await withServer(earlyToSfu, measureTalk);
if (!values.quick) {
  say('eight people talk peer to peer ...');
  const share = await withServer({}, measureClientLoad);
  say(`a Client among 8 who talk peer to peer: ${rounded(share, 0)} % of a core`);
}
report(load, talk);

/** Lets something talk to a server of its own, in the World of the browser tests. */
async function withServer<Result>(
  environment: Readonly<Record<string, string>>,
  run: (url: string) => Promise<Result>,
): Promise<Result> {
  const world = await writeMediaWorld();
  const port = await findFreePort();
  const server = startProcess(planServer(world.folder, port, environment));
  try {
    await untilItListens(port, 'Atrium');
    return await run(`http://127.0.0.1:${port}`);
  } finally {
    server.stop();
    await world.remove();
  }
}

async function measureTalk(url: string): Promise<Talk> {
  say('opening the browser ...');
  const browser = await openToneBrowser();
  try {
    const ana = await browser.enter(url, 'Ana', 'Team table');
    const ben = await browser.enter(url, 'Ben', 'Team table');
    const cleo = await browser.enter(url, 'Cleo', 'Hall');
    await ana.pressMicrophone();
    const gaps = await measureGaps(ben, cleo);
    // Out of everybody's earshot.
    await cleo.walkInto('meeting', { x: 14.5, y: 2.5 });
    say('somebody comes into a TeamArea where one person speaks ...');
    await ben.walkInto('ground', places.beforeTeam);
    const firstP2pMs = await measureEntries(ben, 'team', places.inTeam, places.beforeTeam);
    say('somebody comes into a MeetingRoom where one person speaks to another ...');
    await ana.walkInto('meeting', { x: 18.5, y: 2.5 });
    await ben.walkInto('ground', places.beforeMeeting);
    const firstSfuMs = await measureEntries(ben, 'meeting', places.inMeeting, places.beforeMeeting);
    return { ...gaps, firstP2pMs, firstSfuMs };
  } finally {
    await browser.close();
  }
}

function planServer(worldsFolder: string, port: number, environment: Readonly<Record<string, string>>) {
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
      ATRIUM_WORLDS_DIR: worldsFolder,
      ATRIUM_DEFAULT_WORLD: 'media',
      ATRIUM_LOG_LEVEL: 'warn',
      ATRIUM_SFU_PORT: '0',
      ATRIUM_METRICS: 'off',
      ...environment,
    },
  };
}

/** A third person comes and goes; what the second one hears of the first must not break off. */
async function measureGaps(ben: TalkPage, cleo: TalkPage): Promise<Pick<Talk, 'gapUpMs' | 'gapDownMs'>> {
  say('a Zone grows beyond the limit of peer to peer, and shrinks again ...');
  await ben.isHandedOver('direct');
  const gapUpMs: number[] = [];
  const gapDownMs: number[] = [];
  for (let time = 0; time < plan.handoffs; time++) {
    await cleo.walkInto('ground', places.beforeTeam);
    await ben.startListening();
    await cleo.walkInto('team', places.inTeam);
    await ben.isHandedOver('sfu');
    gapUpMs.push(await ben.longestGapMs());
    await ben.startListening();
    await cleo.walkInto('ground', places.beforeTeam);
    await ben.isHandedOver('direct');
    gapDownMs.push(await ben.longestGapMs());
  }
  return { gapUpMs, gapDownMs };
}

type Place = { readonly x: number; readonly y: number };

async function measureEntries(
  who: TalkPage,
  zoneId: string,
  inside: Place,
  outside: Place,
): Promise<number[]> {
  const times: number[] = [];
  for (let time = 0; time < plan.entries; time++) {
    await who.isAlone();
    await who.startListening();
    await who.walkInto(zoneId, inside);
    times.push(await who.firstSoundMs(zoneId));
    await who.walkInto('ground', outside);
  }
  return times;
}

function report(load: SfuLoad, talk: Talk): void {
  const headline = {
    firstAudioP2pP50Ms: rounded(median(talk.firstP2pMs), 0),
    firstAudioSfuP50Ms: rounded(median(talk.firstSfuMs), 0),
    gapUpP95Ms: quantile(talk.gapUpMs, 0.95),
    gapDownP95Ms: quantile(talk.gapDownMs, 0.95),
    sfuVsForwardAll: rounded(load.atrium / load.everything, 2),
    sfuVsBare: rounded(load.atrium / load.same, 2),
  };
  const p95 = (times: readonly number[]) => rounded(quantile(times, 0.95), 0);
  say(`first audio p95: ${p95(talk.firstP2pMs)} ms P2P, ${p95(talk.firstSfuMs)} ms SFU`);
  say(
    `CPU of one worker, % of a core: Atrium ${rounded(load.atrium, 1)}, ` +
      `everything to everyone ${rounded(load.everything, 1)}, the same streams ${rounded(load.same, 1)}`,
  );
  if (values.json) console.log(JSON.stringify(headline));
  else console.table(headline);
}
