import { addressGroup } from '../http/networkAddress.ts';

/**
 * Counts the sockets of each address that have not said hello. Only those: offices share one address, and those who are in
 * counts in their World.
 */
export class StrangerLimit {
  readonly #maxPerAddress: number;
  readonly #waiting = new Map<string, number>();

  constructor(maxPerAddress: number) {
    this.#maxPerAddress = maxPerAddress;
  }

  /** @returns to be called when the socket is a stranger no more (again and again, if need be), or `undefined`: too many */
  admit(address: string): (() => void) | undefined {
    const group = addressGroup(address);
    const waiting = this.#waiting.get(group) ?? 0;
    if (waiting >= this.#maxPerAddress) return undefined;
    this.#waiting.set(group, waiting + 1);
    let counted = true;
    return () => {
      if (!counted) return;
      counted = false;
      const left = (this.#waiting.get(group) ?? 1) - 1;
      if (left > 0) this.#waiting.set(group, left);
      else this.#waiting.delete(group);
    };
  }

  /** Sockets that have not said hello, of all addresses. */
  get waiting(): number {
    return [...this.#waiting.values()].reduce((sum, waiting) => sum + waiting, 0);
  }
}
