import type { ChatLine, ServerMessage, ServerMessageOf } from '@atrium/protocol';
import type { SignalingConnection } from '../connection/signalingConnection.ts';
import { EventEmitter } from './eventEmitter.ts';

/** What a moderator has done to oneself. */
export type ModerationTold = Pick<ServerMessageOf<'moderation.told'>, 'action' | 'by' | 'reason'>;

export interface ModerationSignalsEvents {
  told: ModerationTold;
}

/** The part of a session that is about people who misbehave. Every request rejects with a SessionError where it is refused. */
export class ModerationSignals {
  readonly #connection: SignalingConnection;
  readonly #events = new EventEmitter<ModerationSignalsEvents>();

  constructor(connection: SignalingConnection) {
    this.#connection = connection;
  }

  /** @returns stops listening */
  on(name: 'told', listener: (told: ModerationTold) => void): () => void {
    return this.#events.on(name, listener);
  }

  async mute(personId: string, muted: boolean, reason: string): Promise<void> {
    const why = reason === '' ? {} : { reason };
    await this.#connection.request({ type: 'moderation.mute', personId, muted, ...why });
  }

  async removeFromZone(personId: string, reason: string): Promise<void> {
    await this.#connection.request({ type: 'moderation.removeFromZone', personId, reason });
  }

  async kick(personId: string, reason: string): Promise<void> {
    await this.#connection.request({ type: 'moderation.kick', personId, reason });
  }

  /** @param hours null: for good */
  async ban(personId: string, reason: string, hours: number | null, withAddress: boolean): Promise<void> {
    await this.#connection.request({ type: 'moderation.ban', personId, reason, hours, withAddress });
  }

  /** Tells the Admins. @param chat what the reporter chose to attach */
  async report(personId: string, text: string, chat: readonly ChatLine[]): Promise<void> {
    await this.#connection.request({ type: 'report', personId, text, chat: [...chat] });
  }

  /** @returns whether the message was about moderation */
  receive(message: ServerMessage): boolean {
    if (message.type !== 'moderation.told') return false;
    this.#events.emit('told', message);
    return true;
  }
}
