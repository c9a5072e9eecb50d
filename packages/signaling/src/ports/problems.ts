/** Where failures of the server itself (not of its Clients) are reported. */
export interface Problems {
  /** @param what what was being done, as in "verifying a token" */
  report(what: string, cause: unknown): void;
}
