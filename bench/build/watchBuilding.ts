/**
 * Runs in the page before its own code, and notes how long it takes, in ms: from the page being told of the pointer to
 * the frame with the ghost there; from a release or key to the frame that shows the change; from there to its problems
 * found by the Worker; from the last of the steps that a save has, less the second that it waits, to the answer.
 */
export interface Noted {
  readonly ghosts: number[];
  readonly pictures: number[];
  readonly problems: number[];
  readonly saves: number[];
}
declare global {
  interface Window {
    noted?: Noted;
    /** How much was done that is not shown yet. */
    underWay?: number;
  }
}

const noted: Noted = { ghosts: [], pictures: [], problems: [], saves: [] };
/** How long a step waits for others before it is saved, in ms. */
const saveAfterMs = 1_000;
/** A page that does not show a step after so many frames never will. */
const mostFrames = 600;
let changedAt = 0;
let isLookedFor = false;
window.noted = noted;
window.underWay = 0;

function count(by: number): void {
  window.underWay = (window.underWay ?? 0) + by;
}

/** Calls when the frame in which it became true has been painted. */
function oncePainted(isTrue: () => boolean, then: (nowMs: number) => void, frames = mostFrames): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      if (isTrue()) then(performance.now());
      else if (frames > 0) oncePainted(isTrue, then, frames - 1);
      else throw new Error('bench: what was done is never shown');
    };
    port2.postMessage(undefined);
  });
}

function noteOncePainted(times: number[], isTrue: () => boolean): void {
  const startMs = performance.now();
  count(1);
  oncePainted(isTrue, (nowMs) => {
    times.push(nowMs - startMs);
    count(-1);
  });
}

function isOnPlan({ target }: Event): boolean {
  return target instanceof Element && target.closest('[aria-label^="Plan of"]') !== null;
}

function ghostPlace(): string | undefined {
  const ghost = document.querySelector('[aria-label^="Plan of"] canvas')?.getBoundingClientRect();
  return ghost && `${ghost.x} ${ghost.y}`;
}

function change(): void {
  const draft = window.atrium?.draft();
  const frames = window.atrium?.view.framesDrawn ?? 0;
  changedAt = performance.now();
  isLookedFor = true;
  count(1);
  const isShown = () => window.atrium?.draft() !== draft && (window.atrium?.view.framesDrawn ?? 0) > frames;
  noteOncePainted(noted.pictures, isShown);
}

addEventListener(
  'pointermove',
  (event) => {
    const before = ghostPlace();
    if (!isOnPlan(event) || before === undefined || event.buttons > 0) return;
    noteOncePainted(noted.ghosts, () => ghostPlace() !== before);
  },
  true,
);
addEventListener('pointerup', (event) => isOnPlan(event) && change(), true);
addEventListener('keydown', (event) => event.ctrlKey && event.key === 'z' && change(), true);

window.Worker = class extends Worker {
  constructor(address: string | URL, options?: WorkerOptions) {
    super(address, options);
    if (!String(address).includes('problemWorker')) return;
    this.addEventListener('message', () => {
      if (!isLookedFor) return;
      isLookedFor = false;
      noted.problems.push(performance.now() - changedAt);
      count(-1);
    });
  }
};

new PerformanceObserver((list) => {
  for (const { name, responseEnd } of list.getEntriesByType('resource') as PerformanceResourceTiming[]) {
    const isSave = new URL(name).pathname.endsWith('/draft');
    // A save that began with an earlier step is not counted.
    const ms = responseEnd - changedAt - saveAfterMs;
    if (isSave && changedAt > 0 && ms > 0) noted.saves.push(ms);
  }
}).observe({ type: 'resource' });
