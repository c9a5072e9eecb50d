import { describe, expect, it } from 'vitest';
import type { BoardDocument } from './boardDocument.ts';
import { BoardGeometry } from './boardGeometry.ts';
import { boardLimits, boardPage, noteSize } from './boardItem.ts';
import type { BoardItem, BoardPoint, Stroke } from './boardItem.ts';
import { Drawer, exchange, pair } from './testing/drawer.ts';

const geometry = new BoardGeometry((text) => text.length / 2);

/** Random numbers that are the same each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

function line(length: number, y = 0): BoardPoint[] {
  return Array.from({ length }, (_, index) => ({ x: index % boardPage.width, y: y + (index % 2) }));
}

describe('two boards', () => {
  it.each([1, 7, 42, 1234, 99_991])('are the same in the end, whoever does what when (seed %i)', (seed) => {
    const random = seeded(seed);
    const drawers = pair();
    const waiting = new Map(drawers.map((drawer) => [drawer, [] as Uint8Array[]]));
    const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
    const place = () => ({ x: random() * 5000 - 500, y: random() * 3000 - 250 });
    const doSomething = (board: BoardDocument) => {
      const itemId = pick(board.items)?.itemId ?? '';
      const acts = [
        () => board.beginStroke(place(), 'blue', 12),
        () => board.extendStroke(itemId, [place(), place()]),
        () => board.addText(place(), 'red'),
        () => board.addNote(place(), 'green'),
        () => board.write(itemId, `${random().toString(36)}😀`.slice(Math.floor(random() * 8))),
        () => board.place(itemId, place()),
        () => board.remove([itemId]),
        () => board.undo(),
        () => board.redo(),
        () => board.endStep(),
      ];
      pick(acts)?.();
    };
    for (let turn = 0; turn < 400; turn++) {
      const drawer = pick(drawers) ?? drawers[0];
      const other = drawer === drawers[0] ? drawers[1] : drawers[0];
      if (random() < 0.7) doSomething(drawer.board);
      waiting.get(other)?.push(...drawer.sent.splice(0));
      if (random() < 0.3)
        for (const update of waiting.get(drawer)?.splice(0) ?? []) drawer.board.receive(update);
    }
    for (const [drawer, updates] of waiting) for (const update of updates) drawer.board.receive(update);
    expect(drawers[0].board.items.length).toBeGreaterThan(5);
    expect(drawers[1].board.items).toEqual(drawers[0].board.items);
  });

  it('keep what both write in one note at the same time', () => {
    const [ana, ben] = pair();
    const id = ana.note('middle');
    exchange(ana, ben);
    ana.board.write(id, 'start middle');
    ben.board.write(id, 'middle end');
    exchange(ana, ben);
    expect([ana.texts, ben.texts]).toEqual([['start middle end'], ['start middle end']]);
  });

  it('show a note that two have written too much in, and shorten it when somebody writes', () => {
    const [ana, ben] = pair();
    const id = ana.note('-'.repeat(boardLimits.textLength - 1));
    exchange(ana, ben);
    ana.board.write(id, `${ana.texts[0]}aa`);
    ben.board.write(id, `bb${ben.texts[0]}`);
    exchange(ana, ben);
    expect(ana.texts[0]).toHaveLength(boardLimits.textLength);
    expect(ben.texts).toEqual(ana.texts);
    ana.board.write(id, 'short');
    exchange(ana, ben);
    expect(ben.texts).toEqual(['short']);
  });
});

describe('undo', () => {
  it('takes back what one has done oneself, and nothing of others', () => {
    const [ana, ben] = pair();
    ana.note('ana 1');
    ana.note('ana 2');
    exchange(ana, ben);
    ben.note('ben');
    exchange(ana, ben);
    ana.board.undo();
    expect(ana.texts).toEqual(['ana 1', 'ben']);
    ana.board.undo();
    ana.board.undo();
    expect(ana.texts).toEqual(['ben']);
    ana.board.redo();
    exchange(ana, ben);
    expect(ana.texts).toEqual(['ana 1', 'ben']);
    expect(ben.board.items).toEqual(ana.board.items);
  });

  it('leaves where somebody else has moved an item since', () => {
    const [ana, ben] = pair();
    const id = ben.note('of Ben');
    exchange(ana, ben);
    ana.board.place(id, { x: 500, y: 500 });
    exchange(ana, ben);
    ben.board.place(id, { x: 900, y: 900 });
    exchange(ana, ben);
    ana.board.undo();
    expect(ana.board.find(id)).toMatchObject({ x: 900, y: 900 });
  });

  it('takes a whole stroke, a whole drag and a whole note at once', () => {
    const ana = new Drawer('a', 1);
    const id = ana.draw(line(50, 100));
    for (let x = 1; x <= 30; x++) ana.board.place(id, { x, y: 0 });
    ana.board.endStep();
    const note = ana.board.addNote({ x: 0, y: 0 }, 'pink') ?? '';
    for (const text of ['h', 'he', 'hey']) ana.board.write(note, text);
    ana.board.undo();
    expect(ana.texts).toEqual([]);
    ana.board.undo();
    expect(ana.board.find(id)).toMatchObject({ x: 0, y: 0 });
    ana.board.undo();
    expect([ana.board.items, ana.board.canUndo, ana.board.canRedo]).toEqual([[], false, true]);
  });

  it('joins nothing that is done after it to what was done before it', () => {
    const ana = new Drawer('a', 1);
    ana.draw(line(3));
    ana.draw(line(3, 50));
    ana.board.undo();
    ana.draw(line(3, 90));
    ana.board.undo();
    expect(ana.board.items).toHaveLength(1);
  });

  it('forgets a step that was dropped', () => {
    const ana = new Drawer('a', 1);
    ana.draw(line(3));
    const id = ana.board.beginStroke({ x: 9, y: 9 }, 'red', 12) ?? '';
    ana.board.extendStroke(id, line(10, 9));
    ana.board.dropStep();
    expect([ana.board.items.length, ana.board.canRedo]).toEqual([1, false]);
    ana.board.dropStep();
    expect(ana.board.items).toHaveLength(1);
  });

  it('brings much back in updates that are small enough to send', () => {
    const ana = new Drawer('a', 1);
    const ids = Array.from({ length: 6 }, (_, index) => {
      const [first = { x: 0, y: 0 }, ...rest] = line(boardLimits.points, 100 * index);
      const id = ana.board.beginStroke(first, 'ink', 6) ?? '';
      // As a hand does: a few points at a time.
      while (rest.length > 0) ana.board.extendStroke(id, rest.splice(0, 7));
      ana.board.endStep();
      return id;
    });
    ana.board.remove(ids);
    ana.sent.splice(0);
    for (let step = 0; step < ids.length; step++) ana.board.undo();
    expect(ana.board.items).toHaveLength(ids.length);
    expect(Math.max(...ana.sent.map(({ length }) => length))).toBeLessThan(32 * 1024);
  });
});

describe('an item', () => {
  it('stays on the page, wherever it is drawn and moved to', () => {
    const ana = new Drawer('a', 1);
    const stroke = ana.draw([
      { x: -50, y: 100 },
      { x: 9000, y: 9000 },
    ]);
    expect((ana.board.find(stroke) as Stroke).points).toEqual([0, 100, boardPage.width, boardPage.height]);
    ana.board.place(stroke, { x: 1e6, y: -1e6 });
    expect(ana.board.find(stroke)).toMatchObject({ x: 0, y: -100 });
    const note = ana.note('far');
    ana.board.place(note, { x: 1e6, y: -3 });
    expect(ana.board.find(note)).toMatchObject({ x: boardPage.width - noteSize.width, y: 0 });
  });

  it('is a stroke of so many points at most', () => {
    const ana = new Drawer('a', 1);
    const id = ana.board.beginStroke({ x: 0, y: 0 }, 'ink', 6) ?? '';
    expect(ana.board.extendStroke(id, line(1500, 10))).toBe(1500);
    expect(ana.board.extendStroke(id, line(1500, 20))).toBe(499);
    expect(ana.board.extendStroke(id, line(1, 30))).toBe(0);
    expect((ana.board.find(id) as Stroke).points).toHaveLength(boardLimits.points * 2);
  });

  it('holds each letter whole, whatever it is changed into', () => {
    const [ana, ben] = pair();
    const id = ana.note('a😀b');
    exchange(ana, ben);
    ana.board.write(id, 'a😁b');
    exchange(ana, ben);
    expect(ben.texts).toEqual(['a😁b']);
    ana.board.write(id, `${'x'.repeat(boardLimits.textLength - 1)}😀`);
    expect(ana.texts[0]).toBe('x'.repeat(boardLimits.textLength - 1));
  });
});

describe('the eraser', () => {
  const erase = (board: BoardDocument, from: BoardPoint, to: BoardPoint): readonly BoardItem[] => {
    const touched = geometry.touchedBetween(board.items, from, to, 8);
    board.remove(touched.map(({ itemId }) => itemId));
    return board.items;
  };

  it('takes whole what it touches on its way, and nothing else', () => {
    const ana = new Drawer('a', 1);
    const across = ana.draw([
      { x: 1000, y: 0 },
      { x: 1000, y: 2000 },
    ]);
    const beside = ana.draw([
      { x: 1200, y: 0 },
      { x: 1200, y: 900 },
    ]);
    const note = ana.note('stays');
    erase(ana.board, { x: 900, y: 1000 }, { x: 1300, y: 1000 });
    expect(ana.board.items.map(({ itemId }) => itemId)).toEqual([beside, note]);
    expect(ana.board.find(across)).toBeUndefined();
    ana.board.undo();
    expect(ana.board.find(across)).toBeDefined();
  });

  it('touches a stroke where it is drawn, not anywhere in its box', () => {
    const ana = new Drawer('a', 1);
    ana.draw([
      { x: 0, y: 0 },
      { x: 1000, y: 1000 },
    ]);
    expect(erase(ana.board, { x: 900, y: 100 }, { x: 880, y: 120 })).toHaveLength(1);
    expect(erase(ana.board, { x: 510, y: 500 }, { x: 510, y: 500 })).toHaveLength(0);
  });

  it('takes what others have drawn as well, for all', () => {
    const [ana, ben] = pair();
    ana.note('of Ana');
    exchange(ana, ben);
    erase(ben.board, { x: 150, y: 150 }, { x: 150, y: 150 });
    exchange(ana, ben);
    expect(ana.board.items).toEqual([]);
  });
});
