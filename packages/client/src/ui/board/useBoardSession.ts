import { useEffect, useReducer, useRef, useState } from 'react';
import { useServices } from '../../app/useServices.ts';
import { BoardSession } from '../../boards/boardSession.ts';
import type { LossReason } from '../../boards/boardSession.ts';
import type { BoardTransport } from '../../boards/boardTransport.ts';

/** Opens a board for as long as the component is there. `undefined` for the first moment. */
export function useBoardSession(
  transport: BoardTransport,
  onLost: (reason: LossReason) => void,
  onClosed: () => void,
): BoardSession | undefined {
  const { log } = useServices();
  const [, changed] = useReducer((count: number) => count + 1, 0);
  const [session, setSession] = useState<BoardSession | undefined>();
  const told = useRef({ onLost, onClosed });
  useEffect(() => {
    told.current = { onLost, onClosed };
  });

  useEffect(() => {
    const opened = new BoardSession({
      log: log.of('boards'),
      transport,
      newId: () => crypto.getRandomValues(new Uint32Array(2)).join('-'),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      events: {
        changed,
        lost: (reason) => told.current.onLost(reason),
        closed: () => told.current.onClosed(),
      },
    });
    setSession(opened);
    return () => opened.end();
  }, [transport, log]);

  return session;
}
