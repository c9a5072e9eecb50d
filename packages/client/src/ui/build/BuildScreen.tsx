import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { useStore } from 'zustand';
import {
  useKeyBindings,
  useMediaQuery,
  useServices,
  useSettings,
  useStrings,
} from '../../app/useServices.ts';
import type { DraftSession } from '../../build/draftSession.ts';
import type { Editor } from '../../build/editor.ts';
import { createProblemFinder } from '../../build/problemFinder.ts';
import { actionOf } from '../../input/shortcuts.ts';
import type { EditorWalls } from '../../rendering/viewpoint.ts';
import type { WorldView } from '../../rendering/worldView.ts';
import { useMedia } from '../media/useMedia.ts';
import { useMediaActions } from '../media/useMediaActions.ts';
import { useSurface, useVisit } from '../VisitContext.ts';
import { BuildBar } from './BuildBar.tsx';
import { actOnKey } from './buildKeys.ts';
import { BuildLine } from './BuildLine.tsx';
import { BuildPlan } from './BuildPlan.tsx';
import { useBuildStrings } from './buildStrings.ts';
import { Inspector } from './Inspector.tsx';
import { freeZoneName } from './palettes.ts';
import { ProblemsPanel } from './ProblemsPanel.tsx';
import { Toolbox } from './Toolbox.tsx';

interface BuildScreenProps {
  readonly session: DraftSession;
  readonly editor: Editor;
  readonly view: RefObject<WorldView | null>;
  readonly onDone: () => void;
}

/** Build Mode while there is a draft to edit. */
export function BuildScreen({ editor, view, onDone }: BuildScreenProps) {
  const strings = useBuildStrings();
  const worldName = useSurface((state) => state.worldName);
  const [walls, setWalls] = useState<EditorWalls>('cut');
  const [showsZones, setShowsZones] = useState(true);
  const [opened, setOpened] = useState<'problems' | 'publish' | undefined>();
  const isNarrow = useMediaQuery('(max-width: 39.99rem)');
  const onKey = useBuildKeys(editor);
  useEditing(editor);

  return (
    <>
      <BuildPlan
        editor={editor}
        view={view}
        walls={walls}
        showsZones={showsZones}
        label={strings.region(worldName)}
        onKey={onKey}
      />
      <div
        role="region"
        aria-label={strings.label}
        className="pointer-events-none absolute inset-0 *:pointer-events-auto"
      >
        <div className="pointer-events-none! absolute inset-x-1 top-[max(0.5rem,env(safe-area-inset-top))] flex justify-center *:pointer-events-auto">
          <BuildBar
            editor={editor}
            worldName={worldName}
            walls={walls}
            showsZones={showsZones}
            onWalls={setWalls}
            onZones={setShowsZones}
            onProblems={() => setOpened(opened === 'problems' ? undefined : 'problems')}
            onPublish={() => setOpened('publish')}
            onDone={onDone}
          />
        </div>
        {isNarrow ? (
          <p className="float-card absolute inset-x-1 top-1/3 p-1.5 text-body">{strings.narrow}</p>
        ) : (
          <>
            <div className="pointer-events-none! absolute top-8 bottom-10 left-[max(0.5rem,env(safe-area-inset-left))] flex items-start gap-1 *:pointer-events-auto">
              <Toolbox editor={editor} />
            </div>
            <div className="pointer-events-none! absolute top-8 right-[max(0.5rem,env(safe-area-inset-right))] bottom-10 flex items-start *:pointer-events-auto">
              {opened !== 'problems' && <Inspector editor={editor} />}
            </div>
            <div className="pointer-events-none! absolute inset-x-1 bottom-[calc(max(0.5rem,env(safe-area-inset-bottom))+4.25rem)] flex justify-center">
              <BuildLine editor={editor} />
            </div>
          </>
        )}
        {opened === 'problems' && <Problems editor={editor} onClose={() => setOpened(undefined)} />}
      </div>
    </>
  );
}

function Problems({ editor, onClose }: { readonly editor: Editor; readonly onClose: () => void }) {
  const world = useStore(editor.store, ({ draft }) => draft.history.world);
  const problems = useStore(editor.store, (state) => state.problems);
  return (
    <ProblemsPanel
      world={world}
      problems={problems}
      onShow={(problem) => editor.reveal(problem)}
      onFix={(step) => editor.do({ ok: true, made: [], ...step })}
      onClose={onClose}
    />
  );
}

