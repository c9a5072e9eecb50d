import type {
  ClientMessage,
  ClientMessageOf,
  Hello,
  PresenceFrame,
  ServerMessage,
  ServerMessageOf,
} from '@atrium/protocol';
import {
  closeReasonOf,
  decodePresenceFrame,
  parseServerMessage,
  protocolVersion,
  wireLimits,
} from '@atrium/protocol';
import { platformWord } from '../log/log.ts';
import type { Log } from '../log/log.ts';
import { decideAfterClose } from './closeOutcome.ts';
import type { EndReason } from './closeOutcome.ts';
import { Heartbeat } from './heartbeat.ts';
import { PendingRequests } from './pendingRequests.ts';
import type { ReplyType } from './pendingRequests.ts';
import { reconnectDelayMs } from './reconnectDelay.ts';
import { SessionError } from './sessionError.ts';
import { showNames } from './showNames.ts';
import type { ShownName } from './showNames.ts';
import type { OpenSocket, SocketLike } from './socketLike.ts';
import type { Cancel, Timers } from './timers.ts';

/** Set where the last attempt was refused because the server has too much to do. */
export interface Turned {
  readonly isServerBusy?: true;
}

/** The life of the connection to the Signaling Server. Times in ms on the clock of `Timers`. */
export type ConnectionState =
  | ({ readonly kind: 'connecting'; readonly attempt: number } & Turned)
  | ({ readonly kind: 'hello'; readonly attempt: number } & Turned)
  | { readonly kind: 'online'; readonly sinceMs: number }
  | ({ readonly kind: 'waiting'; readonly attempt: number; readonly nextAttemptAtMs: number } & Turned)
  /** @property message what the server said of it in words; of bans it is more than the reason */
  | { readonly kind: 'ended'; readonly reason: EndReason; readonly message?: string | undefined };

/** Keeps the last ticket, so that a reload or a restart of the server leads back to the same place. */
export interface TicketStore {
  load(): string | undefined;
  save(ticket: string | undefined): void;
}

/** What a Client says of its person with every new connection. */
type SelfDescription = Pick<Hello, 'token' | 'look' | 'spawnPointId' | 'status' | 'blocked' | 'worldVersion'>;

export interface ConnectionOptions {
  readonly openSocket: OpenSocket;
  readonly timers: Timers;
  /** 0 up to but not including 1. */
  readonly random: () => number;
  readonly tickets: TicketStore;
  /** What this Client says of itself on each connection. */
  readonly hello: () => SelfDescription;
  /** How somebody is named on this page. */
  readonly shownName: ShownName;
  readonly log: Log;
  readonly events: ConnectionEvents;
}

interface ConnectionEvents {
  stateChanged(state: ConnectionState): void;
  /** Every message but replies to requests; `hello.ok` is the first. */
  message(message: ServerMessage): void;
  presence(frame: PresenceFrame): void;
  /** Something arrived that cannot be read. It is passed over. */
  unreadable(problem: string): void;
}

/** How long a socket may take to open. */
const openTimeoutMs = 6_000;
/** A connection that held for so long counts as a success: the next loss starts with a quick retry. */
const stableAfterMs = 3_000;

/** What is answered by a message of the same type with `.ok` behind it. */
type RequestType = Exclude<Extract<ClientMessage, { id: number }>['type'], 'hello' | 'ping'>;
/** A request before it has its id. */
export type Request<Type extends RequestType = RequestType> = Type extends RequestType
  ? Omit<ClientMessageOf<Type>, 'id'>
  : never;
export type ReplyTo<Type extends RequestType> = ServerMessageOf<Extract<ReplyType, `${Type}.ok`>>;
/** What nobody answers. */
export type Cast = Exclude<ClientMessage, { id: number }>;

