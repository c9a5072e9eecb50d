import type { ServerMessage } from '@atrium/protocol';
import * as Y from 'yjs';
import type { FakeClient } from './fakeClient.ts';

/** Somebody with a Whiteboard open, or about to open it: a Yjs document that is kept in step by a Client. */
export class Artist {
  readonly client: FakeClient;
  readonly objectId: string;
  readonly doc = new Y.Doc();
  /** Bytes of the pieces in which the board came. */
  readonly pieces: number[] = [];
  #heard: number;

  constructor(client: FakeClient, objectId: string) {
    this.client = client;
    this.objectId = objectId;
    this.#heard = client.messages.length;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server') this.send(update);
    });
  }

  /** Opens the board and reads all that is on it. @returns the first reply */
  async open(): Promise<ServerMessage | undefined> {
    const { client, objectId } = this;
    this.pieces.length = 0;
    const first = await client.ask({ type: 'board.open', objectId });
    const parts: Buffer[] = [];
    let read = 0;
    for (let reply = first; reply?.type === 'board.open.ok' || reply?.type === 'board.more.ok';) {
      const part = Buffer.from(reply.piece, 'base64');
      parts.push(part);
      this.pieces.push(part.length);
      read += part.length;
      if (read >= reply.totalBytes) break;
      reply = await client.ask({ type: 'board.more', objectId, from: read });
    }
    if (parts.length > 0) Y.applyUpdate(this.doc, Buffer.concat(parts), 'server');
    this.hear();
    return first;
  }

  close(): Promise<ServerMessage | undefined> {
    return this.client.ask({ type: 'board.close', objectId: this.objectId });
  }

  send(update: Uint8Array): void {
    this.client.say({
      type: 'board.update',
      objectId: this.objectId,
      update: Buffer.from(update).toString('base64'),
    });
  }

  point(point: { x: number; y: number } | null): void {
    this.client.say({ type: 'board.cursor', objectId: this.objectId, point });
  }

  draw(...strokes: readonly string[]): void {
    this.doc.getArray<string>('strokes').push([...strokes]);
  }

  erase(place: number): void {
    this.doc.getArray<string>('strokes').delete(place);
  }

  /** What is on the board, as far as this Client has heard. */
  get strokes(): readonly string[] {
    this.hear();
    return this.doc.getArray<string>('strokes').toArray();
  }

  /** Takes in what others have drawn. */
  hear(): void {
    for (const message of this.client.messages.slice(this.#heard)) {
      if (message.type !== 'board.update' || message.objectId !== this.objectId) continue;
      Y.applyUpdate(this.doc, Buffer.from(message.update, 'base64'), 'server');
    }
    this.#heard = this.client.messages.length;
  }

  get resets(): readonly string[] {
    return this.client.of('board.reset').map(({ reason }) => reason);
  }
}
