import { boardPage } from '../../boards/boardItem.ts';
import type { BoardItem } from '../../boards/boardItem.ts';
import { toolKeys, toolNames } from './boardTools.ts';
import type { ToolName } from './boardTools.ts';
import { boardPointAt, fitted, zoomed } from './boardView.ts';
import { exportPng } from './exportPng.ts';
import type { BoardDesk } from './useBoardDesk.ts';
import type { BoardWords } from './useBoardWords.ts';

/** How far an arrow key moves what is selected, in board units; with Shift, ten times as far. */
const nudge = 10;
const zoomStep = 1.25;

/** What can be done with a board without touching the page. */
export interface BoardCommands {
  readonly undo: () => void;
  readonly redo: () => void;
  readonly remove: () => void;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
  readonly exportPng: () => void;
}

export function createBoardCommands(
  desk: () => BoardDesk,
  words: () => BoardWords,
  title: () => string,
): BoardCommands {
  const zoomBy = (factor: number) => {
    const { view, setView, size } = desk();
    if (size !== undefined) setView(zoomed(view, factor, size.width / 2, size.height / 2));
  };
  return {
    undo: () => desk().session?.document.undo(),
    redo: () => desk().session?.document.redo(),
    remove: () => {
      const { selected, session, select } = desk();
      if (selected === undefined) return;
      session?.document.endStep();
      session?.document.remove([selected.itemId]);
      select(undefined);
    },
    zoomIn: () => zoomBy(zoomStep),
    zoomOut: () => zoomBy(1 / zoomStep),
    fit: () => {
      const { items, geometry, setView, size } = desk();
      const page = { left: 0, top: 0, right: boardPage.width, bottom: boardPage.height };
      if (size !== undefined) setView(fitted(geometry.boxAround(items) ?? page, size));
    },
    exportPng: () => {
      const { items, geometry, say } = desk();
      void exportPng(items, geometry, title()).then((isSaved) => {
        if (!isSaved) say.show(words().nothingToSave);
      });
    },
  };
}

/** The part of a key press that decides what it does. */
export interface BoardKeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** Whether the page itself has the focus: there, arrows and Enter belong to no control. */
  readonly isOnPage: boolean;
  /** Whether the person wants keys that print something to do anything. */
  readonly singleKeys: boolean;
}

/** What a key does on the board. @returns whether it did anything */
export function pressBoardKey(
  press: BoardKeyPress,
  desk: BoardDesk,
  commands: BoardCommands,
  words: BoardWords,
): boolean {
  const key = press.key.toLowerCase();
  if (press.altKey) return false;
  if (press.ctrlKey || press.metaKey) return pressWithControl(key, press.shiftKey, commands);
  const tool = toolNames.find((name) => toolKeys[name] === key);
  if (tool !== undefined) {
    if (!press.singleKeys) return false;
    desk.choose({ name: tool });
    desk.say.announce(words.tool[tool]);
    return true;
  }
  if (press.singleKeys && zoomByKey(key, commands)) return true;
  return press.isOnPage && pressOnPage(key, press.shiftKey, desk, commands, words);
}

function pressWithControl(key: string, isShift: boolean, commands: BoardCommands): boolean {
  if (key === 'z' && !isShift) commands.undo();
  else if (key === 'z' || key === 'y') commands.redo();
  else return false;
  return true;
}

function zoomByKey(key: string, commands: BoardCommands): boolean {
  if (key === '+' || key === '=') commands.zoomIn();
  else if (key === '-') commands.zoomOut();
  else if (key === '0') commands.fit();
  else return false;
  return true;
}

function pressOnPage(
  key: string,
  isShift: boolean,
  desk: BoardDesk,
  commands: BoardCommands,
  words: BoardWords,
): boolean {
  const { selected, session, tool } = desk;
  if (key === 'pageup' || key === 'pagedown') return selectNext(key === 'pageup' ? -1 : 1, desk, words);
  if (key === 'enter') {
    const itemId = selected === undefined ? addInMiddle(tool.name, desk) : selected.itemId;
    if (itemId === undefined || (selected !== undefined && selected.kind === 'stroke')) return false;
    desk.write(itemId);
    return true;
  }
  if (selected === undefined) return false;
  if (key === 'delete' || key === 'backspace') {
    commands.remove();
    return true;
  }
  const arrow = arrows[key];
  if (arrow === undefined) return false;
  const step = nudge * (isShift ? 10 : 1);
  session?.document.place(selected.itemId, {
    x: selected.x + arrow[0] * step,
    y: selected.y + arrow[1] * step,
  });
  return true;
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  arrowleft: [-1, 0],
  arrowright: [1, 0],
  arrowup: [0, -1],
  arrowdown: [0, 1],
};

/** Moves from item to item by keyboard and announces each one. */
function selectNext(by: 1 | -1, { items, selected, select, say }: BoardDesk, words: BoardWords): boolean {
  const at = items.findIndex((item) => item === selected);
  const next = items.at(at === -1 && by === -1 ? -1 : (at + by) % Math.max(1, items.length));
  if (next === undefined) return false;
  select(next.itemId);
  say.announce(describe(next, words));
  return true;
}

function describe(item: BoardItem, words: BoardWords): string {
  switch (item.kind) {
    case 'stroke':
      return words.stroke(words.penColour[item.colour]);
    case 'text':
      return `${words.tool.text}: ${item.text}`;
    case 'note':
      return `${words.tool.note}: ${item.text}`;
  }
}

/** Puts what the tool in the hand makes into the middle of the window. */
function addInMiddle(tool: ToolName, { session, size, view, tool: inHand }: BoardDesk): string | undefined {
  if (session?.state !== 'open' || size === undefined) return undefined;
  const middle = boardPointAt(view, size.width / 2, size.height / 2);
  if (tool === 'text') return session.document.addText(middle, inHand.penColour);
  return tool === 'note' ? session.document.addNote(middle, inHand.noteColour) : undefined;
}
