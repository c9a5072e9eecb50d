/** Sent to the window when a part of the page arrives that did not at first. */
export const partArrivedEvent = 'atrium:partArrived';

const firstWaitMs = 1_000;
const longestWaitMs = 20_000;

/** What browsers say when a module or its style could not be fetched: Chromium, Firefox, WebKit; Vite. */
const fetchFailure =
  /Failed to fetch dynamically|error loading dynamically|Importing a module script failed|Unable to preload/;

/**
 * Fetches a part of the page, again and again until it arrives: the network may be away for a while. Meanwhile the page
 * says so (`vite:preloadError`, see `PageVersion`).
 *
 * @throws what the part itself throws when it is run
 */
export async function untilFetched<Part>(fetchPart: () => Promise<Part>): Promise<Part> {
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(longestWaitMs, waitMs * 2)) {
    try {
      const part = await fetchPart();
      if (waitMs > firstWaitMs) window.dispatchEvent(new Event(partArrivedEvent));
      return part;
    } catch (cause) {
      if (!(cause instanceof Error) || !fetchFailure.test(cause.message)) throw cause;
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}
