import { useEffect, useRef, useState } from 'react';
import type { Dispatch, RefObject, SetStateAction } from 'react';
import { hasRight } from '@atrium/world';
import type { SignIn } from '../../account/signIn.ts';
import { useServices } from '../../app/useServices.ts';
import { noJournal } from '../../build/draftJournal.ts';
import type { DraftJournal } from '../../build/draftJournal.ts';
import { openBrowserJournal } from '../../build/browserJournal.ts';
import { createDraftServer } from '../../build/draftServer.ts';
import type { DraftServer } from '../../build/draftServer.ts';
import { DraftSession } from '../../build/draftSession.ts';
import type { DraftSessionState } from '../../build/draftState.ts';
import { Editor } from '../../build/editor.ts';
import type { Log } from '../../log/log.ts';
import { systemTimers } from '../../connection/timers.ts';
import { useVisit } from '../VisitContext.ts';
import { firstChoices } from './palettes.ts';

/** The draft of the World that one is in, while Build Mode is open. */
export interface Building {
  /** Whether one wants to leave, and not all that was done is on the server. */
  readonly isUnsaved: boolean;
  readonly session: DraftSession;
  readonly state: DraftSessionState;
  /** Once there is something to edit; the same until the draft is opened anew. */
  readonly editor: Editor | undefined;
  readonly mayTakeOver: boolean;
}

/**
 * Opens the draft, and closes it when Build Mode ends or is left. `undefined`: it is being prepared.
 *
 * @param ended called when all is saved and another editor may take the lease
 */
export function useBuilding(isEnding: boolean, ended: () => void): Building | undefined {
  const visit = useVisit();
  const { signIn, log, buildingBetweenVisits } = useServices();
  const [building, setBuilding] = useState<Opened | undefined>();
  /** How often the draft was opened: anew where one builds again while it is being closed. */
  const [round, setRound] = useState(0);
  const editor = useRef<Editor | undefined>(undefined);
  const session = useRef<OpenSession>(undefined);
  // Who is signed out meanwhile is still the one who built.
  const [personId] = useState(signIn.account?.personId);
  const mayTakeOver = signIn.account !== undefined && hasRight(signIn.account.role, 'takeOverDrafts');

  useEffect(() => {
    if (personId === undefined) return;
    const { worldId } = visit.space.world;
    const buildLog = log.of('build');
    let closing: Promise<void> | undefined;
    let closed: () => void = () => undefined;
    let isOver = false;
    const show = (opened: DraftSession) => (state: DraftSessionState) => {
      if (isOver) return;
      if (state.kind !== 'editing') editor.current = undefined;
      else if (editor.current === undefined)
        editor.current = new Editor(opened, state, firstChoices, Math.random);
      else editor.current.follow(state);
      setBuilding((before) => {
        const isSame =
          before?.editor === editor.current && state.kind === 'editing' && before?.state.kind === 'editing';
        return isSame ? before : { session: opened, state, editor: editor.current };
      });
    };
    const open = async () => {
      // The last session may still be saving, and its lease is ours.
      await buildingBetweenVisits.closed;
      if (isOver) return;
      const journal = await openJournal(personId, worldId, buildLog);
      if (isOver) return journal.close();
      const server = draftServerOf(worldId, signIn, buildLog);
      const parts = { personId, server, journal, timers: systemTimers, log: buildLog };
      const opened: DraftSession = new DraftSession({ ...parts, changed: (state) => show(opened)(state) });
      session.current = { draft: opened, close: () => (closing ??= opened.close()) };
      closed = buildingBetweenVisits.opened(() => opened.signedOut());
      await opened.open();
    };
    const pageGoes = ({ persisted }: PageTransitionEvent) => !persisted && session.current?.draft.pageGoes();
    window.addEventListener('pagehide', pageGoes);
    open().catch((cause: unknown) => buildLog.fault('The draft cannot be opened', cause));
    return () => {
      isOver = true;
      editor.current = undefined;
      window.removeEventListener('pagehide', pageGoes);
      closed();
      const isClosing = session.current
        ?.close()
        .catch((cause: unknown) => buildLog.swallowed('The draft was not closed in good order', cause));
      if (isClosing !== undefined) buildingBetweenVisits.closing(isClosing);
      session.current = undefined;
      setBuilding(undefined);
    };
  }, [visit, signIn, log, buildingBetweenVisits, personId, round]);
  const { isClosing, isUnsaved } = useEnding(isEnding, session, ended, setRound);

  // A changed Role does not reopen the draft. A draft that is closing is no longer edited.
  return building && !isClosing ? { ...building, mayTakeOver, isUnsaved } : undefined;
}

type Opened = Pick<Building, 'session' | 'state' | 'editor'>;

/** A draft that is open, or being opened. */
interface OpenSession {
  readonly draft: DraftSession;
  /** Once, however often it is called. */
  readonly close: () => Promise<void>;
}

function draftServerOf(worldId: string, signIn: SignIn, log: Log): DraftServer {
  return createDraftServer(worldId, {
    fetch: (input, init) => fetch(input, init),
    token: () => signIn.token,
    log,
  });
}

function openJournal(personId: string, worldId: string, log: Log): Promise<DraftJournal> {
  return openBrowserJournal(personId, worldId, navigator.locks).catch((cause: unknown) => {
    log.swallowed('This browser keeps nothing: the server alone has the draft', cause);
    return noJournal;
  });
}

/**
 * Saves when Build Mode ends, and closes the draft once all is saved: until then one may go on building.
 *
 * @param ended called when it is closed
 * @param setRound raised when it is closed and one builds again meanwhile
 */
function useEnding(
  isEnding: boolean,
  session: RefObject<OpenSession | undefined>,
  ended: () => void,
  setRound: Dispatch<SetStateAction<number>>,
): { readonly isClosing: boolean; readonly isUnsaved: boolean } {
  const { log } = useServices();
  const [phase, setPhase] = useState<'open' | 'unsaved' | 'closing'>('open');
  useEffect(() => {
    if (!isEnding) return;
    let isOver = false;
    const end = async () => {
      const { draft, close } = session.current ?? {};
      const isSaved = draft?.state.kind !== 'editing' || (await draft.saveNow());
      if (isOver) return;
      const isLost = draft?.state.kind === 'lost' && draft.state.unsaved !== undefined;
      if (!isSaved || isLost) return setPhase('unsaved');
      setPhase('closing');
      await close?.();
      setPhase('open');
      if (isOver) setRound((before) => before + 1);
      else ended();
    };
    end().catch((cause: unknown) => {
      log.of('build').swallowed('The draft was not closed in good order', cause);
      if (!isOver) ended();
    });
    return () => {
      isOver = true;
      setPhase((before) => (before === 'unsaved' ? 'open' : before));
    };
  }, [isEnding, session, ended, setRound, log]);
  return { isClosing: phase === 'closing', isUnsaved: phase === 'unsaved' };
}
