import type { ServerMessage } from '@atrium/protocol';
import type { Cast, SignalingConnection } from '../connection/signalingConnection.ts';
import type { SessionState } from './sessionState.ts';
import { EventEmitter } from './eventEmitter.ts';

/** What the server says about media without being asked. */
export type MediaMessage = Extract<
  ServerMessage,
  { type: 'media.plan' | 'media.states' | 'media.signal' | 'media.speakers' | 'sfu.published' }
>;

export interface MediaSignalsEvents {
  message: MediaMessage;
  /** The server listens from now on, and knows nothing of what was said on an earlier connection. */
  online: undefined;
  /** The connection is lost; whether it comes back is not known. */
  offline: undefined;
  /** The visit is over. */
  ended: undefined;
  /** The device is on another network. */
  networkChanged: undefined;
}

/** The part of a session that is about media: what goes to the Signaling Server, and what comes from it. */
export class MediaSignals {
  readonly #connection: SignalingConnection;
  readonly #events = new EventEmitter<MediaSignalsEvents>();
  /** The version of the World that what is said from now on counts for. */
  worldVersion: number | undefined;

  constructor(connection: SignalingConnection) {
    this.#connection = connection;
  }

  get isOnline(): boolean {
    return this.#connection.state.kind === 'online';
  }

  cast(message: Cast): void {
    this.#connection.cast(message);
  }

  /** @throws SessionError */
  get request(): SignalingConnection['request'] {
    return (request) => this.#connection.request(request);
  }

  /** @returns stops listening */
  on<Name extends keyof MediaSignalsEvents>(
    name: Name,
    listener: (payload: MediaSignalsEvents[Name]) => void,
  ): () => void {
    return this.#events.on(name, listener);
  }

  // From the session

  receive(message: MediaMessage): void {
    this.#events.emit('message', message);
  }

  follow({ kind }: SessionState): void {
    if (kind === 'ended') this.tell('ended');
    else if (kind === 'reconnecting') this.tell('offline');
  }

  tell(name: Exclude<keyof MediaSignalsEvents, 'message'>): void {
    this.#events.emit(name, undefined);
  }
}

export function isMediaMessage(message: ServerMessage): message is MediaMessage {
  switch (message.type) {
    case 'media.plan':
    case 'media.states':
    case 'media.signal':
    case 'media.speakers':
    case 'sfu.published':
      return true;
    default:
      return false;
  }
}
