import type { Log } from '../log/log.ts';

/** How long a lost WebGL context may take to come back before the 2D canvas takes over, in ms. */
const contextPatienceMs = 2000;

/** What is done about a lost WebGL context. */
export interface ContextRescue {
  /** It came back in time: what it showed is to be drawn again. */
  restored(): void;
  /** Goes over to another surface. Where it fails, it is asked for again. */
  replace(): Promise<void>;
}

/** Watches the WebGL context of a canvas until `signal` is aborted. */
export function watchContext(
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
  rescue: ContextRescue,
  log: Log,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const replaceSoon = (): void => {
    timer = setTimeout(() => {
      rescue.replace().catch((cause: unknown) => {
        log.swallowed('What draws on a 2D canvas was not fetched: it is fetched again', cause);
        if (!signal.aborted) replaceSoon();
      });
    }, contextPatienceMs);
  };
  canvas.addEventListener('webglcontextlost', replaceSoon, { signal });
  canvas.addEventListener(
    'webglcontextrestored',
    () => {
      clearTimeout(timer);
      rescue.restored();
    },
    { signal },
  );
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
  });
}
