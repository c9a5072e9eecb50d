import type { ServerMessage, ServerMessageOf } from '@atrium/protocol';
import type { SignalingConnection } from '../connection/signalingConnection.ts';
import type { Log } from '../log/log.ts';

type Coming = ServerMessageOf<'world.coming'>;
type Changed = ServerMessageOf<'world.changed'>;

/** Reads a version of the World. Gives back what puts it in the place of the one before; `undefined` where it cannot be read. */
export type PrepareWorld = (coming: Pick<Coming, 'version' | 'file'>) => Promise<(() => void) | undefined>;

interface WorldChangesParts {
  readonly connection: Pick<SignalingConnection, 'cast' | 'end'>;
  readonly prepare: PrepareWorld;
  readonly log: Log;
  /** The server is in another version: nothing is done in the World from here on until `changed`. */
  readonly begun: (message: Changed) => void;
  /** The World is the other version here, too. */
  readonly changed: (message: Changed) => void;
  /** Takes what the server said meanwhile. */
  readonly receive: (message: ServerMessage) => void;
}

/** A version that the server has told of. */
interface Awaited {
  /** What goes over to it, once it is read; `null` where it cannot be read. */
  change: (() => void) | null | undefined;
}

/** Goes from one version of the World to the next while one is in it: reads it ahead, and changes when the server does. */
export class WorldChanges {
  readonly #parts: WorldChangesParts;
  /** By their number: the one that is coming, and the one that the server is in already. */
  readonly #awaited = new Map<number, Awaited>();
  /** The change that waits for its World, and what has come since. */
  #waiting: { readonly message: Changed; readonly since: ServerMessage[] } | undefined;

  constructor(parts: WorldChangesParts) {
    this.#parts = parts;
  }

  /** Whether the server is in a version that is not read yet. */
  get isWaiting(): boolean {
    return this.#waiting !== undefined;
  }

  /** @returns whether the message is dealt with, or will be later */
  receive(message: ServerMessage): boolean {
    if (message.type === 'world.coming') this.#read(message);
    else if (this.#waiting !== undefined) this.#waiting.since.push(message);
    else if (message.type === 'world.changed') this.#begin(message);
    else return false;
    return true;
  }

  /** The connection is lost: the next one says which version the server is in. */
  forget(): void {
    this.#awaited.clear();
    this.#waiting = undefined;
  }

  #read({ version, file }: Coming): void {
    const { connection, prepare, log } = this.#parts;
    const awaited: Awaited = { change: undefined };
    // One that was to come, and that the server is not in, comes no more.
    for (const other of this.#awaited.keys())
      if (other !== this.#waiting?.message.version) this.#awaited.delete(other);
    this.#awaited.set(version, awaited);
    prepare({ version, file })
      .catch((cause: unknown) => {
        log.fault('The World that is coming cannot be read', cause);
        return undefined;
      })
      .then((change) => {
        if (this.#awaited.get(version) !== awaited) return;
        awaited.change = change ?? null;
        const isToCome = this.#waiting?.message.version !== version;
        if (change !== undefined && isToCome) connection.cast({ type: 'world.ready', version });
        this.#goOn();
      })
      .catch((cause: unknown) => log.fault('The World could not be changed', cause));
  }

  #begin(message: Changed): void {
    this.#waiting = { message, since: [] };
    this.#parts.begun(message);
    this.#goOn();
  }

  #goOn(): void {
    const { connection, changed, log, receive } = this.#parts;
    if (this.#waiting === undefined) return;
    const { message, since } = this.#waiting;
    const awaited = this.#awaited.get(message.version);
    if (awaited !== undefined && awaited.change === undefined) return;
    this.#awaited.delete(message.version);
    this.#waiting = undefined;
    if (typeof awaited?.change !== 'function') {
      log.warn('The World has changed to one that cannot be read');
      return connection.end('worldOutdated');
    }
    awaited.change();
    changed(message);
    since.forEach(receive);
  }
}
