import type { WebSocket } from 'ws';

/** How far a Client may be behind, in ms. */
const behindMs = 1_000;
const pingMs = 250;

/**
 * Finds out whether a Client behind another server takes in what it is sent: that server hides how much waits. Pings go
 * the way of everything else, in order, and every Client answers them by itself (RFC 6455, 5.5.3).
 */
export class HiddenBacklog {
  readonly #webSocket: Pick<WebSocket, 'ping'>;
  readonly #nowMs: () => number;
  #pings = 0;
  #pingedAtMs = Number.NEGATIVE_INFINITY;
  #isAsking = false;

  /** @param nowMs on a clock that never goes back */
  constructor(webSocket: Pick<WebSocket, 'ping'>, nowMs: () => number) {
    this.#webSocket = webSocket;
    this.#nowMs = nowMs;
  }

  get isBehind(): boolean {
    return this.#isAsking && this.#nowMs() - this.#pingedAtMs > behindMs;
  }

  /** Something has been sent. */
  sent(): void {
    const nowMs = this.#nowMs();
    if (this.#isAsking || nowMs - this.#pingedAtMs < pingMs) return;
    this.#isAsking = true;
    this.#pingedAtMs = nowMs;
    this.#webSocket.ping(String(++this.#pings));
  }

  /** @returns whether the pong is the answer to a ping of this side */
  answered(payload: Uint8Array): boolean {
    if (!this.#isAsking || Buffer.from(payload).toString() !== String(this.#pings)) return false;
    this.#isAsking = false;
    return true;
  }
}
