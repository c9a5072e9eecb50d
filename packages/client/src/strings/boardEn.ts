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
    hand: 'Move the board',
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
  exportPng: 'Save as image',
  close: 'Close whiteboard',
  written: 'Text on the whiteboard',
  page: (items: number) =>
    items === 0
      ? 'Empty whiteboard'
      : items === 1
        ? 'Whiteboard with 1 item'
        : `Whiteboard with ${items} items`,
  keys: 'Page Up and Page Down select an item, arrow keys move it, Enter edits it, Delete removes it.',
  stroke: (colour: string) => `${colour} stroke`,
  write: 'Write here',
  opening: 'Opening whiteboard…',
  failed: 'Couldn’t open the whiteboard.',
  tryAgain: 'Try again',
  lost: {
    full: 'The whiteboard is full. Your last change wasn’t saved.',
    unreadable: 'Your last change wasn’t saved.',
    'too-fast': 'Too many changes at once. Your last change wasn’t saved.',
    'not-kept': 'The server can’t save whiteboards right now. Your last change wasn’t saved.',
    reconnected: 'You’re back online. What you drew while offline wasn’t saved.',
  },
  full: 'The whiteboard is full. Erase something to make room.',
  nothingToSave: 'The whiteboard is empty.',
};
