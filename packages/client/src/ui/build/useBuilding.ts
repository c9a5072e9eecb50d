import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { hasRight } from '@atrium/world';
import { useServices } from '../../app/useServices.ts';
import { noJournal } from '../../build/draftJournal.ts';
import type { DraftJournal } from '../../build/draftJournal.ts';
import { openBrowserJournal } from '../../build/browserJournal.ts';
import { createDraftServer } from '../../build/draftServer.ts';
import { DraftSession } from '../../build/draftSession.ts';
import type { DraftSessionState } from '../../build/draftSession.ts';
import { Editor } from '../../build/editor.ts';
import type { Log } from '../../log/log.ts';
import { systemTimers } from '../../connection/timers.ts';
import { useVisit } from '../VisitContext.ts';
import { firstChoices } from './palettes.ts';

/** The draft of the World that one is in, while Build Mode is open. */
export interface Building {
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
  const { signIn, log } = useServices();
  const [building, setBuilding] = useState<Omit<Building, 'mayTakeOver'> | undefined>();
  const editor = useRef<Editor | undefined>(undefined);
  const close = useRef<() => Promise<void>>(undefined);
  const personId = signIn.account?.personId;
  const mayTakeOver = signIn.account !== undefined && hasRight(signIn.account.role, 'takeOverDrafts');

  useEffect(() => {
    if (personId === undefined) return;
    const { worldId } = visit.space.world;
    const buildLog = log.of('build');
    let closing: Promise<void> | undefined;
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
      const journal = await openJournal(personId, worldId, buildLog);
      if (isOver) return journal.close();
      const server = createDraftServer(worldId, {
        fetch: (input, init) => fetch(input, init),
        token: () => signIn.token,
        log: buildLog,
      });
      const opened: DraftSession = new DraftSession({
        personId,
        server,
        journal,
        timers: systemTimers,
        log: buildLog,
        changed: (state) => show(opened)(state),
      });
      close.current = () => (closing ??= opened.close());
      await opened.open();
    };
    open().catch((cause: unknown) => buildLog.fault('The draft cannot be opened', cause));
    return () => {
      isOver = true;
      editor.current = undefined;
      close
        .current?.()
        .catch((cause: unknown) => buildLog.swallowed('The draft was not closed in good order', cause));
      close.current = undefined;
    };
  }, [visit, signIn, log, personId]);
  useEnding(isEnding, close, ended);

  // Another Role is no reason to open the draft anew.
  return building && { ...building, mayTakeOver };
}

function openJournal(personId: string, worldId: string, log: Log): Promise<DraftJournal> {
  return openBrowserJournal(personId, worldId, navigator.locks).catch((cause: unknown) => {
    log.swallowed('This browser keeps nothing: the server alone has the draft', cause);
    return noJournal;
  });
}

/** Closes the draft when Build Mode ends, and tells when that is done. */
function useEnding(
  isEnding: boolean,
  close: RefObject<(() => Promise<void>) | undefined>,
  ended: () => void,
): void {
  const { log } = useServices();
  useEffect(() => {
    if (!isEnding) return;
    let isOver = false;
    const closing = close.current?.() ?? Promise.resolve();
    closing
      .catch((cause: unknown) => log.of('build').swallowed('The draft was not closed in good order', cause))
      // Who did not wait for it may be building again.
      .finally(() => !isOver && ended());
    return () => void (isOver = true);
  }, [isEnding, close, ended, log]);
}
