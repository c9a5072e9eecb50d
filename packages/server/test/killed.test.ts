import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import type * as z from 'zod';
import {
  apiTokenListSchema,
  apiTokenReplySchema,
  assetSchema,
  draftSavedSchema,
  draftStateSchema,
  leaseReplySchema,
  managedWorldListSchema,
  worldListSchema,
  signedInSchema,
} from '@atrium/protocol';
import { parseWorld } from '@atrium/world';
import { inLongRuns, officeWorld } from '@atrium/world/testing';
import { nodeFlags } from '../src/testing/nodeFlags.ts';
import { createSeededRandom } from './support/seededRandom.ts';

const kills = inLongRuns(50, 3);
/** Writes that the server has answered before it is killed: enough to lose, at any speed of the machine. */
const mostAnswers = 20;
const longestDelayMs = 100;
const program = fileURLToPath(new URL('../dist/atrium.js', import.meta.url));

/** The built server, in a process that can be killed as a machine would. */
class Victim {
  readonly #folder: string;
  #child: ChildProcess | undefined;
  url = '';
  setupToken = '';

  constructor(folder: string) {
    this.#folder = folder;
  }

  async start(): Promise<void> {
    const environment = {
      ATRIUM_DATA_DIR: this.#folder,
      ATRIUM_PORT: '0',
      ATRIUM_METRICS: 'off',
      ATRIUM_SFU: 'off',
      ATRIUM_LOG_LEVEL: 'warn',
      ATRIUM_REQUESTS_PER_MINUTE: '1000000',
    };
    const child = spawn(process.execPath, [...nodeFlags, program, 'start'], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (/^Atrium is open at .*\n/m.test(said)) resolve();
      });
      child.once('exit', () => reject(new Error(`The server does not start any more: ${said}`)));
    });
    this.url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '';
    this.setupToken = /\/setup#(\S+)/.exec(said)?.[1] ?? this.setupToken;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}

/** Everything that the server has said it has kept. */
interface Acknowledged {
  readonly tokenIds: string[];
  readonly files: string[];
  versions: number;
  /** Of the draft that was saved last. */
  revision: number;
  fence: string;
  /** Writes that were answered since the server was started. */
  answers: number;
}

test(`whatever moment a server is killed at, ${kills} times over, nothing that it had acknowledged is lost or damaged`, async () => {
  const random = createSeededRandom(20_261_129);
  const folder = await mkdtemp(join(tmpdir(), 'atrium-killed-'));
  const victim = new Victim(folder);
  const kept: Acknowledged = { tokenIds: [], files: [], versions: 1, revision: 0, fence: '', answers: 0 };
  try {
    await victim.start();
    const token = await setUp(victim);
    // On a busy machine, a slow kind of write may not be answered between two kills.
    const isEnough = () =>
      Math.min(kept.tokenIds.length, kept.files.length, kept.versions, kept.revision) > kills / 2;
    for (let kill = 0; kill < kills || !isEnough(); kill++) {
      const stop = { isDue: false };
      kept.answers = 0;
      const writing = [writeTokens, writeAssets, writeVersions, writeDrafts].map((write) =>
        write(victim.url, token, kept, stop),
      );
      const answers = random.whole(mostAnswers);
      await vi.waitUntil(() => kept.answers >= answers, { timeout: 120_000, interval: 1 });
      await new Promise((resolve) => setTimeout(resolve, random.next() * longestDelayMs));
      await victim.kill();
      stop.isDue = true;
      await Promise.all(writing);
      await victim.start();
      await verify(victim.url, token, kept, false);
    }
    await verify(victim.url, token, kept, true);
  } finally {
    await victim.kill();
    await rm(folder, { recursive: true, force: true });
  }
}, 400_000);

async function setUp({ url, setupToken: token }: Victim): Promise<string> {
  const account = { name: 'Ada', email: 'ada@example.org', password: 'correct horse battery' };
  const body = JSON.stringify({ ...account, token, workspaceName: 'Acme' });
  const headers = { 'Content-Type': 'application/json' };
  const reply = await fetch(`${url}/api/v1/setup`, { method: 'POST', headers, body });
  return signedInSchema.parse(await reply.json()).accessToken;
}

type Write = (
  url: string,
  token: string,
  kept: Acknowledged,
  stop: { readonly isDue: boolean },
) => Promise<void>;

type Ask = (
  path: string,
  init: {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  },
) => Promise<Response>;

