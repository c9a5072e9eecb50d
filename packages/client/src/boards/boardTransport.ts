/** What came from others, through the Signaling Server. */
export type BoardEvent =
  | { readonly kind: 'update'; readonly update: Uint8Array }
  /** `undefined` point: their pointer has left the board. */
  | {
      readonly kind: 'cursor';
      readonly personId: string;
      readonly point: { readonly x: number; readonly y: number } | undefined;
    }
  /** The server has not taken the last update, or the connection came back: open anew, from nothing. */
  | {
      readonly kind: 'reset';
      readonly reason: 'full' | 'unreadable' | 'too-fast' | 'not-kept' | 'reconnected';
    }
  /** The board cannot be used any more: one has left the Zone. */
  | { readonly kind: 'closed' };

/** The way from a Whiteboard to the others who have it open. */
export interface BoardTransport {
  /** At most so many bytes go into one update. */
  readonly maxUpdateBytes: number;
  /** All that is on the board now, as one Yjs update (v1). Rejects where it may not be opened. Events flow from then on. */
  open(): Promise<Uint8Array>;
  close(): void;
  sendUpdate(update: Uint8Array): void;
  /** @param point in board units; `undefined`: the pointer has left */
  sendCursor(point: { readonly x: number; readonly y: number } | undefined): void;
  /** @returns stops listening */
  subscribe(listener: (event: BoardEvent) => void): () => void;
}
