import type {
  AppliedUpdate,
  BoardAnswer,
  BoardEngine,
  BoardStroke,
  BoardTask,
} from '../ports/boardEngine.ts';

/** How much is done over again at most where the engine starts anew, in updates and in bytes. */
const strokesKept = 500;
const strokeBytesKept = 128 * 1024;

/** A kept Whiteboard cannot be read. */
class BoardUnreadableError extends Error {
  constructor() {
    super('What was kept of a Whiteboard cannot be read.');
    this.name = 'BoardUnreadableError';
  }
}

/**
 * All that is on one Whiteboard, as an engine holds it. Remembers what the engine had at last and every update that was
 * taken since: where the engine starts anew, nothing that people were told of is lost.
 */
export class SharedDocument {
  readonly #engine: BoardEngine;
  readonly #boardId: string;
  readonly #authors = new Map<number, string>();
  #state: Uint8Array | undefined;
  #strokes: BoardStroke[] = [];
  #strokeBytes = 0;
  #isShortening = false;
  /** What goes on once the engine has the board again. */
  #reloading: ((isLoaded: boolean) => void)[] | undefined;

  private constructor(engine: BoardEngine, boardId: string, state: Uint8Array | undefined) {
    this.#engine = engine;
    this.#boardId = boardId;
    this.#state = state;
  }

  /**
   * @param boardId of no other document of the engine
   * @param kept what the board begins with
   * @throws BoardUnreadableError
   */
  static open(engine: BoardEngine, boardId: string, kept: Uint8Array | undefined): Promise<SharedDocument> {
    const document = new SharedDocument(engine, boardId, kept);
    return new Promise((resolve, reject) => {
      document.#load((isLoaded) => (isLoaded ? resolve(document) : reject(new BoardUnreadableError())));
    });
  }

  /**
   * @param update of Yjs, version 1
   * @param personId of the person who drew it
   * @param done may be called at once. `tookMs`: the work of the engine
   */
  apply(update: Uint8Array, personId: string, done: (applied: AppliedUpdate, tookMs: number) => void): void {
    this.#run({ kind: 'apply', boardId: this.#boardId, update, personId }, (answer, tookMs) => {
      if (answer.kind !== 'applied')
        return done({ outcome: 'unreadable', effect: undefined, claimed: [] }, tookMs);
      for (const client of answer.claimed) this.#authors.set(client, personId);
      if (answer.effect !== undefined) this.#remember({ update: answer.effect, personId });
      done(answer, tookMs);
    });
  }

  /** Everything, as one update. @throws BoardUnreadableError where it takes too long */
  encode(): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.#run({ kind: 'encode', boardId: this.#boardId }, (answer) => {
        if (answer.kind !== 'encoded') return reject(new BoardUnreadableError());
        // Tasks are done in their order: all that was answered before is in it.
        this.#state = answer.state;
        this.#strokes = [];
        this.#strokeBytes = 0;
        resolve(answer.state);
      });
    });
  }

  destroy(): void {
    this.#engine.run({ kind: 'forget', boardId: this.#boardId }, () => undefined);
  }

  #remember(stroke: BoardStroke): void {
    this.#strokes.push(stroke);
    this.#strokeBytes += stroke.update.length;
    const isEnough = this.#strokes.length >= strokesKept || this.#strokeBytes >= strokeBytesKept;
    if (!isEnough || this.#isShortening) return;
    this.#isShortening = true;
    const done = () => void (this.#isShortening = false);
    // Where it cannot be, it is tried again with the next stroke; what is remembered stays.
    this.encode().then(done, done);
  }

  #run(task: BoardTask, answered: (answer: BoardAnswer, tookMs: number) => void): void {
    this.#engine.run(task, (answer, tookMs) => {
      if (answer.kind !== 'unknown') return answered(answer, tookMs);
      this.#reload((isLoaded) => {
        if (isLoaded) this.#run(task, answered);
        else answered({ kind: 'lost' }, tookMs);
      });
    });
  }

  #reload(next: (isLoaded: boolean) => void): void {
    if (this.#reloading !== undefined) return void this.#reloading.push(next);
    const waiting = (this.#reloading = [next]);
    this.#load((isLoaded) => {
      this.#reloading = undefined;
      for (const goOn of waiting) goOn(isLoaded);
    });
  }

  #load(loaded: (isLoaded: boolean) => void): void {
    this.#engine.run(
      {
        kind: 'load',
        boardId: this.#boardId,
        kept: this.#state,
        authors: [...this.#authors],
        strokes: [...this.#strokes],
      },
      ({ kind }) => loaded(kind === 'done'),
    );
  }
}
