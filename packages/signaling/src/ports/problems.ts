/** Where failures of the server itself (not of its Clients) are reported. */
export interface Problems {
  /**
   * @param what what was being done, as in "verifying a token"
   * @param sessionId whose session it was, where it was one's
   */
  report(what: string, cause: unknown, sessionId?: string): void;
  /** What becomes of a session, for a host who looks for a fault: no personal data, and much of it. */
  trace(what: string, sessionId: string): void;
}
