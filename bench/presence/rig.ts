import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import type { Contender } from './contenders.ts';
import { planServer } from './contenders.ts';
import { loadCountSchema, type LoadCount, type LoadRequest, type LoadSetup } from './load/loadMessages.ts';
import type { Walk } from './load/walk.ts';
import { zonesPerWorld } from './people.ts';
import { findFreePort, untilItListens } from './ports.ts';
import { startProcess, type BenchProcess } from './process.ts';

const cpuSchema = z.object({ cpuMs: z.number() });
const memorySchema = z.object({ rssKb: z.number(), heapKb: z.number() });

/** What one window of measuring gave. */
export interface Window extends LoadCount {
  /** CPU time of the server's process, user and system. */
  readonly serverCpuMs: number;
}

export interface MemoryPerPerson {
  readonly heapKb: number;
  readonly rssKb: number;
}

/** A contender's server and its Clients, each in a process of its own. */
export class Rig {
  readonly contender: Contender;
  readonly #server: BenchProcess;
  readonly #load: BenchProcess;
  #before = { rssKb: 0, heapKb: 0 };

  private constructor(contender: Contender, server: BenchProcess, load: BenchProcess) {
    this.contender = contender;
    this.#server = server;
    this.#load = load;
  }

  static async start(contender: Contender, tickMs: number): Promise<Rig> {
    const port = await findFreePort();
    const server = startProcess(planServer(contender, port, tickMs));
    const { dialect, people, worlds } = contender;
    const setup: LoadSetup = { dialect, port, people, worlds, intervalMs: tickMs };
    const load = startProcess({
      name: `Clients of ${contender.name}`,
      file: fileURLToPath(new URL('load.js', import.meta.url)),
      env: { BENCH_LOAD: JSON.stringify(setup) },
    });
    await untilItListens(port, contender.name);
    return new Rig(contender, server, load);
  }

  /** One person goes to each Zone first: what a Zone costs, and code that runs for the first time, is nobody's memory. */
  async join(): Promise<void> {
    const openers = this.#openers;
    await this.#ask({ what: 'join', upTo: openers });
    this.#before = memorySchema.parse(await this.#server.ask({ ask: 'memory' }));
    await this.#ask({ what: 'join', upTo: this.contender.people });
  }

  async measure(walk: Walk, share: number, settleMs: number, windowMs: number): Promise<Window> {
    await this.#ask({ what: 'walk', walk, share });
    await pause(settleMs);
    await this.#ask({ what: 'begin' });
    const before = cpuSchema.parse(await this.#server.ask({ ask: 'cpu' }));
    await pause(windowMs);
    const after = cpuSchema.parse(await this.#server.ask({ ask: 'cpu' }));
    const count = loadCountSchema.parse(await this.#ask({ what: 'end' }));
    await this.#ask({ what: 'rest' });
    return { ...count, serverCpuMs: after.cpuMs - before.cpuMs };
  }

  /** With everybody in and at rest, less what it was before they came. */
  async measureMemory(): Promise<MemoryPerPerson> {
    const after = memorySchema.parse(await this.#server.ask({ ask: 'memory' }));
    const people = this.contender.people - this.#openers;
    return {
      heapKb: (after.heapKb - this.#before.heapKb) / people,
      rssKb: (after.rssKb - this.#before.rssKb) / people,
    };
  }

  stop(): void {
    this.#load.stop();
    this.#server.stop();
  }

  get #openers(): number {
    return this.contender.worlds * zonesPerWorld;
  }

  #ask(request: LoadRequest): Promise<unknown> {
    return this.#load.ask({ ask: request });
  }
}
