/** An update that was taken, and who has drawn it. */
export interface BoardStroke {
  readonly update: Uint8Array;
  readonly personId: string;
}

/** What is to be done with the document of a Whiteboard. */
export type BoardTask = DocumentTask | MergeTask;

/** Joins what two servers have kept of the same board; neither needs to be a document of the engine. */
interface MergeTask {
  readonly kind: 'merge';
  /** Yjs updates (v1). */
  readonly states: readonly [Uint8Array, Uint8Array];
}

export type DocumentTask = { readonly boardId: string } & (
  | {
      readonly kind: 'load';
      /** One Yjs update (v1); `undefined`: an empty board. */
      readonly kept: Uint8Array | undefined;
      /** Who draws with which Yjs client. */
      readonly authors: readonly (readonly [client: number, personId: string])[];
      /** What was taken since. */
      readonly strokes: readonly BoardStroke[];
    }
  | ({ readonly kind: 'apply' } & BoardStroke)
  | { readonly kind: 'encode' }
  | { readonly kind: 'forget' }
);

/** What became of an update. */
export interface AppliedUpdate {
  readonly outcome: 'taken' | 'full' | 'unreadable';
  /** What it has changed, as an update for others; `undefined` where that is nothing. */
  readonly effect: Uint8Array | undefined;
  /** Yjs clients that nobody has drawn with before. */
  readonly claimed: readonly number[];
}

export type BoardAnswer =
  | { readonly kind: 'done' }
  | ({ readonly kind: 'applied' } & AppliedUpdate)
  | { readonly kind: 'encoded'; readonly state: Uint8Array }
  /** What was to be loaded cannot be read. */
  | { readonly kind: 'unreadable' }
  /** The engine does not hold this board: it has started anew since. */
  | { readonly kind: 'unknown' }
  /** The task took too long, and was ended; all boards are gone from the engine. */
  | { readonly kind: 'lost' };

/**
 * Holds the documents of Whiteboards where the work on them holds up nobody: what people draw may be made to cost much.
 * Does tasks in the order in which they come.
 */
export interface BoardEngine {
  /** @param answered is called once; may be called at once. `tookMs`: the work of the engine, waiting for a CPU not included */
  run(task: BoardTask, answered: (answer: BoardAnswer, tookMs: number) => void): void;
}
