import * as z from 'zod';
import { closeCodes } from '@atrium/protocol';
import type { Connection, ConnectionEvents, SharedFrame, SignalingServer } from '@atrium/signaling';
import type { OpenSocket, SocketEvents, SocketLike } from '../../connection/socketLike.ts';
import type { VirtualTime } from './virtualTime.ts';

/** First byte of a simulated frame: what it holds. */
export const frameMarks = { text: 1, binary: 2 } as const;
/** What a browser reports where a connection was lost. */
const lostCode = 1006;

/** How a simulated network is, in ms; may be changed at any time. */
export interface NetworkConditions {
  latencyMs: number;
  /** Up to so much more, evenly spread. */
  jitterMs: number;
  /** Whether sockets can be opened. */
  isUp: boolean;
}

/** A control message on its way, as far as those who tamper with it look. */
export interface Passing {
  readonly direction: 'up' | 'down';
  readonly type: string;
  readonly id: number | undefined;
}

/** What becomes of a control message: it goes on, never arrives, is replaced by another one, or comes so much later, in ms. */
export type Fate =
  | 'passes'
  | 'lost'
  | { readonly replacedBy: object }
  /** Never arrives, and what comes back is this. */
  | { readonly answeredBy: object }
  | { readonly lateMs: number };

/** One Client's way to the server: late, uneven, in order, and cut when a test says so. */
export class SimulatedNetwork {
  readonly conditions: NetworkConditions = { latencyMs: 30, jitterMs: 20, isUp: true };
  server: SignalingServer;
  /** Control messages that came through to the Client, parsed. */
  readonly received: { readonly type: string; readonly atMs: number }[] = [];
  intentsSent = 0;
  /** What a test does to control messages. */
  tamper: (message: Passing) => Fate = () => 'passes';
  readonly #time: VirtualTime;
  readonly #random: () => number;
  #socket: SimulatedSocket | undefined;

  constructor(server: SignalingServer, time: VirtualTime, random: () => number) {
    this.server = server;
    this.#time = time;
    this.#random = random;
  }

  readonly openSocket: OpenSocket = (events) => {
    this.#socket = new SimulatedSocket(this, events, this.#time);
    return this.#socket.clientEnd;
  };

  /** The connection breaks, and both ends notice. */
  cut(): void {
    this.#socket?.breakDown();
  }

  delayMs(): number {
    return this.conditions.latencyMs + this.conditions.jitterMs * this.#random();
  }

  messagesOf(type: string): number {
    return this.received.filter((message) => message.type === type).length;
  }
}

class SimulatedSocket implements Connection {
  readonly remoteAddress = '192.0.2.1';
  readonly worldId = 'office';
  readonly isBackedUp = false;
  readonly queuedBytes = 0;
  readonly #network: SimulatedNetwork;
  readonly #client: SocketEvents;
  readonly #time: VirtualTime;
  #server: ConnectionEvents | undefined;
  #isGone = false;
  #upAtMs = 0;
  #downAtMs = 0;

  constructor(network: SimulatedNetwork, client: SocketEvents, time: VirtualTime) {
    this.#network = network;
    this.#client = client;
    this.#time = time;
    this.#up(() => {
      if (!network.conditions.isUp) return this.breakDown();
      this.#server = network.server.accept(this);
      this.#down(() => client.opened());
    });
  }

  /** The Client's end. */
  get clientEnd(): SocketLike {
    return {
      sendText: (text) => {
        const message = read(text);
        this.#meet('up', message, (meant) => this.#up(() => this.#server?.message(meant)), text);
      },
      sendBinary: (bytes) => {
        this.#network.intentsSent++;
        this.#up(() => this.#server?.binary(bytes));
      },
      close: () => this.#up(() => this.#end(closeCodes.left)),
    };
  }

  authenticated(): void {
    // No limits on strangers here.
  }

  sendText(text: string): void {
    this.#meet('down', read(text), (meant) => this.#down(() => this.#receiveText(meant)), text);
  }

  write(frame: SharedFrame): void {
    const [mark] = frame.bytes;
    const payload = frame.bytes.slice(1);
    if (mark === frameMarks.binary) return this.#down(() => this.#client.binary(payload));
    this.sendText(new TextDecoder().decode(payload));
  }

  close(code: number): void {
    this.#down(() => this.#end(code));
  }

  terminate(): void {
    this.breakDown();
  }

  breakDown(): void {
    this.#end(lostCode);
  }

  #receiveText(text: string): void {
    this.#network.received.push({ type: read(text).type, atMs: this.#time.now() });
    this.#client.text(text);
  }

  /** Lets a test have its way with a message. One that is late is overtaken by those behind it. */
  #meet(
    direction: Passing['direction'],
    message: z.output<typeof passingSchema>,
    pass: (text: string) => void,
    text: string,
  ): void {
    const { type, id } = message;
    const fate = this.#network.tamper({ direction, type, id });
    if (fate === 'passes') return pass(text);
    if (fate === 'lost') return;
    if ('answeredBy' in fate) return this.#down(() => this.#receiveText(JSON.stringify(fate.answeredBy)));
    if ('replacedBy' in fate) return pass(JSON.stringify(fate.replacedBy));
    this.#time.after(fate.lateMs, () => pass(text));
  }

  #end(code: number): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#server?.closed();
    this.#client.closed(code);
  }

  #up(run: () => void): void {
    this.#upAtMs = Math.max(this.#upAtMs, this.#time.now() + this.#network.delayMs());
    this.#deliver(this.#upAtMs, run);
  }

  #down(run: () => void): void {
    this.#downAtMs = Math.max(this.#downAtMs, this.#time.now() + this.#network.delayMs());
    this.#deliver(this.#downAtMs, run);
  }

  #deliver(atMs: number, run: () => void): void {
    this.#time.after(atMs - this.#time.now(), () => {
      if (!this.#isGone) run();
    });
  }
}

const passingSchema = z.object({ type: z.string(), id: z.number().optional() });

function read(text: string): z.output<typeof passingSchema> {
  return passingSchema.parse(JSON.parse(text));
}
