/** Frames that `drawTimes` remembers. */
const rememberedFrames = 600;
/** A longer pause between two frames counts as this much time, in ms: nothing leaps after a pause. */
const longestStepMs = 100;

/** What the loop needs of the page; a test brings its own. */
export interface FrameSource {
  requestFrame(run: (nowMs: number) => void): number;
  cancelFrame(handle: number): void;
  now(): number;
  isHidden(): boolean;
}

/** What a frame came to. */
export interface FrameOutcome {
  /** Whether something was drawn. */
  readonly drawn: boolean;
  /** Whether the next frame may differ. */
  readonly goesOn: boolean;
}

/** Runs frames while there is something to show, and none at all otherwise. */
export interface FrameLoop {
  /** Starts drawing if it had stopped. */
  wake(): void;
  readonly framesDrawn: number;
  /** Time the main thread spent on each of the last frames drawn, in ms, oldest first. */
  readonly drawTimes: readonly number[];
  stop(): void;
}

export function createFrameLoop(
  source: FrameSource,
  frame: (nowMs: number, elapsedMs: number) => FrameOutcome,
): FrameLoop {
  const times = new Float64Array(rememberedFrames);
  let framesDrawn = 0;
  let handle: number | undefined;
  let lastMs: number | undefined;
  let isStopped = false;

  const request = (): void => {
    if (handle !== undefined || isStopped || source.isHidden()) return;
    handle = source.requestFrame(run);
  };
  const run = (): void => {
    handle = undefined;
    if (isStopped || source.isHidden()) {
      lastMs = undefined;
      return;
    }
    const startMs = source.now();
    const elapsedMs = lastMs === undefined ? 1000 / 60 : Math.min(longestStepMs, startMs - lastMs);
    const { drawn, goesOn } = frame(startMs, elapsedMs);
    if (drawn) {
      times[framesDrawn % rememberedFrames] = source.now() - startMs;
      framesDrawn++;
    }
    lastMs = goesOn ? startMs : undefined;
    if (goesOn) request();
  };

  return {
    wake: request,
    get framesDrawn() {
      return framesDrawn;
    },
    get drawTimes() {
      const first = Math.max(0, framesDrawn - rememberedFrames);
      return Array.from(
        { length: framesDrawn - first },
        (_, index) => times[(first + index) % rememberedFrames] ?? 0,
      );
    },
    stop() {
      isStopped = true;
      if (handle !== undefined) source.cancelFrame(handle);
    },
  };
}
