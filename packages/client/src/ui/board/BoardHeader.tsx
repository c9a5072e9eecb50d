import { Download, Maximize, Redo2, Undo2, X, ZoomIn, ZoomOut } from 'lucide-react';
import { memo } from 'react';
import { useStrings } from '../../app/useServices.ts';
import { IconButton } from '../controls/IconButton.tsx';
import type { BoardCommands } from './boardCommands.ts';
import { useBoardWords } from './useBoardWords.ts';

interface BoardHeaderProps {
  readonly title: string;
  readonly titleId: string;
  readonly commands: BoardCommands;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly onClose: () => void;
}

/** What can be done with the whole board. */
export const BoardHeader = memo(function BoardHeader(props: BoardHeaderProps) {
  const { title, titleId, commands, canUndo, canRedo, onClose } = props;
  const words = useBoardWords();
  const { keys } = useStrings();
  return (
    <header className="flex min-w-0 flex-1 items-center border-b border-hairline py-0.5 pr-0.5 pl-2 max-sm:pl-1 sideways:border-b-0">
      <h2
        id={titleId}
        className="min-w-0 flex-1 truncate text-emphasis font-semibold max-sm:text-body"
        title={title}
      >
        {title}
      </h2>
      <IconButton
        icon={Undo2}
        label={words.undo}
        shortcut={words.undoKey}
        hintSide="bottom"
        aria-disabled={!canUndo}
        className="aria-disabled:opacity-40"
        onClick={commands.undo}
      />
      <IconButton
        icon={Redo2}
        label={words.redo}
        shortcut={words.redoKey}
        hintSide="bottom"
        aria-disabled={!canRedo}
        className="aria-disabled:opacity-40"
        onClick={commands.redo}
      />
      <Divider />
      {/* On a phone, two fingers zoom. */}
      <IconButton
        icon={ZoomOut}
        label={words.zoomOut}
        hintSide="bottom"
        className="phone:hidden"
        onClick={commands.zoomOut}
      />
      <IconButton
        icon={ZoomIn}
        label={words.zoomIn}
        hintSide="bottom"
        className="phone:hidden"
        onClick={commands.zoomIn}
      />
      <IconButton icon={Maximize} label={words.fit} hintSide="bottom" onClick={commands.fit} />
      <IconButton icon={Download} label={words.exportPng} hintSide="bottom" onClick={commands.exportPng} />
      <Divider />
      <IconButton icon={X} label={words.close} shortcut={keys.escape} hintSide="left" onClick={onClose} />
    </header>
  );
});

function Divider() {
  return <span aria-hidden className="mx-0.5 h-3 w-px shrink-0 bg-hairline max-sm:hidden" />;
}
