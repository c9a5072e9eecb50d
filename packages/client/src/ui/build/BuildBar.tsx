import {
  BrickWall,
  Check,
  CircleAlert,
  Footprints,
  History,
  Map,
  Redo2,
  SquareDashed,
  TriangleAlert,
  Undo2,
} from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { isError } from '@atrium/world';
import type { Editor } from '../../build/editor.ts';
import type { EditorWalls } from '../../rendering/viewpoint.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { useSurface } from '../VisitContext.ts';
import { useBuildStrings } from './buildStrings.ts';

/** How the World looks to who edits it. */
export interface PlanLook {
  /** `plan`: seen from above the furniture, as lines. */
  readonly walls: EditorWalls | 'plan';
  readonly showsZones: boolean;
}

/** What can be done from the bar. */
export interface BarDoings {
  readonly walk: () => void;
  readonly problems: () => void;
  readonly versions: () => void;
  readonly publish: () => void;
  readonly done: () => void;
  readonly look: (change: Partial<PlanLook>) => void;
}

interface BuildBarProps {
  readonly editor: Editor;
  readonly look: PlanLook;
  readonly doings: BarDoings;
}

/** In the order in which the button goes through them. */
const nextWalls = { cut: 'full', full: 'plan', plan: 'cut' } as const;
const wallIcons = { cut: BrickWall, full: BrickWall, plan: Map } as const;

/** Across the top: what is edited, whether it is saved, what is wrong with it, and the ways out. */
export function BuildBar({ editor, look, doings }: BuildBarProps) {
  const strings = useBuildStrings();
  const worldName = useSurface((state) => state.worldName);
  const { walls, showsZones } = look;
  return (
    <header className="float-card flex max-w-full flex-wrap items-center justify-center gap-0.5 p-0.5">
      <div className="min-w-0 px-1">
        <h1 dir="auto" className="truncate text-body font-semibold">
          {worldName}
        </h1>
        <Saving editor={editor} />
      </div>
      <UndoAndRedo editor={editor} />
      <IconButton
        icon={wallIcons[walls]}
        label={strings.wallsShown[walls]}
        hintSide="bottom"
        isActive={walls !== 'cut'}
        className="max-sm:hidden"
        onClick={() => doings.look({ walls: nextWalls[walls] })}
      />
      <IconButton
        icon={SquareDashed}
        label={strings.zones}
        hintSide="bottom"
        isActive={showsZones}
        className="max-sm:hidden"
        aria-pressed={showsZones}
        onClick={() => doings.look({ showsZones: !showsZones })}
      />
      <IconButton icon={Footprints} label={strings.walk.start} hintSide="bottom" onClick={doings.walk} />
      <IconButton icon={History} label={strings.versions.title} hintSide="bottom" onClick={doings.versions} />
      <ProblemsButton editor={editor} onPress={doings.problems} />
      <Button look="primary" onClick={doings.publish}>
        {strings.toPublish}
      </Button>
      <Button look="secondary" onClick={doings.done}>
        {strings.done}
      </Button>
    </header>
  );
}

function UndoAndRedo({ editor }: { readonly editor: Editor }) {
  const strings = useBuildStrings();
  const { done, undone } = useStore(editor.store, ({ draft }) => draft.history);
  return (
    <>
      <IconButton
        icon={Undo2}
        label={strings.undo}
        hintSide="bottom"
        aria-disabled={done.length === 0}
        className="aria-disabled:opacity-50"
        onClick={() => editor.undo()}
      />
      <IconButton
        icon={Redo2}
        label={strings.redo}
        hintSide="bottom"
        aria-disabled={undone.length === 0}
        className="aria-disabled:opacity-50"
        onClick={() => editor.redo()}
      />
    </>
  );
}

function ProblemsButton({ editor, onPress }: { readonly editor: Editor; readonly onPress: () => void }) {
  const strings = useBuildStrings();
  const found = useStore(editor.store, (state) => state.problems);
  // While a step is looked through, what was known before it stays, so that nothing jumps.
  const [problems, setProblems] = useState(found);
  if (found !== undefined && found !== problems) setProblems(found);
  const isUnchecked = useStore(editor.store, (state) => state.isUnchecked);
  const hasErrors = problems?.some(isError) === true;
  return (
    <Button look="quiet" className="px-1!" onClick={onPress}>
      {problems?.length === 0 && !isUnchecked ? (
        <Check aria-hidden className="size-2 text-speaking" />
      ) : (
        <TriangleAlert aria-hidden className={`size-2 ${hasErrors ? 'text-danger' : 'text-accent'}`} />
      )}
      {isUnchecked
        ? strings.unchecked
        : problems === undefined
          ? strings.problems.looking
          : strings.problemCount(problems.length)}
    </Button>
  );
}

function Saving({ editor }: { readonly editor: Editor }) {
  const { saving: words } = useBuildStrings();
  const saving = useStore(editor.store, ({ draft }) => draft.saving.kind);
  const isWrong = saving === 'retrying' || saving === 'refused';
  return (
    <p
      role="status"
      className={`flex items-center gap-0.25 text-caption ${isWrong ? 'text-danger' : 'text-secondary'}`}
    >
      {isWrong && <CircleAlert aria-hidden className="size-1.5" />}
      {words[saving]}
    </p>
  );
}
