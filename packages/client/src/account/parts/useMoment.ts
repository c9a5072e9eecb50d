import { useMemo } from 'react';
import { useLanguage } from '../../app/useServices.ts';
import { localeOf } from '../../strings/languages.ts';

/** Writes a moment (ms since 1970) as people write it. */
export function useMoment(): (ms: number) => string {
  const language = useLanguage();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(localeOf(language, navigator.languages), {
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    return (ms) => format.format(ms);
  }, [language]);
}
