import { useEffect, useRef } from 'react';
import { useStrings } from '../app/useServices.ts';
import { Button } from './controls/Button.tsx';
import { endedNotice } from './endedNotice.ts';
import type { EndAction } from './endedNotice.ts';
import { useSurface, useVisit } from './VisitContext.ts';

/** The connection has ended for good: why, and what one can do. The World behind it stays as it was. */
export function EndedCard() {
  const strings = useStrings();
  const { entrance } = useVisit();
  const connection = useSurface((state) => state.connection);
  const told = useSurface((state) => state.told);
  const firstAction = useRef<HTMLDivElement>(null);
  const offersDraft = useSurface((state) => state.offersDraft);
  const hasEnded = connection.kind === 'ended' && connection.reason !== 'left' && !offersDraft;

  useEffect(() => {
    if (hasEnded) firstAction.current?.querySelector('button')?.focus();
  }, [hasEnded]);

  if (!hasEnded) return null;
  const notice = endedNotice(connection, strings, told);
  const act: Readonly<Record<EndAction, () => void>> = {
    useHere: () => entrance.enterAgain(),
    tryAgain: () => entrance.enterAgain(),
    reload: () => window.location.reload(),
    lobby: () => void entrance.toLobby('left'),
  };
  const words: Readonly<Record<EndAction, string>> = {
    useHere: strings.connection.useHere,
    tryAgain: strings.connection.tryAgain,
    reload: strings.connection.reload,
    lobby: strings.connection.toLobby,
  };
  return (
    <div className="absolute inset-0 z-40 grid animate-appear place-items-center bg-background/70 p-2">
      <section
        role="alertdialog"
        aria-modal
        aria-labelledby="ended-title"
        aria-describedby="ended-text"
        className="float-card flex w-full max-w-[24rem] flex-col gap-1 p-3"
      >
        <h2 id="ended-title" className="text-heading font-semibold">
          {notice.title}
        </h2>
        {notice.text !== '' && (
          <p id="ended-text" className="text-body text-secondary">
            {notice.text}
          </p>
        )}
        <div ref={firstAction} className="mt-1 flex flex-wrap gap-1">
          {notice.actions.map((action, index) => (
            <Button key={action} look={index === 0 ? 'primary' : 'secondary'} onClick={act[action]}>
              {words[action]}
            </Button>
          ))}
        </div>
      </section>
    </div>
  );
}
