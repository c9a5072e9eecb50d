import { Hourglass } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useLanguage } from '../../app/useServices.ts';
import { localeOf } from '../../strings/languages.ts';
import { useSurface, useVisit } from '../VisitContext.ts';
import { timeLeft } from './timeLeft.ts';
import { visitEndStrings } from './visitEndStrings.ts';

/** Looked at again after this, in ms: a machine may have slept, and browsers run timers of more than 24 days at once. */
const longestTimerMs = 3_600_000;

/** When a Guest's visit ends, and how long that still is. */
export function VisitEnd() {
  const endsAtMs = useSurface(({ visitEndsAtMs }) => visitEndsAtMs);
  return endsAtMs === undefined ? null : <Until key={endsAtMs} endsAtMs={endsAtMs} />;
}

function Until({ endsAtMs }: { readonly endsAtMs: number }) {
  const language = useLanguage();
  const words = visitEndStrings[language];
  const { notices, announcer } = useVisit();
  const moment = useMomentOf(endsAtMs);
  const [leftMs, setLeftMs] = useState(() => endsAtMs - Date.now());
  const { minutes, isTold, changesInMs } = timeLeft(leftMs);

  useEffect(() => {
    if (changesInMs === undefined) return;
    // A moment late rather than a moment early, when nothing would have changed.
    const waitMs = Math.min(changesInMs + 50, longestTimerMs);
    const timer = setTimeout(() => setLeftMs(endsAtMs - Date.now()), waitMs);
    return () => clearTimeout(timer);
  }, [changesInMs, endsAtMs, leftMs]);

  useEffect(() => {
    if (!isTold || minutes === undefined) return;
    const text = visitEndStrings[language].soon(minutes);
    if (notices.say({ kind: 'together', icon: 'info', text })) announcer.say(text);
  }, [isTold, minutes, language, notices, announcer]);

  return (
    <p
      title={words.explained}
      className="float-card pointer-events-auto flex min-h-5.5 shrink-0 items-center gap-0.5 px-1 text-caption"
    >
      <Hourglass
        aria-hidden
        className={`size-2 shrink-0 ${minutes === undefined ? 'text-secondary' : 'text-accent'}`}
      />
      {minutes === undefined ? words.until(moment) : words.left(minutes)}
      <span className="sr-only">{words.explained}</span>
    </p>
  );
}

/** As people write it, with the day where that is not today. */
function useMomentOf(ms: number): string {
  const language = useLanguage();
  const [today] = useState(() => new Date().toDateString());
  return useMemo(() => {
    const isToday = new Date(ms).toDateString() === today;
    const locale = localeOf(language, navigator.languages);
    return new Intl.DateTimeFormat(locale, {
      timeStyle: 'short',
      ...(isToday ? {} : { dateStyle: 'short' }),
    }).format(ms);
  }, [language, ms, today]);
}
