import type { Reaction, ServerMessage, ServerMessageOf, Status } from '@atrium/protocol';
import type { SignalingConnection } from '../connection/signalingConnection.ts';
import { EventEmitter } from './eventEmitter.ts';

export type ChatMessage = Pick<ServerMessageOf<'chat.message'>, 'from' | 'scope' | 'text'>;
/** Somebody asks oneself to come. */
export type IncomingCall = Pick<ServerMessageOf<'call.asked'>, 'callId' | 'from' | 'zoneId'>;
export type CallAnswer = Pick<ServerMessageOf<'call.answered'>, 'callId' | 'status'>;

export interface TogetherSignalsEvents {
  chat: ChatMessage;
  reaction: { readonly personId: string; readonly reaction: Reaction };
  /** Somebody in the Zone, oneself included, waves at somebody. */
  waved: { readonly personId: string; readonly to: string };
  highFive: readonly [string, string];
  /** Everybody who asks oneself to come. */
  calls: readonly IncomingCall[];
  called: IncomingCall;
  callAnswered: CallAnswer;
}

/** The part of a session that is about the people around: what they say, and what one says to them. */
export class TogetherSignals {
  readonly #connection: SignalingConnection;
  readonly #events = new EventEmitter<TogetherSignalsEvents>();
  readonly #calls = new Map<string, IncomingCall>();

  constructor(connection: SignalingConnection) {
    this.#connection = connection;
  }

  /** @returns stops listening */
  on<Name extends keyof TogetherSignalsEvents>(
    name: Name,
    listener: (payload: TogetherSignalsEvents[Name]) => void,
  ): () => void {
    return this.#events.on(name, listener);
  }

  // What the person wants; all but reactions and dancing reject with a SessionError where the server refuses.

  /** @param to one person alone; the Zone where it is left out */
  async sendChat(text: string, to?: string): Promise<void> {
    await this.#connection.request({ type: 'chat.send', text, ...(to === undefined ? {} : { to }) });
  }

  react(reaction: Reaction): void {
    this.#connection.cast({ type: 'reaction', reaction });
  }

  async wave(personId: string): Promise<void> {
    await this.#connection.request({ type: 'wave', personId });
  }

  dance(dancing: boolean): void {
    this.#connection.cast({ type: 'dance', dancing });
  }

  async setStatus(status: Status): Promise<void> {
    await this.#connection.request({ type: 'status.set', status });
  }

  async raiseHand(raised: boolean): Promise<void> {
    await this.#connection.request({ type: 'hand.raise', raised });
  }

  /** Asks somebody to come. @returns the id of the call */
  async call(personId: string): Promise<string> {
    return (await this.#connection.request({ type: 'call', personId })).callId;
  }

  async answerCall(callId: string, accept: boolean): Promise<void> {
    this.#forget(callId);
    await this.#connection.request({ type: 'call.answer', callId, accept });
  }

  async setBlocked(personIds: readonly string[]): Promise<void> {
    await this.#connection.request({ type: 'blocks.set', personIds: [...personIds] });
  }

  // From the session

  /** @returns whether the message was about people */
  receive(message: ServerMessage): boolean {
    switch (message.type) {
      case 'chat.message':
        this.#events.emit('chat', message);
        return true;
      case 'reaction':
        this.#events.emit('reaction', message);
        return true;
      case 'waved':
        this.#events.emit('waved', message);
        return true;
      case 'highFive':
        this.#events.emit('highFive', message.personIds);
        return true;
      case 'call.asked':
        for (const call of this.#calls.values()) {
          if (call.from.personId === message.from.personId) this.#calls.delete(call.callId);
        }
        this.#calls.set(message.callId, message);
        this.#tellCalls();
        this.#events.emit('called', message);
        return true;
      case 'call.answered':
        this.#events.emit('callAnswered', message);
        return true;
      case 'call.over':
        this.#forget(message.callId);
        return true;
      default:
        return false;
    }
  }

  /** A hello was accepted: the server tells of open calls again. */
  begin(): void {
    if (this.#calls.size === 0) return;
    this.#calls.clear();
    this.#tellCalls();
  }

  #forget(callId: string): void {
    if (this.#calls.delete(callId)) this.#tellCalls();
  }

  #tellCalls(): void {
    this.#events.emit('calls', [...this.#calls.values()]);
  }
}
