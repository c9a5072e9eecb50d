import { Eraser, Hand, MousePointer2, Pencil, StickyNote, Type } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { NoteColour, PenColour } from '../../boards/boardItem.ts';

export const toolNames = ['select', 'hand', 'pen', 'text', 'note', 'eraser'] as const;
export type ToolName = (typeof toolNames)[number];

/** What is in the hand. */
export interface Tool {
  readonly name: ToolName;
  readonly penColour: PenColour;
  /** Board units. */
  readonly penWidth: number;
  readonly noteColour: NoteColour;
}

export const firstTool: Tool = { name: 'pen', penColour: 'ink', penWidth: 6, noteColour: 'yellow' };

export const toolIcons: Readonly<Record<ToolName, LucideIcon>> = {
  select: MousePointer2,
  hand: Hand,
  pen: Pencil,
  text: Type,
  note: StickyNote,
  eraser: Eraser,
};

/** Single keys, while the board has the focus and nobody writes. */
export const toolKeys: Readonly<Record<ToolName, string>> = {
  select: 'v',
  hand: 'h',
  pen: 'p',
  text: 't',
  note: 'n',
  eraser: 'e',
};
