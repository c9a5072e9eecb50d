import type { NoteColour, PenColour } from '../boards/boardItem.ts';

const penColour: Record<PenColour, string> = {
  ink: 'Black',
  blue: 'Blue',
  red: 'Red',
  green: 'Green',
  orange: 'Orange',
};
const noteColour: Record<NoteColour, string> = {
  yellow: 'Yellow',
  green: 'Green',
  blue: 'Blue',
  pink: 'Pink',
};

/** The Whiteboard, in English. */
export const boardEn = {
  tools: 'Tools',
  tool: {
    select: 'Select and move',
    hand: 'Move the page',
    pen: 'Pen',
    text: 'Text',
    note: 'Sticky note',
    eraser: 'Eraser',
  },
  penColour,
  noteColour,
  widths: ['Thin', 'Medium', 'Thick'],
  undoKey: 'Ctrl+Z',
  redoKey: 'Ctrl+Shift+Z',
  removeKey: 'Del',
  undo: 'Undo',
  redo: 'Redo',
  remove: 'Remove',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Show everything',
  exportPng: 'Save as a picture',
  close: 'Close the whiteboard',
  written: 'What is written on the whiteboard',
  page: (items: number) =>
    items === 0
      ? 'Empty whiteboard'
      : items === 1
        ? 'Whiteboard with 1 item'
        : `Whiteboard with ${items} items`,
  keys: 'Page Up and Page Down choose an item, arrow keys move it, Enter writes on it, Delete removes it.',
  stroke: (colour: string) => `${colour} stroke`,
  write: 'Write here',
  opening: 'Opening the whiteboard',
  failed: 'The whiteboard cannot be opened just now.',
  tryAgain: 'Try again',
  lost: {
    full: 'The whiteboard is full. What you drew last was not kept.',
    unreadable: 'What you drew last was not kept.',
    'too-fast': 'That was a lot at once. What you drew last was not kept.',
    reconnected: 'Connected again. What you drew meanwhile was not kept.',
  },
  full: 'The whiteboard is full. Erase something to make room.',
  nothingToSave: 'There is nothing on the whiteboard yet.',
};
