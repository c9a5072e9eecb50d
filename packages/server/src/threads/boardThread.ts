import { BoardHost } from '@atrium/signaling';
import type { BoardTask } from '@atrium/signaling';
import { answerTasks } from './answerTasks.ts';

// Entry of the thread that holds the documents of Whiteboards.
const host = new BoardHost();
answerTasks((task) => ({ answer: host.answer(task as BoardTask), transfer: [] }));
