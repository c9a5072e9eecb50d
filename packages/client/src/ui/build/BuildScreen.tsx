import { useCallback, useRef, useState } from 'react';
import type { MouseEvent, ReactNode, RefObject } from 'react';
import { useMediaQuery, useServices } from '../../app/useServices.ts';
import { useStore } from 'zustand';
import type { DrawnWorldSpace } from '@atrium/world';
import type { DraftSession } from '../../build/draftSession.ts';
import type { Editor } from '../../build/editor.ts';
import type { CameraState } from '../../rendering/camera/camera.ts';
import type { WorldView } from '../../rendering/worldView.ts';
import { lazyPart, Part } from '../Part.tsx';
import { usePanelOpen } from '../usePanelOpen.ts';
import { useSurface } from '../VisitContext.ts';
import { BuildBar } from './BuildBar.tsx';
import type { BarDoings, PlanLook } from './BuildBar.tsx';
import { BuildLine } from './BuildLine.tsx';
import { BuildPlan } from './BuildPlan.tsx';
import { useBuildStrings } from './buildStrings.ts';
import { Finder } from './Finder.tsx';
import { Inspector } from './Inspector.tsx';
import { Looks } from './Looks.tsx';
import { Narrow } from './Narrow.tsx';
import { useRoomAboveToolbar } from './useRoomAboveToolbar.ts';
import { Toolbox } from './Toolbox.tsx';
import { isTyping, useBuildKeys } from './useBuildKeys.ts';
import { useCommands } from './useCommands.ts';
import { Editing } from './useEditing.ts';

// What one opens now and then. The finder is there at once: one goes on typing after its key.
const LookAtVersion = lazyPart(async () => (await import('./LookAtVersion.tsx')).LookAtVersion);
const Problems = lazyPart(async () => (await import('./BuildDialogs.tsx')).Problems);
const Publishing = lazyPart(async () => (await import('./BuildDialogs.tsx')).Publishing);
const WalkThrough = lazyPart(async () => (await import('./WalkThrough.tsx')).WalkThrough);
const VersionsPanel = lazyPart(async () => (await import('./VersionsPanel.tsx')).VersionsPanel);

interface BuildScreenProps {
  readonly session: DraftSession;
  readonly editor: Editor;
  readonly view: RefObject<WorldView | null>;
  readonly onDone: () => void;
}

/** Build Mode while there is a draft to edit, or to walk through. */
export function BuildScreen(props: BuildScreenProps) {
  return (
    <>
      <Editing editor={props.editor} />
      <InHand {...props} />
    </>
  );
}

function InHand(props: BuildScreenProps) {
  const { editor, view } = props;
  const [isWalking, setWalking] = useState(false);
  const lookedAt = useRef<CameraState>(undefined);
  const endWalk = useCallback(() => setWalking(false), []);
  const [seen, setSeen] = useState<SeenVersion>();
  if (isWalking)
    return (
      <Part isFloating>
        <WalkThrough editor={editor} view={view} onEnd={endWalk} />
      </Part>
    );
  if (seen !== undefined)
    return (
      <Part isFloating>
        <LookAtVersion
          {...seen}
          draft={editor.store.getState().space}
          view={view}
          onEnd={() => setSeen(undefined)}
        />
      </Part>
    );
  return <Desk {...props} lookedAt={lookedAt} onWalk={() => setWalking(true)} onLook={setSeen} />;
}

interface SeenVersion {
  readonly number: number;
  readonly space: DrawnWorldSpace;
}

interface DeskProps extends BuildScreenProps {
  readonly onLook: (seen: SeenVersion) => void;
  readonly lookedAt: RefObject<CameraState | undefined>;
  readonly onWalk: () => void;
}

/** What lies open over the plan. */
type Opened = 'problems' | 'publish' | 'finder' | 'versions' | undefined;

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
    versions: () => setOpened(opened === 'versions' ? undefined : 'versions'),
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

function Around(props: AroundProps) {
  const { session, editor, look, doings, opened, setOpened } = props;
  const isNarrow = useMediaQuery('(max-width: 37.49rem)');
  const isPanelOpen = usePanelOpen() || opened === 'problems' || opened === 'versions';
  const commands = useCommands(editor, look, doings);
  const close = () => setOpened(undefined);
  return (
    <>
      <Across isPanelOpen={isPanelOpen}>
        <BuildBar editor={editor} look={look} doings={doings} />
      </Across>
      {isNarrow ? <Narrow editor={editor} /> : <Sides editor={editor} showsInspector={!isPanelOpen} />}
      <Part isFloating>
        {opened === 'problems' && <Problems editor={editor} onClose={close} />}
        {opened === 'finder' && <Finder editor={editor} commands={commands} onClose={close} />}
        {opened === 'versions' && <Versions {...props} onClose={close} />}
        {opened === 'publish' && (
          <Publishing
            session={session}
            editor={editor}
            onShowProblems={() => setOpened('problems')}
            onClose={close}
          />
        )}
      </Part>
    </>
  );
}

function Versions({ session, editor, onLook, onClose }: DeskProps & { readonly onClose: () => void }) {
  const worldName = useSurface((state) => state.worldName);
  const { currentVersion, history } = useStore(editor.store, ({ draft }) => draft);
  const { log } = useServices();
  return (
    <VersionsPanel
      worldId={history.world.worldId}
      worldName={worldName}
      currentVersion={currentVersion}
      onLook={(number, space) => onLook({ number, space })}
      // The draft goes on from there: what was not published is done on it once more.
      onRestored={() =>
        void session
          .rebase()
          .catch((cause: unknown) => log.of('build').fault('The draft stays behind', cause))
      }
      onClose={onClose}
    />
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
  const { panels, line } = useRoomAboveToolbar();
  return (
    <>
      <div
        className={`pointer-events-none! absolute top-8 ${panels} left-[max(0.5rem,env(safe-area-inset-left))] flex items-start gap-1 *:pointer-events-auto`}
      >
        <Toolbox editor={editor} />
      </div>
      <div
        className={`pointer-events-none! absolute top-8 right-[max(0.5rem,env(safe-area-inset-right))] ${panels} flex items-start *:pointer-events-auto`}
      >
        {showsInspector && <Inspector editor={editor} />}
      </div>
      <div className={`pointer-events-none! absolute inset-x-1 ${line} flex justify-center`}>
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
