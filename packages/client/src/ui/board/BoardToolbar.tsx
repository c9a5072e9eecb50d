import { Download, Maximize, Redo2, Trash2, Undo2, ZoomIn, ZoomOut } from 'lucide-react';
import { noteColours, penColours, penWidths } from '../../boards/boardItem.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { toolIcons, toolKeys, toolNames } from './boardTools.ts';
import type { Tool } from './boardTools.ts';
import { notePaint, penPaint } from './paintBoard.ts';
import { useBoardWords } from './useBoardWords.ts';

export interface BoardCommands {
  readonly undo: () => void;
  readonly redo: () => void;
  readonly remove: () => void;
  readonly zoomBy: (factor: number) => void;
  readonly fit: () => void;
  readonly exportPng: () => void;
}

interface BoardToolbarProps {
  readonly tool: Tool;
  readonly onChoose: (change: Partial<Tool>) => void;
  readonly commands: BoardCommands;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly hasSelection: boolean;
}

/** Tools, colours and what else can be done, in one row that breaks where there is no room. */
export function BoardToolbar({
  tool,
  onChoose,
  commands,
  canUndo,
  canRedo,
  hasSelection,
}: BoardToolbarProps) {
  const words = useBoardWords();
  return (
    <div
      role="toolbar"
      aria-label={words.tools}
      className="flex flex-wrap items-center gap-0.5 border-b border-hairline p-0.5"
    >
      {toolNames.map((name) => (
        <IconButton
          key={name}
          icon={toolIcons[name]}
          label={words.tool[name]}
          shortcut={toolKeys[name].toUpperCase()}
          hintSide="bottom"
          isActive={tool.name === name}
          aria-pressed={tool.name === name}
          onClick={() => onChoose({ name })}
        />
      ))}
      <Divider />
      <Swatches tool={tool} onChoose={onChoose} />
      <Commands commands={commands} canUndo={canUndo} canRedo={canRedo} hasSelection={hasSelection} />
    </div>
  );
}

/** What the tool in the hand is like. */
function Swatches({ tool, onChoose }: Pick<BoardToolbarProps, 'tool' | 'onChoose'>) {
  const words = useBoardWords();
  if (tool.name !== 'pen' && tool.name !== 'text' && tool.name !== 'note') return null;
  return (
    <>
      {(tool.name === 'pen' || tool.name === 'text') &&
        penColours.map((colour) => (
          <Swatch
            key={colour}
            label={words.penColour[colour]}
            colour={penPaint[colour]}
            isChosen={tool.penColour === colour}
            onChoose={() => onChoose({ penColour: colour })}
          />
        ))}
      {tool.name === 'pen' &&
        penWidths.map((width, index) => (
          <Swatch
            key={width}
            label={words.widths[index] ?? ''}
            colour={penPaint[tool.penColour]}
            diameter={6 + index * 5}
            isChosen={tool.penWidth === width}
            onChoose={() => onChoose({ penWidth: width })}
          />
        ))}
      {tool.name === 'note' &&
        noteColours.map((colour) => (
          <Swatch
            key={colour}
            label={words.noteColour[colour]}
            colour={notePaint[colour]}
            isChosen={tool.noteColour === colour}
            onChoose={() => onChoose({ noteColour: colour })}
          />
        ))}
      <Divider />
    </>
  );
}

function Commands({
  commands,
  canUndo,
  canRedo,
  hasSelection,
}: Omit<BoardToolbarProps, 'tool' | 'onChoose'>) {
  const words = useBoardWords();
  return (
    <>
      <IconButton
        icon={Undo2}
        label={words.undo}
        hintSide="bottom"
        disabled={!canUndo}
        onClick={commands.undo}
      />
      <IconButton
        icon={Redo2}
        label={words.redo}
        hintSide="bottom"
        disabled={!canRedo}
        onClick={commands.redo}
      />
      {hasSelection && (
        <IconButton icon={Trash2} label={words.remove} hintSide="bottom" onClick={commands.remove} />
      )}
      <Divider />
      <IconButton
        icon={ZoomOut}
        label={words.zoomOut}
        hintSide="bottom"
        onClick={() => commands.zoomBy(0.8)}
      />
      <IconButton
        icon={ZoomIn}
        label={words.zoomIn}
        hintSide="bottom"
        onClick={() => commands.zoomBy(1.25)}
      />
      <IconButton icon={Maximize} label={words.fit} hintSide="bottom" onClick={commands.fit} />
      <IconButton icon={Download} label={words.exportPng} hintSide="bottom" onClick={commands.exportPng} />
    </>
  );
}

function Divider() {
  return <span aria-hidden className="mx-0.5 h-3 w-px bg-hairline max-sm:hidden" />;
}

interface SwatchProps {
  readonly label: string;
  readonly colour: string;
  readonly diameter?: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Swatch({ label, colour, diameter = 20, isChosen, onChoose }: SwatchProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={isChosen}
      onClick={onChoose}
      className={`grid size-5.5 place-items-center rounded-control transition-colors duration-150 hover:bg-raised-hover ${isChosen ? 'bg-raised outline-2 -outline-offset-4 outline-accent' : ''}`}
    >
      <span
        aria-hidden
        className="rounded-full border border-edge"
        style={{ background: colour, width: diameter, height: diameter }}
      />
    </button>
  );
}
