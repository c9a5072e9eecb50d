import { once } from 'node:events';
import { WebSocket } from 'ws';
import * as z from 'zod';
import {
  composeLook,
  decodePresenceFrame,
  encodeMoveIntent,
  nextSequence,
  parseServerMessage,
  protocolVersion,
  signalPath,
  subprotocol,
  wireLimits,
} from '@atrium/protocol';
import type { ServerMessage } from '@atrium/protocol';
import { unitsPerTile } from '@atrium/world';
import { atStart, placeOf, stepWalk } from '../presence/load/walk.ts';
import { quantile } from '../presence/statistics.ts';

// A process of people who walk to and fro while versions are published. They fetch each version as Clients do, and do
// not read it: each person's own machine would.

const setup = z
  .object({
    url: z.string(),
    worldId: z.string(),
    tokens: z.array(z.string()),
    /** People who have one in common begin beside each other. */
    spawnPointIds: z.array(z.string()),
  })
  .parse(JSON.parse(process.env['BENCH_CROWD'] ?? ''));
const requestSchema = z.object({ id: z.number(), ask: z.enum(['come', 'watch', 'changed']) });
/** How often those who walk say where they are, in ms. */
const moveMs = 1_000 / 15;
/** One in so many reads what it sees of the others. */
const personsPerWitness = 20;
/** For how long after the last Client has the version it is watched whether people go on, in ms. */
const watchedMs = 1_000;

/** When the last of them has the version that is awaited, on the clock of the machine. */
let lastChangedAt = 0;
let stillWaiting = new Set<Walker>();
let allChanged: () => void = () => undefined;

class Walker {
  /** Longest time without a step of each other person, by networkId, in ms; of a witness. */
  readonly longestGaps = new Map<number, number>();
  readonly #seenAt = new Map<number, number>();
  readonly #isWitness: boolean;
  readonly #webSocket: WebSocket;
  #moveEpoch = 0;
  #sequence = 0;
  #walk = atStart;

  constructor(webSocket: WebSocket, isWitness: boolean) {
    this.#webSocket = webSocket;
    this.#isWitness = isWitness;
  }

  /** @throws Error where it is not let in */
  async hello(token: string, spawnPointId: string): Promise<void> {
    const look = composeLook(([first]) => first);
    const welcomed = new Promise<ServerMessage>((resolve) => {
      this.#webSocket.on('message', (data: Buffer, isBinary) => {
        if (isBinary) return this.#see(data);
        const parsed = parseServerMessage(data.toString());
        if (parsed.kind !== 'message') return;
        this.#hear(parsed.message);
        if (parsed.message.type === 'hello.ok' || parsed.message.type === 'error') resolve(parsed.message);
      });
    });
    this.#say({ type: 'hello', id: 0, protocolVersion, token, look, spawnPointId });
    const reply = await welcomed;
    if (reply.type !== 'hello.ok') throw new Error(`Not let in: ${JSON.stringify(reply)}`);
    this.#moveEpoch = reply.moveEpoch;
    const start = reply.place;
    setInterval(() => this.#say({ type: 'ping', id: 1 }), wireLimits.heartbeatMs);
    setInterval(() => {
      this.#walk = stepWalk(this.#walk, 'straight');
      const { x, y, facing } = placeOf(start, this.#walk, 'straight');
      this.#sequence = nextSequence(this.#sequence);
      const place = { x: x / unitsPerTile, y: y / unitsPerTile, facing, state: 'walking', ageMs: 0 } as const;
      this.#webSocket.send(
        encodeMoveIntent({ moveEpoch: this.#moveEpoch, sequence: this.#sequence, ...place }),
      );
    }, moveMs);
  }

  forgetGaps(): void {
    this.longestGaps.clear();
  }

  #say(message: object): void {
    this.#webSocket.send(JSON.stringify(message));
  }

  #hear(message: ServerMessage): void {
    if (message.type === 'position.correction') this.#moveEpoch = message.moveEpoch;
    if (message.type === 'world.coming') void this.#fetch(message.version, message.file);
    if (message.type !== 'world.changed') return;
    this.#moveEpoch = message.moveEpoch;
    if (!stillWaiting.delete(this)) return;
    lastChangedAt = Math.max(lastChangedAt, performance.timeOrigin + performance.now());
    if (stillWaiting.size === 0) allChanged();
  }

  async #fetch(version: number, file: string): Promise<void> {
    const reply = await fetch(`${setup.url}${file}`);
    await reply.arrayBuffer();
    this.#say({ type: 'world.ready', version });
  }

  #see(bytes: Buffer): void {
    if (!this.#isWitness) return;
    const now = performance.now();
    for (const { networkId } of decodePresenceFrame(bytes)?.updates ?? []) {
      const gap = now - (this.#seenAt.get(networkId) ?? now);
      this.longestGaps.set(networkId, Math.max(gap, this.longestGaps.get(networkId) ?? 0));
      this.#seenAt.set(networkId, now);
    }
  }
}

const walkers: Walker[] = [];

async function come(): Promise<void> {
  const address = `${setup.url.replace('http', 'ws')}${signalPath(setup.worldId)}`;
  for (const [index, token] of setup.tokens.entries()) {
    const webSocket = new WebSocket(address, subprotocol);
    await once(webSocket, 'open');
    const walker = new Walker(webSocket, index % personsPerWitness === 0);
    await walker.hello(token, setup.spawnPointIds[index % setup.spawnPointIds.length] ?? '');
    webSocket.on('close', (code) => {
      process.stderr.write(`A walker was disconnected (${code})\n`);
      process.exit(1);
    });
    walkers.push(walker);
  }
}

/** From here on the next version is awaited. */
function watch(): void {
  stillWaiting = new Set(walkers);
  lastChangedAt = 0;
  for (const walker of walkers) walker.forgetGaps();
}

/** @returns when the last person had the version, and for how long 19 of 20 stood still at most, in ms */
async function changed(): Promise<{ readonly lastChangedAt: number; readonly frozenMs: number }> {
  if (stillWaiting.size > 0) await new Promise<void>((resolve) => (allChanged = resolve));
  await new Promise((resolve) => setTimeout(resolve, watchedMs));
  const gaps = walkers.flatMap(({ longestGaps }) => [...longestGaps.values()]);
  return { lastChangedAt, frozenMs: Math.max(0, quantile(gaps, 0.95) - moveMs) };
}

async function answer(question: z.output<typeof requestSchema>['ask']): Promise<unknown> {
  if (question === 'come') return come();
  if (question === 'changed') return changed();
  return watch();
}

process.on('message', (message) => {
  const { id, ask } = requestSchema.parse(message);
  answer(ask).then(
    (result) => process.send?.({ id, result }),
    (error: unknown) => process.send?.({ id, problem: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
