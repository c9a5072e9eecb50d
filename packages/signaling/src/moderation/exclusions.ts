/** Who may not come back for a while: into a World they were kicked from, or a Zone they were removed from. */
export class Exclusions {
  /** Until when, in ms on the server's clock. */
  readonly #until = new Map<string, number>();

  exclude(
    personId: string,
    worldId: string,
    zoneId: string | undefined,
    untilMs: number,
    nowMs: number,
  ): void {
    for (const [key, until] of this.#until) if (until <= nowMs) this.#until.delete(key);
    this.#until.set(keyOf(personId, worldId, zoneId), untilMs);
  }

  isExcluded(personId: string, worldId: string, zoneId: string | undefined, nowMs: number): boolean {
    if (this.#until.size === 0) return false; // Asked for every step into a Zone.
    return (this.#until.get(keyOf(personId, worldId, zoneId)) ?? nowMs) > nowMs;
  }
}

function keyOf(personId: string, worldId: string, zoneId: string | undefined): string {
  return JSON.stringify([personId, worldId, zoneId ?? null]);
}
