import { fork } from 'node:child_process';
import * as z from 'zod';

const replySchema = z.object({
  id: z.number(),
  result: z.unknown().optional(),
  problem: z.string().optional(),
});

/** A process of the bench that answers questions. */
export interface BenchProcess {
  /** Rejects where the process reports a problem or ends. */
  readonly ask: (question: object) => Promise<unknown>;
  readonly stop: () => void;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

export interface ProcessPlan {
  /** For people, in messages. */
  readonly name: string;
  readonly file: string;
  readonly args?: readonly string[];
  readonly nodeOptions?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Starts a Node process; what it prints goes to stderr. */
export function startProcess(plan: ProcessPlan): BenchProcess {
  const child = fork(plan.file, [...(plan.args ?? [])], {
    execArgv: [...(plan.nodeOptions ?? [])],
    env: { ...process.env, NODE_ENV: 'production', ...plan.env },
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const waiting = new Map<number, Waiting>();
  let nextId = 0;
  let isStopping = false;
  child.on('message', (message) => {
    const reply = replySchema.safeParse(message);
    // A server may have things of its own to tell its parent.
    if (!reply.success) return;
    const { id, result, problem } = reply.data;
    if (problem === undefined) waiting.get(id)?.resolve(result);
    else waiting.get(id)?.reject(new Error(`${plan.name}: ${problem}`));
    waiting.delete(id);
  });
  child.on('exit', (code) => {
    if (!isStopping) process.stderr.write(`${plan.name} ended by itself (${code})\n`);
    for (const { reject } of waiting.values()) reject(new Error(`${plan.name} has ended`));
  });
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (child.exitCode !== null) {
          reject(new Error(`${plan.name} has ended`));
          return;
        }
        waiting.set(nextId, { resolve, reject });
        child.send({ id: nextId++, ...question });
      }),
    stop: () => {
      isStopping = true;
      if (child.connected) child.disconnect();
    },
  };
}
