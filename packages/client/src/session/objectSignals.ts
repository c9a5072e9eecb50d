import type { InteractRefusal, ServerMessage, ServerMessageOf } from '@atrium/protocol';
import type { SignalingConnection } from '../connection/signalingConnection.ts';
import { EventEmitter } from './eventEmitter.ts';

/** The server's answer to a request to use an Object. */
export type InteractionAnswer =
  | { readonly granted: true }
  | { readonly granted: false; readonly reason: InteractRefusal; readonly holderName: string | undefined };

export interface ObjectSignalsEvents {
  /** Who holds which Object or seat of the Zone has changed. */
  holders: ReadonlyMap<string, string>;
  board: BoardMessage;
}

/** What the server says about Whiteboards without being asked. */
export type BoardMessage = Extract<
  ServerMessage,
  { type: 'board.update' | 'board.cursor' | 'board.reset' | 'board.closed' }
>;

/** The part of a session that is about Objects: who has which, and what is drawn on Whiteboards. */
export class ObjectSignals {
  readonly #connection: SignalingConnection;
  readonly #events = new EventEmitter<ObjectSignalsEvents>();
  readonly #holders = new Map<string, string>();

  constructor(connection: SignalingConnection) {
    this.#connection = connection;
  }

  /** The connection, for whatever is asked about Whiteboards. @throws SessionError */
  get request(): SignalingConnection['request'] {
    return (request) => this.#connection.request(request);
  }

  get cast(): SignalingConnection['cast'] {
    return (message) => {
      this.#connection.cast(message);
    };
  }

  /** The personId of the person who has an Object or a seat of the Zone. */
  holderOf(lockId: string): string | undefined {
    return this.#holders.get(lockId);
  }

  /** @returns stops listening */
  on<Name extends keyof ObjectSignalsEvents>(
    name: Name,
    listener: (payload: ObjectSignalsEvents[Name]) => void,
  ): () => void {
    return this.#events.on(name, listener);
  }

  /** Asks to use an Object, or for a seat. @throws SessionError */
  async interact(objectId: string): Promise<InteractionAnswer> {
    const answer: ServerMessageOf<'interact.ok'> = await this.#connection.request({
      type: 'interact',
      objectId,
    });
    if (answer.granted) return { granted: true };
    return {
      granted: false,
      reason: answer.reason ?? 'nothing-to-use',
      holderName: answer.holder?.name,
    };
  }

  /** Has finished using it. @throws SessionError */
  async end(objectId: string): Promise<void> {
    await this.#connection.request({ type: 'interact.end', objectId });
  }

  // From the session

  /** @returns whether the message was about Objects */
  receive(message: ServerMessage): boolean {
    switch (message.type) {
      case 'object.states':
        for (const [lockId, personId] of Object.entries(message.objects)) {
          if (personId === null) this.#holders.delete(lockId);
          else this.#holders.set(lockId, personId);
        }
        this.#events.emit('holders', this.#holders);
        return true;
      case 'board.update':
      case 'board.cursor':
      case 'board.reset':
      case 'board.closed':
        this.#events.emit('board', message);
        return true;
      default:
        return false;
    }
  }

  /** A snapshot has come: what is held in this Zone is told anew. */
  forgetHolders(): void {
    this.#holders.clear();
    this.#events.emit('holders', this.#holders);
  }
}
