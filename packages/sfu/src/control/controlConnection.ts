import { WebSocket } from 'ws';
import { SfuRefusal } from '@atrium/signaling';
import type { Answer, AskName, Asked, Order, Report, SfuState } from './controlMessages.ts';
import {
  answerSchemas,
  controlVersions,
  maxMessageBytes,
  parseMessage,
  reportSchema,
  subprotocolOf,
} from './controlMessages.ts';

export interface ControlConnectionEvents {
  /** It is up: the SFU has said how it is, for the first time or again. */
  state(state: SfuState): void;
  roomLost(room: number): void;
  speakersChanged(room: number, personIds: readonly string[]): void;
  /** Nothing comes of it any more; called once. */
  closed(cause: unknown): void;
}

/** What is told. What is asked gets its number here. */
export type Told = Exclude<Order, { id: number }>;

interface Waiting {
  readonly name: AskName;
  readonly answer: (value: unknown) => void;
  readonly fail: (cause: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

/** How long an answer may take, in ms; each takes some milliseconds, or the worker hangs. */
const answerMs = 10_000;
/** How often the SFU is asked whether it is there, in ms; the second time without an answer, it is not. */
const pingMs = 2_000;
/** RFC 6455, 7.4.1: policy violation. */
const policyViolation = 1_008;

/** One connection to an SFU that is another process. Once it is closed, everything that was opened over it is lost. */
export class ControlConnection {
  readonly #socket: WebSocket;
  readonly #events: ControlConnectionEvents;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ping: NodeJS.Timeout;
  #asked = 0;
  #numbers = 0;
  #isAlive = true;
  #isClosed = false;
  #cause: unknown;

  constructor(path: string, events: ControlConnectionEvents) {
    this.#events = events;
    this.#socket = new WebSocket(`ws+unix:${path}:/`, controlVersions.map(subprotocolOf), {
      maxPayload: maxMessageBytes,
      perMessageDeflate: false,
      handshakeTimeout: answerMs,
    });
    this.#socket.on('message', (data, isBinary) => {
      this.#receive(Buffer.isBuffer(data) && !isBinary ? data.toString() : '');
    });
    this.#socket.on('pong', () => (this.#isAlive = true));
    this.#socket.on('error', (cause) => (this.#cause ??= cause));
    this.#socket.on('close', (code, reason) => {
      this.#end(this.#cause ?? new Error(`The SFU ended the connection (${code} ${reason.toString()}).`));
    });
    this.#ping = setInterval(() => this.#checkAlive(), pingMs);
  }

  /** For a room or a member; another one each time. */
  newNumber(): number {
    return ++this.#numbers;
  }

  /** Rejects with SfuRefusal where it is refused, and with Error where the connection or the SFU fails. */
  async ask<Name extends AskName>(name: Name, asked: Asked<Name>): Promise<Answer<Name>> {
    if (this.#isClosed) throw new Error('The SFU is gone.');
    const id = ++this.#asked;
    const answer = await new Promise<unknown>((resolve, reject) => {
      const fail = (cause: unknown) => reject(cause instanceof Error ? cause : new Error(String(cause)));
      const timer = setTimeout(() => {
        this.#settle(id)?.fail(new Error(`The SFU did not answer "${name}" within ${answerMs} ms.`));
      }, answerMs);
      this.#waiting.set(id, { name, answer: resolve, fail, timer });
      this.#socket.send(JSON.stringify({ type: name, id, ...asked }));
    });
    // The schema of an answer is the one of the question: `#receive` has parsed it by that.
    return answer as Answer<Name>;
  }

  /** Whether the SFU speaks this version of the protocol, or a later one. */
  speaks(version: number): boolean {
    return controlVersions.some(
      (spoken) => spoken >= version && subprotocolOf(spoken) === this.#socket.protocol,
    );
  }

  tell(told: Told): void {
    if (!this.#isClosed) this.#socket.send(JSON.stringify(told));
  }

  close(): void {
    this.#end(new Error('The SFU is not used any more.'));
  }

  #receive(text: string): void {
    if (this.#isClosed) return;
    try {
      this.#take(parseMessage(reportSchema, text));
    } catch (cause) {
      this.#socket.close(policyViolation, 'That was not understood.');
      this.#end(cause);
    }
  }

  #take(report: Report): void {
    switch (report.type) {
      case 'state': {
        const { isAvailable, workers, firstPort, addresses } = report;
        return this.#events.state({ isAvailable, workers, firstPort, addresses });
      }
      case 'lost':
        return this.#events.roomLost(report.room);
      case 'speakers':
        return this.#events.speakersChanged(report.room, report.personIds);
      case 'answer': {
        const waiting = this.#settle(report.id);
        if (waiting === undefined) return;
        const parsed = answerSchemas[waiting.name].safeParse(report.answer);
        if (parsed.success) return waiting.answer(parsed.data);
        waiting.fail(parsed.error);
        throw parsed.error;
      }
      case 'refused':
        return this.#settle(report.id)?.fail(new SfuRefusal(report.message));
      case 'failed':
        return this.#settle(report.id)?.fail(new Error(report.message));
    }
  }

  /** An answer that comes too late finds nobody waiting. */
  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(waiting?.timer);
    return waiting;
  }

  #checkAlive(): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    if (!this.#isAlive) return this.#end(new Error(`The SFU has not answered for ${2 * pingMs} ms.`));
    this.#isAlive = false;
    this.#socket.ping();
  }

  #end(cause: unknown): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#ping);
    this.#socket.terminate();
    for (const id of [...this.#waiting.keys()]) this.#settle(id)?.fail(cause);
    this.#events.closed(cause);
  }
}
