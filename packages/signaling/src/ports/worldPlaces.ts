/** The right of this server to a World: to let people in, and to write what they do there. */
export interface Tenure {
  readonly worldId: string;
  /** Another one each time that a server takes the World; `undefined` where there is only one server. */
  readonly fence: string | undefined;
}

/** What becomes of a World that this server has. Nothing is told after `lost`. */
export interface TenureEvents {
  /** Another server has the World: it is over here. */
  lost(): void;
  /**
   * The lease had ended, and the World is this server's again: another server may have had it. Until this resolves,
   * writes for the World are refused.
   */
  retaken(): Promise<void>;
}

/** Which server has which World. Where there are several, each World is served by one of them. */
export interface WorldPlaces {
  /**
   * Takes a World for this server, or finds that it has it. Rejects only where the answer cannot be had.
   *
   * @returns `undefined` where another server has it
   */
  take(worldId: string, events: TenureEvents): Promise<Tenure | undefined>;
  /** The World is empty: any server may take it. */
  release(tenure: Tenure): void;
}

/** For the only server there is. */
export const onlyServer: WorldPlaces = {
  take: (worldId) => Promise.resolve({ worldId, fence: undefined }),
  release: () => undefined,
};