/** Does one thing after the other until the server is gone. */
function writing(once: (ask: Ask, kept: Acknowledged) => Promise<void>): Write {
  return async (url, token, kept, stop) => {
    const ask: Ask = (path, init) =>
      fetch(`${url}/api/v1/${path}`, {
        ...init,
        headers: { Authorization: `Bearer ${token}`, ...init.headers },
      });
    while (!stop.isDue) {
      try {
        await once(ask, kept);
        kept.answers++;
      } catch (error) {
        if (error instanceof TypeError) return; // `fetch` says so where the server was killed.
        throw error;
      }
    }
  };
}

const json = { 'Content-Type': 'application/json' };
let made = 0;

const writeTokens = writing(async (ask, { tokenIds }) => {
  const body = JSON.stringify({ name: `Token ${made++}`, role: 'Member', days: 1 });
  const reply = await ask('api-tokens', { method: 'POST', headers: json, body });
  tokenIds.push(apiTokenReplySchema.parse(await reply.json()).tokenId);
});

const writeAssets = writing(async (ask, { files }) => {
  const body = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><path d="M0 ${made++}h9"/></svg>`;
  const metadata = JSON.stringify({ kind: 'logo' });
  const headers = { 'Content-Type': 'application/octet-stream' };
  const query = new URLSearchParams({ name: 'Image', metadata });
  const reply = await ask(`assets?${query}`, { method: 'POST', headers, body });
  files.push(assetSchema.parse(await reply.json()).file);
});

const writeVersions = writing(async (ask, kept) => {
  const body = JSON.stringify({ ...officeWorld(), version: `1.0.${kept.versions}` });
  const reply = await ask(`managed-worlds/headquarters/file?base=${kept.versions}`, {
    method: 'PUT',
    headers: json,
    body,
  });
  if (reply.status === 200) kept.versions++;
});

/** Of another version each time: what is read back says which save it is. */
const draftOf = (revision: number) => ({ ...officeWorld(), version: `2.0.${revision}` });

const writeDrafts = writing(async (ask, kept) => {
  const draft = 'managed-worlds/headquarters/draft';
  if (kept.fence === '') {
    const reply = await ask(`${draft}/lease`, { method: 'POST', headers: json, body: '{"takeOver":true}' });
    kept.fence = leaseReplySchema.parse(await reply.json()).fence;
  }
  const query = `fence=${kept.fence}&revision=${kept.revision}&base=1`;
  const body = JSON.stringify(draftOf(kept.revision + 1));
  const reply = await ask(`${draft}?${query}`, { method: 'PUT', headers: json, body });
  kept.revision = draftSavedSchema.parse(await reply.json()).revision;
});

/** @param isAll looks at every image, and not only at the last ones */
async function verify(url: string, token: string, kept: Acknowledged, isAll: boolean): Promise<void> {
  const headers = { Authorization: `Bearer ${token}` };
  const read = async <Value>(schema: z.ZodType<Value>, path: string) =>
    schema.parse(await (await fetch(`${url}/api/v1/${path}`, { headers })).json());
  const { tokens } = await read(apiTokenListSchema, 'api-tokens');
  const found = new Set(tokens.map(({ tokenId }) => tokenId));
  expect(kept.tokenIds.filter((tokenId) => !found.has(tokenId))).toEqual([]);

  for (const file of isAll ? kept.files : kept.files.slice(-3)) {
    const bytes = new Uint8Array(await (await fetch(`${url}/asset/${file}`)).arrayBuffer());
    expect(`${createHash('sha256').update(bytes).digest('hex')}.svg`).toBe(file);
  }

  const { worlds } = await read(managedWorldListSchema, 'managed-worlds');
  // One more may have been kept whose answer did not arrive.
  expect(worlds[0]?.versions).toBeGreaterThanOrEqual(kept.versions);
  kept.versions = worlds[0]?.versions ?? 0;
  const listed = await read(worldListSchema, 'worlds');
  expect(listed.worlds[0]?.version).toBe(kept.versions);
  const file = await fetch(`${url}${listed.worlds[0]?.file}`);
  expect(parseWorld(new Uint8Array(await file.arrayBuffer())).ok).toBe(true);

  const draft = 'managed-worlds/headquarters/draft';
  const state = await read(draftStateSchema, draft);
  // One more may have been kept whose answer did not arrive: the save that is sent again is answered again.
  expect([kept.revision, kept.revision + 1]).toContain(state.revision);
  const saved = await fetch(`${url}/api/v1/${draft}/file?revision=${state.revision}`, { headers });
  if (state.draft !== null) expect(await saved.json()).toEqual(draftOf(state.revision));
}
