import { BoardHost } from '@atrium/signaling';
import type { BoardAnswer, BoardTask } from '@atrium/signaling';
import { answerTasks } from './answerTasks.ts';
import { createThreadClock } from './threadClock.ts';

/** What `createBoardEngine` gets. */
export interface CountedBoardAnswer {
  readonly answer: BoardAnswer;
  /** Time on a CPU. */
  readonly tookMs: number;
}

// Entry of the thread that holds the documents of Whiteboards.
const host = new BoardHost();
const clockMs = createThreadClock();
answerTasks((task) => {
  const startedMs = clockMs();
  const answer = host.answer(task as BoardTask);
  const counted: CountedBoardAnswer = { answer, tookMs: clockMs() - startedMs };
  return { answer: counted, transfer: [] };
});
