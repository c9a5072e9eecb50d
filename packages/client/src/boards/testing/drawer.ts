import { expect } from 'vitest';
import { silentLog } from '../../log/log.ts';
import { BoardDocument } from '../boardDocument.ts';
import type { BoardPoint } from '../boardItem.ts';

/** Somebody's board, and what they have drawn that others do not know yet. */
export class Drawer {
  readonly sent: Uint8Array[] = [];
  readonly board: BoardDocument;
  #ids = 0;

  constructor(name: string, yjsClientId: number) {
    this.board = new BoardDocument({
      log: silentLog,
      newId: () => `${name}${this.#ids++}`,
      changed: () => undefined,
      drawn: (update) => this.sent.push(update),
      yjsClientId,
    });
  }

  /** Draws, and is done with it. */
  draw(points: readonly BoardPoint[], width = 6): string {
    const [first = { x: 0, y: 0 }, ...rest] = points;
    const id = this.board.beginStroke(first, 'ink', width) ?? '';
    this.board.extendStroke(id, rest);
    this.board.endStep();
    return id;
  }

  note(text: string): string {
    const id = this.board.addNote({ x: 100, y: 100 }, 'pink') ?? '';
    this.board.write(id, text);
    this.board.endStep();
    return id;
  }

  get texts(): readonly string[] {
    return this.board.items.flatMap((item) => (item.kind === 'stroke' ? [] : [item.text]));
  }
}

export function pair(): readonly [Drawer, Drawer] {
  return [new Drawer('a', 1), new Drawer('b', 2)];
}

export function exchange(...drawers: readonly Drawer[]): void {
  const all = drawers.map(({ sent }) => sent.splice(0));
  drawers.forEach(({ board }, mine) =>
    all.forEach((updates, theirs) => {
      if (mine !== theirs) for (const update of updates) expect(board.receive(update)).toBe(true);
    }),
  );
}
