import { useCallback, useRef, useState } from 'react';
import type { MouseEvent, ReactNode, RefObject } from 'react';
import { useMediaQuery } from '../../app/useServices.ts';
import type { DraftSession } from '../../build/draftSession.ts';
import type { Editor } from '../../build/editor.ts';
import type { CameraState } from '../../rendering/camera/camera.ts';
import type { WorldView } from '../../rendering/worldView.ts';
import { usePanelOpen } from '../usePanelOpen.ts';
import { useSurface } from '../VisitContext.ts';
import { BuildBar } from './BuildBar.tsx';
import type { BarDoings, PlanLook } from './BuildBar.tsx';
import { Problems, Publishing } from './BuildDialogs.tsx';
import { BuildLine } from './BuildLine.tsx';
import { BuildPlan } from './BuildPlan.tsx';
import { useBuildStrings } from './buildStrings.ts';
import { Finder } from './Finder.tsx';
import { Inspector } from './Inspector.tsx';
import { Looks } from './Looks.tsx';
import { Toolbox } from './Toolbox.tsx';
import { isTyping, useBuildKeys } from './useBuildKeys.ts';
import { useCommands } from './useCommands.ts';
import { useEditing } from './useEditing.ts';
import { WalkThrough } from './WalkThrough.tsx';

interface BuildScreenProps {
  readonly session: DraftSession;
  readonly editor: Editor;
  readonly view: RefObject<WorldView | null>;
  readonly onDone: () => void;
}

/** Build Mode while there is a draft to edit, or to walk through. */
export function BuildScreen(props: BuildScreenProps) {
  const { editor, view } = props;
  const [isWalking, setWalking] = useState(false);
  const lookedAt = useRef<CameraState>(undefined);
  const endWalk = useCallback(() => setWalking(false), []);
  useEditing(editor);
  if (isWalking) return <WalkThrough editor={editor} view={view} onEnd={endWalk} />;
  return <Desk {...props} lookedAt={lookedAt} onWalk={() => setWalking(true)} />;
}

interface DeskProps extends BuildScreenProps {
  readonly lookedAt: RefObject<CameraState | undefined>;
  readonly onWalk: () => void;
}

/** What lies open over the plan. */
type Opened = 'problems' | 'publish' | 'finder' | undefined;

/** The plan, with all that one edits with around it. */
function Desk(props: DeskProps) {
  const { editor, view, lookedAt, onWalk, onDone } = props;
  const strings = useBuildStrings();
  const worldName = useSurface((state) => state.worldName);
  const [look, setLook] = useState<PlanLook>({ walls: 'cut', showsZones: true });
  const [opened, setOpened] = useState<Opened>();
  const { onKey, onCommand } = useBuildKeys(editor, () => setOpened('finder'));
  const doings: BarDoings = {
    walk: onWalk,
    problems: () => setOpened(opened === 'problems' ? undefined : 'problems'),
    publish: () => setOpened('publish'),
    done: onDone,
    look: (change) => setLook({ ...look, ...change }),
  };
  return (
    <Looks>
      <BuildPlan
        editor={editor}
        view={view}
        look={look}
        label={strings.region(worldName)}
        lookedAt={lookedAt}
        onKey={onKey}
      />
      <p id="build-keys" hidden>
        {strings.planHelp}
      </p>
      <div
        role="region"
        aria-label={strings.label}
        onMouseDown={keepFocus}
        onKeyDown={onCommand}
        className="pointer-events-none absolute inset-0 *:pointer-events-auto"
      >
        <Around {...props} look={look} doings={doings} opened={opened} setOpened={setOpened} />
      </div>
    </Looks>
  );
}

interface AroundProps extends DeskProps {
  readonly look: PlanLook;
  readonly doings: BarDoings;
  readonly opened: Opened;
  readonly setOpened: (opened: Opened) => void;
}

function Around({ session, editor, look, doings, opened, setOpened }: AroundProps) {
  const strings = useBuildStrings();
  const isNarrow = useMediaQuery('(max-width: 39.99rem)');
  const isPanelOpen = usePanelOpen() || opened === 'problems';
  const commands = useCommands(editor, look, doings);
  const close = () => setOpened(undefined);
  return (
    <>
      <Across isPanelOpen={isPanelOpen}>
        <BuildBar editor={editor} look={look} doings={doings} />
      </Across>
      {isNarrow ? (
        <p className="float-card absolute inset-x-1 top-1/3 p-1.5 text-body">{strings.narrow}</p>
      ) : (
        <Sides editor={editor} showsInspector={!isPanelOpen} />
      )}
      {opened === 'problems' && <Problems editor={editor} onClose={close} />}
      {opened === 'finder' && <Finder editor={editor} commands={commands} onClose={close} />}
      {opened === 'publish' && (
        <Publishing
          session={session}
          editor={editor}
          onShowProblems={() => setOpened('problems')}
          onClose={close}
        />
      )}
    </>
  );
}

/** The bar across the top, beside an open panel. */
function Across({ isPanelOpen, children }: { readonly isPanelOpen: boolean; readonly children: ReactNode }) {
  return (
    <div
      className={`pointer-events-none! absolute inset-x-1 top-[max(0.5rem,env(safe-area-inset-top))] flex justify-center *:pointer-events-auto ${isPanelOpen ? 'sm:right-[23.5rem]' : ''}`}
    >
      {children}
    </div>
  );
}

/** Tools on the left, what is selected on the right, and what to do below. */
function Sides({ editor, showsInspector }: { readonly editor: Editor; readonly showsInspector: boolean }) {
  return (
    <>
      <div className="pointer-events-none! absolute top-8 bottom-13 left-[max(0.5rem,env(safe-area-inset-left))] flex items-start gap-1 *:pointer-events-auto">
        <Toolbox editor={editor} />
      </div>
      <div className="pointer-events-none! absolute top-8 right-[max(0.5rem,env(safe-area-inset-right))] bottom-13 flex items-start *:pointer-events-auto">
        {showsInspector && <Inspector editor={editor} />}
      </div>
      <div className="pointer-events-none! absolute inset-x-1 bottom-[calc(max(0.5rem,env(safe-area-inset-bottom))+4.25rem)] flex justify-center">
        <BuildLine editor={editor} />
      </div>
    </>
  );
}

/**
 * The plan keeps the focus while buttons are pressed beside it, so that keys go on working. A field loses it: what was
 * typed is handed in before the button does anything, which may be to leave.
 */
function keepFocus(event: MouseEvent): void {
  const isField = event.target instanceof Element && event.target.closest('input, select, textarea, label');
  if (isField === null && !isTyping()) event.preventDefault();
}
