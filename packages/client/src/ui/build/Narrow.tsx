import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Editor } from '../../build/editor.ts';
import type { ToolName } from '../../build/tools.ts';
import { BuildLine } from './BuildLine.tsx';
import { useBuildStrings } from './buildStrings.ts';
import { Inspector } from './Inspector.tsx';
import { Palette, ToolButtons } from './Toolbox.tsx';
import { useRoomAboveToolbar } from './useRoomAboveToolbar.ts';

/** What one cannot do with a finger on a phone without hiding it. */
const drawingTools: readonly ToolName[] = ['room', 'wall', 'floor', 'zone'];

/** What one chooses before it is placed. */
const placingTools: readonly ToolName[] = ['object', 'door'];

/** Around the plan on a phone: names, Doors, links, and moving things. Drawing needs more room. */
export function Narrow({ editor }: { readonly editor: Editor }) {
  const strings = useBuildStrings();
  const { line } = useRoomAboveToolbar();
  const tool = useStore(editor.store, (state) => state.tool);
  const hasSelection = useStore(editor.store, ({ selection }) => selection.ids.size > 0);
  const [isTold, setTold] = useState(false);
  const isDrawing = drawingTools.includes(tool);
  const isPlacing = placingTools.includes(tool);
  useEffect(() => {
    if (!isDrawing) return;
    editor.choose('select');
    setTold(true);
  }, [editor, isDrawing]);
  return (
    <div
      className={`pointer-events-none! absolute inset-x-1 ${line} flex flex-col items-stretch gap-0.5 *:pointer-events-auto`}
    >
      {isPlacing ? (
        <div className="grid max-h-[26dvh] grid-rows-[minmax(0,1fr)] *:w-full!">
          <Palette key={tool} tool={tool} editor={editor} />
        </div>
      ) : (
        hasSelection && (
          <div className="grid max-h-[34dvh] grid-rows-[minmax(0,1fr)] *:w-full!">
            <Inspector editor={editor} />
          </div>
        )
      )}
      {isTold ? (
        <p role="alert" className="float-card px-1 py-0.5 text-caption">
          {strings.narrow}
        </p>
      ) : (
        <BuildLine editor={editor} />
      )}
      <div
        role="toolbar"
        aria-label={strings.toolbox}
        className="float-card scroll-slim flex overflow-x-auto p-0.5"
        onClick={() => setTold(false)}
      >
        <ToolButtons editor={editor} hintSide="top" />
      </div>
    </div>
  );
}