/** Connects, says hello, notices losses and comes back, until the session is over. */
export class SignalingConnection {
  readonly #options: ConnectionOptions;
  readonly #requests: PendingRequests;
  readonly #heartbeat: Heartbeat;
  #state: ConnectionState = { kind: 'connecting', attempt: 0 };
  #socket: SocketLike | undefined;
  #cancelTimer: Cancel | undefined;
  #nextId = 1;
  #failedAttempts = 0;
  #lastError: ServerMessageOf<'error'> | undefined;
  #turned: Turned = {};
  /** As the closing server asked. */
  #reconnectAfterMs: number | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#requests = new PendingRequests(options.timers);
    this.#heartbeat = new Heartbeat(
      options.timers,
      () => this.#sendMessage({ type: 'ping', id: this.#takeId() }),
      () => this.#lose(undefined),
    );
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** To be called once. */
  start(): void {
    this.#connect();
  }

  /** Sends a MoveIntent; nothing where there is no connection. */
  sendBinary(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#state.kind === 'online') this.#socket?.sendBinary(bytes);
  }

  /** Sends what nobody answers; nothing where there is no connection. */
  cast(message: Cast): void {
    if (this.#state.kind === 'online') this.#sendMessage(message);
  }

  /** @throws SessionError where the server refuses, or the connection is not there or is lost before the reply */
  async request<Type extends RequestType>(
    request: Request<Type> & { readonly type: Type },
  ): Promise<ReplyTo<Type>> {
    if (this.#state.kind !== 'online') {
      throw new SessionError('disconnected', 'There is no connection to the server just now.');
    }
    const id = this.#takeId();
    const reply = this.#requests.expect(id, replyTypeOf<Type>(request.type));
    this.#socket?.sendText(JSON.stringify({ id, ...request }));
    return reply;
  }

  /** The tab is looked at again: finds out at once whether the connection still holds, or waits no longer. */
  wakeUp(): void {
    if (this.#state.kind === 'online') this.#heartbeat.checkNow();
    else if (this.#state.kind === 'waiting') this.#connect();
  }

  /** The device is on another network: what was begun on the old one will hardly succeed. */
  networkChanged(): void {
    if (this.#state.kind === 'connecting' || this.#state.kind === 'hello') this.#connect();
    else this.wakeUp();
  }

  /** Ends the session from this side; the server is told by `request('leave')`, if at all. */
  end(reason: EndReason, message?: string): void {
    if (this.#state.kind === 'ended') return;
    this.#dropSocket();
    this.#become({ kind: 'ended', reason, message });
  }

  #connect(): void {
    this.#dropSocket();
    this.#lastError = undefined;
    this.#reconnectAfterMs = undefined;
    const attempt = this.#failedAttempts;
    this.#become({ kind: 'connecting', attempt, ...this.#turned });
    /** Events of a socket that was given up are not listened to. */
    const ifCurrent = (run: () => void) => {
      if (socket === this.#socket) run();
    };
    const socket: SocketLike = this.#options.openSocket({
      opened: () => ifCurrent(() => this.#sayHello(attempt)),
      text: (text) => ifCurrent(() => this.#receiveText(text)),
      binary: (bytes) => ifCurrent(() => this.#receiveBinary(bytes)),
      closed: (code) => ifCurrent(() => this.#lose(code)),
    });
    this.#socket = socket;
    this.#setTimer(openTimeoutMs, () => this.#lose(undefined));
  }

  #sayHello(attempt: number): void {
    if (this.#state.kind !== 'connecting') return;
    this.#become({ kind: 'hello', attempt, ...this.#turned });
    this.#setTimer(wireLimits.helloTimeoutMs, () => this.#lose(undefined));
    const ticket = this.#options.tickets.load();
    // Fields that are `undefined` are left out of the JSON.
    this.#sendMessage({
      type: 'hello',
      id: this.#takeId(),
      protocolVersion,
      ...this.#options.hello(),
      ticket,
    });
  }

  #receiveText(text: string): void {
    this.#heartbeat.heard();
    const parsed = parseServerMessage(text);
    switch (parsed.kind) {
      case 'message':
        return this.#receive(showNames(parsed.message, this.#options.shownName));
      case 'invalid':
        this.#options.log.warn('A message of the server cannot be read');
        return this.#options.events.unreadable(parsed.problem);
      case 'unknown':
        return;
    }
  }

  #receiveBinary(bytes: Uint8Array): void {
    this.#heartbeat.heard();
    const frame = decodePresenceFrame(bytes);
    if (frame === undefined) {
      this.#options.log.warn('A binary frame of the server cannot be read', { bytes: bytes.length });
      this.#options.events.unreadable('a binary frame that is no presence frame');
    } else this.#options.events.presence(frame);
  }

  #receive(message: ServerMessage): void {
    switch (message.type) {
      case 'hello.ok':
        if (this.#state.kind !== 'hello') return;
        this.#cancelTimer?.();
        this.#become({ kind: 'online', sinceMs: this.#options.timers.now() });
        this.#heartbeat.start();
        // Its beginning is enough to find it in the log of the server.
        this.#options.log.info('A session began', {
          session: platformWord(`id:${message.sessionId.slice(0, 8)}`),
        });
        break;
      case 'ticket':
        this.#options.tickets.save(message.ticket);
        return;
      case 'server.closing':
        this.#reconnectAfterMs = message.reconnectAfterMs;
        return;
      case 'error':
        this.#lastError = message;
        break;
      default:
        break;
    }
    if (!this.#requests.settle(message)) this.#options.events.message(message);
  }

  /** @param code `undefined` where this side gave up on the connection */
  #lose(code: number | undefined): void {
    const outcome = decideAfterClose(
      code === undefined ? undefined : closeReasonOf(code),
      this.#lastError?.code,
    );
    this.#options.log.info('The connection was lost', { closeCode: code, error: this.#lastError?.code });
    if (outcome.kind === 'end') return this.end(outcome.reason, this.#lastError?.message);

    const { timers, random } = this.#options;
    const wasStable = this.#state.kind === 'online' && timers.now() - this.#state.sinceMs >= stableAfterMs;
    this.#failedAttempts = wasStable ? 1 : this.#failedAttempts + 1;
    const backoffMs = reconnectDelayMs(this.#failedAttempts, random());
    const delayMs = Math.max(outcome.leastDelayMs, this.#reconnectAfterMs ?? backoffMs);
    this.#turned = this.#lastError?.code === 'server_busy' ? { isServerBusy: true } : {};
    this.#dropSocket();
    this.#setTimer(delayMs, () => this.#connect());
    const nextAttemptAtMs = timers.now() + delayMs;
    this.#become({ kind: 'waiting', attempt: this.#failedAttempts, nextAttemptAtMs, ...this.#turned });
  }

  #dropSocket(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#heartbeat.stop();
    this.#requests.rejectAll();
    socket?.close();
  }

  #sendMessage(message: ClientMessage): void {
    this.#socket?.sendText(JSON.stringify(message));
  }

  #takeId(): number {
    const id = this.#nextId;
    this.#nextId = (this.#nextId + 1) >>> 0;
    return id;
  }

  #setTimer(ms: number, run: () => void): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#options.timers.after(ms, run);
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    this.#note(state);
    this.#options.events.stateChanged(state);
  }

  #note(state: ConnectionState): void {
    const { log } = this.#options;
    switch (state.kind) {
      case 'connecting':
      case 'hello':
      case 'waiting':
        return log.info('The connection changed', { state: state.kind, attempt: state.attempt });
      case 'online':
        return log.info('The connection changed', { state: state.kind });
      case 'ended':
        return log.info('The connection changed', { state: state.kind, reason: state.reason });
    }
  }
}

function replyTypeOf<Type extends RequestType>(type: Type): Extract<ReplyType, `${Type}.ok`> {
  // The protocol names every reply so; TypeScript cannot put the two together by itself.
  return `${type}.ok` as Extract<ReplyType, `${Type}.ok`>;
}
