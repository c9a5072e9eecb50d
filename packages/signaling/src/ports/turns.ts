/** Spreads what comes all at once over turns of the event loop, so that nothing else waits for the whole of it. */
export interface Turns {
  /** Calls back at once, or in one of the next turns where much has begun in this one; in the order of the calls. */
  begin(go: () => void): void;
}
