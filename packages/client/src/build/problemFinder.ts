import type { World, WorldIssue } from '@atrium/world';
import type { Log } from '../log/log.ts';

/** A Worker that validates Worlds, one at a time. */
export interface ProblemWorker {
  ask(world: World): void;
  stop(): void;
}

export interface ProblemWorkerEvents {
  /** What is wrong with the World that it was asked about. */
  found(problems: readonly WorldIssue[]): void;
  /** The Worker does not run. */
  failed(): void;
}

/** Starts `problemWorker.ts` in this browser. */
function startProblemWorker(events: ProblemWorkerEvents): ProblemWorker {
  const worker = new Worker(new URL('./problemWorker.ts', import.meta.url), { type: 'module' });
  let sent: Partial<World> = {};
  worker.onmessage = ({ data }: MessageEvent<readonly WorldIssue[]>) => events.found(data);
  worker.onerror = () => events.failed();
  worker.onmessageerror = () => events.failed();
  return {
    ask(world) {
      worker.postMessage(changedParts(sent, world));
      sent = world;
    },
    stop: () => worker.terminate(),
  };
}

/** What a World has that another does not: a step changes one or two lists, and copying all of a large World takes long. */
export function changedParts(before: Partial<World>, world: World): Partial<World> {
  const keys = new Set([...Object.keys(before), ...Object.keys(world)]) as Set<keyof World>;
  return Object.fromEntries(
    [...keys].flatMap((key) => (before[key] === world[key] ? [] : [[key, world[key]]])),
  );
}

export interface ProblemFinderParts {
  readonly log: Log;
  /** @param world the one that was checked; a newer one may be on its way */
  readonly found: (world: World, problems: readonly WorldIssue[]) => void;
  /** This device cannot tell what is wrong with a World; the server can, when it is published. */
  readonly failed?: (world: World) => void;
  /** `startProblemWorker` unless given. */
  readonly startWorker?: (events: ProblemWorkerEvents) => ProblemWorker;
}

export interface ProblemFinder {
  /** Looks for what is wrong with a World. Of those that come while one is being checked, the latest counts. */
  check(world: World): void;
  /** Ends the Worker; nothing is found any more. */
  stop(): void;
}

/**
 * Finds what is wrong with the World under edit, in a Worker: 0.1 to 0.7 s for a large one, in which the page has to draw
 * on. A Worker that dies is started again for the next World.
 */
export function createProblemFinder(parts: ProblemFinderParts): ProblemFinder {
  const { log, found, failed, startWorker = startProblemWorker } = parts;
  let worker: ProblemWorker | undefined;
  let checking: World | undefined;
  let waiting: World | undefined;

  const begin = (world: World) => {
    checking = world;
    try {
      worker ??= start();
      worker.ask(world);
    } catch (cause) {
      log.fault('A World was not checked: the Worker for it does not start, or cannot be given it', cause);
      giveUp();
    }
  };
  const beginNext = () => {
    const next = waiting;
    waiting = undefined;
    if (next !== undefined && checking === undefined) begin(next);
  };
  const giveUp = () => {
    worker?.stop();
    worker = undefined;
    const unchecked = checking;
    checking = undefined;
    // The one that waits is started for anew, so that one World that kills the Worker is not the end of all checks.
    if (waiting === undefined && unchecked !== undefined) failed?.(unchecked);
    beginNext();
  };
  const start = (): ProblemWorker => {
    // A Worker that was given up may still have something to say.
    const isCurrent = () => worker === started;
    const started: ProblemWorker = startWorker({
      found(problems) {
        if (!isCurrent() || checking === undefined) return;
        const checked = checking;
        checking = undefined;
        found(checked, problems);
        beginNext();
      },
      failed() {
        if (!isCurrent()) return;
        log.warn('The Worker that checks Worlds does not run: it is started again for the next one');
        giveUp();
      },
    });
    return started;
  };
  return {
    check(world) {
      if (checking === undefined) begin(world);
      else waiting = world;
    },
    stop() {
      worker?.stop();
      worker = undefined;
      checking = undefined;
      waiting = undefined;
    },
  };
}
