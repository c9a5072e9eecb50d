import { BoardHost } from '../boards/boardHost.ts';
import type { BoardAnswer, BoardEngine, BoardTask } from '../ports/boardEngine.ts';

/** An engine in the thread that asks, which can be told to fail. */
export class BoardsHere implements BoardEngine {
  #host = new BoardHost();
  /** What each update costs, in ms. */
  tookMs = 0;
  /** Whether a task makes the engine hang, which ends it and all boards in it. */
  hangsAt: (task: BoardTask) => boolean = () => false;
  /** Answers wait for `answerAll`. */
  isSlow = false;
  readonly #waiting: (() => void)[] = [];

  run(task: BoardTask, answered: (answer: BoardAnswer, tookMs: number) => void): void {
    const work = () => {
      if (!this.hangsAt(task)) return answered(this.#host.answer(task), this.tookMs);
      this.#host = new BoardHost();
      answered({ kind: 'lost' }, this.tookMs);
    };
    if (this.isSlow) this.#waiting.push(work);
    else work();
  }

  /** Does everything that waits, and all that comes of it. */
  answerAll(): void {
    for (let work = this.#waiting.shift(); work !== undefined; work = this.#waiting.shift()) work();
  }
}
