import { fromBase64, toBase64 } from 'lib0/buffer';
import { wireLimits } from '@atrium/protocol';
import type { Log } from '../log/log.ts';
import type { BoardMessage, ObjectSignals } from '../session/objectSignals.ts';
import type { WorldSession } from '../session/worldSession.ts';
import type { BoardEvent, BoardTransport } from './boardTransport.ts';

/** Base64 takes four letters for three bytes. */
const maxUpdateBytes = Math.floor(wireLimits.boardUpdateLength / 4) * 3;

/** A Whiteboard that goes through the Signaling Server. */
export class SignalingBoardTransport implements BoardTransport {
  readonly maxUpdateBytes = maxUpdateBytes;
  readonly #objectId: string;
  readonly #objects: ObjectSignals;
  readonly #log: Log;
  readonly #listeners = new Set<(event: BoardEvent) => void>();
  readonly #stops: readonly (() => void)[];
  #isOpen = false;

  constructor(session: Pick<WorldSession, 'objects' | 'on'>, objectId: string, log: Log) {
    this.#log = log;
    this.#objectId = objectId;
    this.#objects = session.objects;
    let wasOnline = true;
    this.#stops = [
      session.objects.on('board', (message) => this.#receive(message)),
      session.on('state', ({ kind }) => {
        const isOnline = kind === 'online';
        // The server knows nothing of what was open on an earlier connection.
        if (isOnline && !wasOnline && this.#isOpen) this.#tell({ kind: 'reset', reason: 'reconnected' });
        wasOnline = isOnline;
      }),
    ];
  }

  async open(): Promise<Uint8Array> {
    const { request } = this.#objects;
    this.#isOpen = true;
    const first = await request({ type: 'board.open', objectId: this.#objectId });
    const all = new Uint8Array(first.totalBytes);
    let piece = fromBase64(first.piece);
    let from = 0;
    for (;;) {
      all.set(piece, from);
      from += piece.length;
      if (from >= all.length || piece.length === 0) return all;
      piece = fromBase64((await request({ type: 'board.more', objectId: this.#objectId, from })).piece);
    }
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#objects
      .request({ type: 'board.close', objectId: this.#objectId })
      .catch((cause: unknown) =>
        this.#log.swallowed('The server was not told: it has closed the Whiteboard already', cause),
      );
  }

  /** Closes the board and hears of nothing any more. */
  end(): void {
    this.close();
    for (const stop of this.#stops) stop();
    this.#listeners.clear();
  }

  sendUpdate(update: Uint8Array): void {
    this.#objects.cast({ type: 'board.update', objectId: this.#objectId, update: toBase64(update) });
  }

  sendCursor(point: { readonly x: number; readonly y: number } | undefined): void {
    this.#objects.cast({ type: 'board.cursor', objectId: this.#objectId, point: point ?? null });
  }

  subscribe(listener: (event: BoardEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #receive(message: BoardMessage): void {
    if (message.objectId !== this.#objectId) return;
    switch (message.type) {
      case 'board.update':
        return this.#tell({ kind: 'update', update: fromBase64(message.update) });
      case 'board.cursor':
        return this.#tell({
          kind: 'cursor',
          personId: message.personId,
          point: message.point ?? undefined,
        });
      case 'board.reset':
        return this.#tell({ kind: 'reset', reason: message.reason });
      case 'board.closed':
        this.#isOpen = false;
        return this.#tell({ kind: 'closed' });
    }
  }

  #tell(event: BoardEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