/** Looks for what is wrong with the draft, at every step. */
function useProblems(editor: Editor): void {
  const { log } = useServices();
  const world = useStore(editor.store, ({ draft }) => draft.history.world);
  const finder = useMemo(
    () =>
      createProblemFinder({
        log: log.of('build'),
        found: (checked, problems) => editor.found(checked, problems),
        // The server looks again when the draft is published.
        failed: (checked) => editor.found(checked, []),
      }),
    [editor, log],
  );
  useEffect(() => () => finder.stop(), [finder]);
  useEffect(() => finder.check(world), [finder, world]);
}

/** What goes on for as long as one edits. */
function useEditing(editor: Editor): void {
  useDraftInView(editor);
  useZoneNames(editor);
  useClipboard(editor);
  useAnnouncements();
  useProblems(editor);
}

/** Shows the draft in place of the World, for as long as one builds. */
function useDraftInView(editor: Editor): void {
  const { surface } = useVisit();
  const space = useStore(editor.store, (state) => state.space);
  useEffect(() => surface.setState({ draft: space }), [surface, space]);
  useEffect(() => () => surface.setState({ draft: undefined }), [surface]);
}

/** Gives the next Zone a name that none has yet. */
function useZoneNames(editor: Editor): void {
  const { zoneTypes } = useStrings();
  const { inspector } = useBuildStrings();
  const world = useStore(editor.store, ({ draft }) => draft.history.world);
  const zoneType = useStore(editor.store, ({ choices }) => choices.zoneType);
  useEffect(() => {
    const numbered = (number: number) => inspector.newRoom(zoneTypes[zoneType], number);
    editor.setChoices({ zoneName: freeZoneName(world, numbered) });
  }, [editor, world, zoneType, zoneTypes, inspector]);
}

function useAnnouncements(): void {
  const { announcer } = useVisit();
  const { announced } = useBuildStrings();
  useEffect(() => {
    announcer.say(announced.opened);
    return () => announcer.say(announced.closed);
  }, [announcer, announced]);
}

/** Copies, cuts and pastes with the clipboard of the system: between Worlds, too. */
function useClipboard(editor: Editor): void {
  useEffect(() => {
    const copy = (event: ClipboardEvent) => {
      if (isTyping()) return;
      const text = editor.copy();
      if (text === undefined) return;
      event.preventDefault();
      event.clipboardData?.setData('text/plain', text);
      if (event.type === 'cut') editor.erase();
    };
    const paste = (event: ClipboardEvent) => {
      if (isTyping()) return;
      if (editor.paste(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault();
    };
    document.addEventListener('copy', copy);
    document.addEventListener('cut', copy);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('copy', copy);
      document.removeEventListener('cut', copy);
      document.removeEventListener('paste', paste);
    };
  }, [editor]);
}

/** What is copied then is text. */
function isTyping(): boolean {
  return (
    document.activeElement instanceof HTMLInputElement ||
    document.activeElement instanceof HTMLTextAreaElement
  );
}

/** The keys of Build Mode. Of the World's own, those of the microphone go on working. */
function useBuildKeys(editor: Editor) {
  const media = useMedia();
  const actions = useMediaActions();
  const keys = useKeyBindings();
  const { singleKeys } = useSettings();
  const talkingKey = useRef<string | undefined>(undefined);

  useEffect(() => {
    const release = ({ code }: globalThis.KeyboardEvent) => {
      if (code !== talkingKey.current) return;
      talkingKey.current = undefined;
      media.pushToTalk(false);
    };
    window.addEventListener('keyup', release);
    return () => window.removeEventListener('keyup', release);
  }, [media]);

  return (event: KeyboardEvent<HTMLDivElement>) => {
    const action = actionOf(event, keys, singleKeys);
    if (actOnKey(editor, event, singleKeys)) event.preventDefault();
    else if (action === 'microphone' && !event.repeat) actions.press('microphone');
    else if (action === 'pushToTalk') {
      event.preventDefault();
      if (talkingKey.current !== undefined) return;
      talkingKey.current = event.code;
      media.pushToTalk(true);
    }
  };
}
