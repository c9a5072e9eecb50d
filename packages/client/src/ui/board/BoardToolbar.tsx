import { Trash2 } from 'lucide-react';
import { memo } from 'react';
import { noteColours, penColours, penWidths } from '../../boards/boardItem.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { notePaint, paper, penPaint } from './boardColours.ts';
import { toolIcons, toolKeys, toolNames } from './boardTools.ts';
import type { Tool } from './boardTools.ts';
import { useBoardWords } from './useBoardWords.ts';

interface BoardToolbarProps {
  readonly tool: Tool;
  readonly onChoose: (change: Partial<Tool>) => void;
  readonly onRemove: () => void;
  readonly hasSelection: boolean;
  /** Whether keys that print something choose tools. */
  readonly singleKeys: boolean;
}

/** The tools, and what the one in the hand is like: beside them, or on a phone over the page. */
export const BoardToolbar = memo(function BoardToolbar(props: BoardToolbarProps) {
  const { tool, onChoose, onRemove, hasSelection, singleKeys } = props;
  const words = useBoardWords();
  return (
    <div
      role="toolbar"
      aria-label={words.tools}
      className="relative flex items-center gap-0.5 border-b border-hairline p-0.5 max-sm:justify-around sideways:border-b-0"
    >
      {toolNames.map((name) => (
        <IconButton
          key={name}
          icon={toolIcons[name]}
          label={words.tool[name]}
          shortcut={singleKeys ? toolKeys[name].toUpperCase() : undefined}
          hintSide="bottom"
          isActive={tool.name === name}
          aria-pressed={tool.name === name}
          onClick={() => onChoose({ name })}
        />
      ))}
      {tool.name === 'select' ? (
        <>
          <Divider />
          <IconButton
            icon={Trash2}
            label={words.remove}
            shortcut={words.removeKey}
            hintSide="bottom"
            disabled={!hasSelection}
            className="disabled:opacity-40"
            onClick={onRemove}
          />
        </>
      ) : (
        <ToolSwatches tool={tool} onChoose={onChoose} />
      )}
    </div>
  );
});

function ToolSwatches({ tool, onChoose }: Pick<BoardToolbarProps, 'tool' | 'onChoose'>) {
  if (tool.name !== 'pen' && tool.name !== 'text' && tool.name !== 'note') return null;
  return (
    <>
      <Divider />
      <div className="flex items-center phone:absolute phone:top-full phone:z-1 phone:mt-0.5 phone:w-max phone:float-card max-sm:left-1/2 max-sm:-translate-x-1/2 sideways:left-0.5">
        {tool.name === 'note' ? (
          <NoteSwatches tool={tool} onChoose={onChoose} />
        ) : (
          <PenSwatches tool={tool} onChoose={onChoose} />
        )}
      </div>
    </>
  );
}

function NoteSwatches({ tool, onChoose }: Pick<BoardToolbarProps, 'tool' | 'onChoose'>) {
  const words = useBoardWords();
  return noteColours.map((colour) => (
    <Swatch
      key={colour}
      label={words.noteColour[colour]}
      colour={notePaint[colour]}
      isSquare
      isChosen={tool.noteColour === colour}
      onChoose={() => onChoose({ noteColour: colour })}
    />
  ));
}

function PenSwatches({ tool, onChoose }: Pick<BoardToolbarProps, 'tool' | 'onChoose'>) {
  const words = useBoardWords();
  return (
    <>
      {penColours.map((colour) => (
        <Swatch
          key={colour}
          label={words.penColour[colour]}
          colour={penPaint[colour]}
          isChosen={tool.penColour === colour}
          onChoose={() => onChoose({ penColour: colour })}
        />
      ))}
      {tool.name === 'pen' && <Divider />}
      {tool.name === 'pen' &&
        penWidths.map((width, index) => (
          <WidthSwatch
            key={width}
            label={words.widths[index] ?? ''}
            strokePx={2 + index * 3}
            isChosen={tool.penWidth === width}
            onChoose={() => onChoose({ penWidth: width })}
          />
        ))}
    </>
  );
}

function Divider() {
  return <span aria-hidden className="mx-0.5 h-3 w-px shrink-0 bg-hairline max-sm:hidden" />;
}

interface ChoiceProps {
  readonly label: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

interface SwatchProps extends ChoiceProps {
  readonly colour: string;
  readonly isSquare?: boolean;
}

const choiceLook =
  'grid size-5.5 shrink-0 place-items-center rounded-control transition-colors duration-150 hover:bg-raised-hover';

function Swatch({ label, colour, isSquare = false, isChosen, onChoose }: SwatchProps) {
  const shape = isSquare ? 'rounded-[0.25rem]' : 'rounded-full';
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={isChosen}
      onClick={onChoose}
      className={choiceLook}
    >
      {/* On paper, as it will be: ink could not be seen on the dark surface. */}
      <span
        aria-hidden
        className={`grid size-3 place-items-center ${shape} ${isChosen ? 'outline-2 outline-offset-2 outline-accent' : ''}`}
        style={{ background: paper.page }}
      >
        <span className={`size-2 ${shape}`} style={{ background: colour }} />
      </span>
    </button>
  );
}

/** As wide as it draws; in the colour of the surface, so that it can be seen there. */
function WidthSwatch({ label, strokePx, isChosen, onChoose }: ChoiceProps & { readonly strokePx: number }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={isChosen}
      onClick={onChoose}
      className={`${choiceLook} ${isChosen ? 'bg-raised text-accent' : ''}`}
    >
      <svg aria-hidden viewBox="0 0 24 24" className="size-3" fill="none" stroke="currentColor">
        <path d="M4 16 C 8 6, 14 20, 20 8" strokeWidth={strokePx} strokeLinecap="round" />
      </svg>
    </button>
  );
}
