import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { DraftSession } from '../../build/draftSession.ts';
import type { Editor } from '../../build/editor.ts';
import type { Visit } from '../../visit/visit.ts';
import { useSurface, useVisit } from '../VisitContext.ts';
import { ProblemsPanel } from './ProblemsPanel.tsx';
import { PublishDialog } from './PublishDialog.tsx';

interface PublishingProps {
  readonly session: DraftSession;
  readonly editor: Editor;
  readonly onShowProblems: () => void;
  readonly onClose: () => void;
}

/** Publishing the draft, with what the dialog needs of the visit. */
export function Publishing({ session, editor, onShowProblems, onClose }: PublishingProps) {
  const visit = useVisit();
  const state = useStore(editor.store, ({ draft }) => draft);
  const problems = useStore(editor.store, (found) => found.problems);
  const isUnchecked = useStore(editor.store, (found) => found.isUnchecked);
  const published = useSurface(({ space }) => space)?.world ?? visit.space.world;
  // As they are when the dialog opens.
  const [people] = useState(() => peopleInside(visit));
  const lockedDoorIds = useSurface(({ doors }) => doors);
  const locked = useMemo(
    () => new Set([...lockedDoorIds].filter(([, { locked }]) => locked).map(([id]) => id)),
    [lockedDoorIds],
  );
  return (
    <PublishDialog
      session={session}
      state={state}
      problems={isUnchecked ? 'unchecked' : problems}
      published={published}
      people={people}
      lockedDoorIds={locked}
      onShowProblems={onShowProblems}
      onClose={onClose}
      onPublished={onClose}
    />
  );
}

/** The people whose places one knows: those in the own Zone. */
function peopleInside({ session }: Visit) {
  const { zoneId } = session.self;
  return session
    .avatars(performance.now())
    .filter(({ fade }) => fade !== 'leaving')
    .map(({ name, x, y }) => ({ name, position: { x, y }, zoneId }));
}

/** What is wrong with the draft. */
export function Problems({ editor, onClose }: { readonly editor: Editor; readonly onClose: () => void }) {
  const world = useStore(editor.store, ({ draft }) => draft.history.world);
  const problems = useStore(editor.store, (state) => state.problems);
  const isUnchecked = useStore(editor.store, (state) => state.isUnchecked);
  return (
    <ProblemsPanel
      world={world}
      problems={problems}
      isUnchecked={isUnchecked}
      onCheckAgain={() => editor.checkAgain()}
      onShow={({ about }) => editor.reveal(about)}
      onFix={(step) => editor.do({ ok: true, made: [], ...step })}
      onClose={onClose}
    />
  );
}
