import * as Y from 'yjs';
import type { BoardAnswer, BoardTask, DocumentTask } from '../ports/boardEngine.ts';
import { BoardDocument } from './boardDocument.ts';

/** The documents of Whiteboards, wherever a `BoardEngine` has them. */
export class BoardHost {
  readonly #documents = new Map<string, BoardDocument>();

  answer(task: BoardTask): BoardAnswer {
    if (task.kind === 'merge') return { kind: 'encoded', state: Y.mergeUpdates([...task.states]) };
    return this.#answerFor(task);
  }

  #answerFor(task: DocumentTask): BoardAnswer {
    const document = this.#documents.get(task.boardId);
    switch (task.kind) {
      case 'load':
        return this.#load(task);
      case 'forget':
        document?.destroy();
        this.#documents.delete(task.boardId);
        return { kind: 'done' };
      case 'apply':
        if (document === undefined) return { kind: 'unknown' };
        return { kind: 'applied', ...document.apply(task.update, task.personId) };
      case 'encode':
        if (document === undefined) return { kind: 'unknown' };
        return { kind: 'encoded', state: document.encode() };
    }
  }

  #load({ boardId, kept, authors, strokes }: Extract<DocumentTask, { kind: 'load' }>): BoardAnswer {
    this.#documents.get(boardId)?.destroy();
    this.#documents.delete(boardId);
    let document: BoardDocument;
    try {
      document = new BoardDocument(kept, authors);
    } catch {
      // Told to the one who opens it.
      return { kind: 'unreadable' };
    }
    for (const { update, personId } of strokes) document.apply(update, personId);
    this.#documents.set(boardId, document);
    return { kind: 'done' };
  }
}
