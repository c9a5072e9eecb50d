import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { BenchOffice } from '../api/office.ts';
import { findFreePort } from '../presence/ports.ts';
import { median, rounded } from '../presence/statistics.ts';
import { makeTemporaryFolder } from '../presence/temporaryFolder.ts';
import { crowdedCases, makeCases } from './cases.ts';
import type { Case } from './cases.ts';
import { crowdedBackup } from './crowdedBackup.ts';
import { hangingStoreCases, hangingStorePrefix, startHangingStore } from './hangingStore.ts';

/** Nothing that is within the limits holds the event loop of the server for longer, in ms. */
const ruleMs = 20;
/**
 * What this bench lets pass: another process on the same core lengthens what it measures. The rule counts as broken
 * where the median of the rounds is longer still.
 */
const allowedMs = 2 * ruleMs;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    /** Cases whose names contain this, alone. */
    only: { type: 'string', default: '' },
  },
});
const rounds = values.quick ? 3 : 7;
const say = (text: string) => process.stderr.write(`[bench] ${text}\n`);
const heldSchema = z.object({ held: z.object({ wallMs: z.number(), cpuMs: z.number().optional() }) });

interface Result {
  readonly name: string;
  readonly wallMs: readonly number[];
  /** Of the thread itself: what else runs on its core does not count. As long as `wallMs` where that is not known. */
  readonly cpuMs: readonly number[];
}

const folder = makeTemporaryFolder();
const office = new BenchOffice(await findFreePort(), folder);
const probe = fileURLToPath(new URL('../worst/probe.mjs', import.meta.url));
say('making a Workspace ...');
const environment = {
  ATRIUM_TRUSTED_PROXIES: '127.0.0.1',
  ATRIUM_SIGN_INS_PER_MINUTE: '1000000',
  ATRIUM_GUESTS_PER_MINUTE: '1000000',
};
const printed = await office.start(['--import', probe], environment);
try {
  await office.setUp(printed);
  const results: Result[] = [];
  for (const one of await makeCases(office, folder)) {
    if (isAsked(one)) results.push(await measure(office, one));
  }
  if (crowdedCases(office, folder).some(isAsked)) results.push(...(await measureCrowded()));
  if (hangingStorePrefix.includes(values.only) || values.only.startsWith(hangingStorePrefix))
    results.push(...(await measureHangingStore()));
  report(results);
} finally {
  await office.stop();
}

function isAsked({ name }: Case): boolean {
  return name.includes(values.only);
}

/** The same Workspace with many people in it, in a server of its own. */
async function measureCrowded(): Promise<readonly Result[]> {
  const small = join(folder, 'small.tar.gz');
  await office.command('backup', small);
  await office.stop();
  const crowdedFolder = makeTemporaryFolder();
  const crowded = new BenchOffice(await findFreePort(), crowdedFolder);
  say('restoring a large Workspace ...');
  const startedAt = performance.now();
  await crowded.command('restore', crowdedBackup(small, makeTemporaryFolder()));
  say(`restored in ${rounded((performance.now() - startedAt) / 1_000, 1)} s`);
  await crowded.start(['--import', probe], environment);
  try {
    await crowded.signIn();
    const results: Result[] = [];
    for (const one of crowdedCases(crowded, crowdedFolder)) {
      if (isAsked(one)) results.push(await measure(crowded, one));
    }
    return results;
  } finally {
    await crowded.stop();
  }
}

/** An Atrium whose files are in an S3 store that stops answering. */
async function measureHangingStore(): Promise<readonly Result[]> {
  const store = await startHangingStore();
  const office = new BenchOffice(await findFreePort(), makeTemporaryFolder());
  try {
    await office.setUp(await office.start(['--import', probe], { ...environment, ...store.environment }));
    const results: Result[] = [];
    for (const one of await hangingStoreCases(office, store)) {
      if (isAsked(one)) results.push(await measure(office, one));
    }
    return results;
  } finally {
    store.thaw();
    await office.stop();
    await store.close();
  }
}

async function measure(office: BenchOffice, one: Case): Promise<Result> {
  say(`${one.name} ...`);
  const held = { wallMs: [] as number[], cpuMs: [] as number[] };
  // The first round is for what is done once: threads that start, code that is compiled.
  for (let round = 0; round <= rounds; round++) {
    await one.prepare?.();
    await office.refresh();
    await office.askProcess('held');
    await one.run();
    const { wallMs, cpuMs = wallMs } = heldSchema.parse(await office.askProcess('held')).held;
    await one.after?.();
    if (round === 0) continue;
    held.wallMs.push(wallMs);
    held.cpuMs.push(cpuMs);
  }
  return { name: one.name, ...held };
}

function report(results: readonly Result[]): void {
  const broken = results.filter(({ cpuMs }) => median(cpuMs) > allowedMs);
  if (values.json) {
    const figures = results.map(({ name, cpuMs, wallMs }) => [
      name,
      {
        medianMs: rounded(median(cpuMs), 1),
        maxMs: rounded(Math.max(...cpuMs), 1),
        wallMs: rounded(median(wallMs), 1),
      },
    ]);
    process.stdout.write(`${JSON.stringify({ ...Object.fromEntries(figures), broken: broken.length })}\n`);
  } else {
    const ms = (value: number) => value.toFixed(1).padStart(8);
    const lines = results.map(({ name, cpuMs, wallMs }) => {
      const remark = median(cpuMs) > allowedMs ? '  BROKEN' : median(cpuMs) > ruleMs ? '  over the rule' : '';
      return `${name.padEnd(48)}${ms(median(cpuMs))}${ms(Math.max(...cpuMs))}${ms(median(wallMs))}${ms(Math.max(...wallMs))}${remark}`;
    });
    process.stdout.write(
      [
        `How long the event loop was held at once, in ms, ${rounds} rounds; the rule: ${ruleMs}, let pass: a median of ${allowedMs}`,
        `${''.padEnd(48)}${'CPU'.padStart(8)}${'max'.padStart(8)}${'wall'.padStart(8)}${'max'.padStart(8)}`,
        ...lines,
        '',
      ].join('\n'),
    );
  }
  if (broken.length > 0) process.exitCode = 1;
}
