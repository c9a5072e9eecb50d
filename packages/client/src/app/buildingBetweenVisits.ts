/**
 * What of Build Mode outlives a visit that ended, and not because the person left: after a change of their Role, or once
 * they go on here instead of in another tab, the next visit goes on building.
 */
export class BuildingBetweenVisits {
  #worldId: string | undefined;
  #closed: Promise<void> = Promise.resolve();
  #open: { readonly signOut: () => boolean; readonly over: Promise<void> } | undefined;

  /** To be told at every end of a visit. @param worldId the World that is built on; `undefined`: none */
  keep(worldId: string | undefined): void {
    this.#worldId = worldId;
  }

  /** @returns whether a visit that begins goes on building */
  goesOn(worldId: string): boolean {
    return this.#worldId === worldId;
  }

  /** A draft is being closed: until it is, its lease and its journal are not free. @param closing never rejects */
  closing(closing: Promise<void>): void {
    this.#closed = Promise.all([this.#closed, closing]).then(() => undefined);
  }

  /**
   * A draft is open.
   *
   * @param signOut told when the person is signed out for good; says whether something is left to be offered to them
   * @returns what is to be called when it is closed
   */
  opened(signOut: () => boolean): () => void {
    let end: () => void = () => undefined;
    const over = new Promise<void>((resolve) => (end = resolve));
    const open = { signOut, over };
    this.#open = open;
    return () => {
      if (this.#open === open) this.#open = undefined;
      end();
    };
  }

  /** The person is signed out for good. Resolves when they have seen what of their draft is not on the server. */
  async signedOut(): Promise<void> {
    const open = this.#open;
    if (open?.signOut() === true) await open.over;
  }

  /** Whether all drafts that this page had open are closed. */
  get closed(): Promise<void> {
    return this.#closed;
  }
}
