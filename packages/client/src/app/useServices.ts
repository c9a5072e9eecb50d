import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { keyBindings } from '../input/shortcuts.ts';
import type { KeyBindings } from '../input/shortcuts.ts';
import { isMotionReduced, languageOf } from '../settings/settings.ts';
import type { Settings } from '../settings/settings.ts';
import type { Strings } from '../strings/en.ts';
import type { Language } from '../strings/languages.ts';
import type { Services } from './services.ts';

const ServicesContext = createContext<Services | undefined>(undefined);
export const ServicesProvider = ServicesContext.Provider;

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === undefined) throw new Error('a component is outside of the ServicesProvider');
  return services;
}

export function useSettings(): Settings {
  return useStore(useServices().settings);
}

export function useLanguage(): Language {
  return languageOf(useSettings(), navigator.languages);
}

export function useStrings(): Strings {
  return useStore(useServices().strings.store).strings;
}

export function useKeyBindings(): KeyBindings {
  const { keys } = useSettings();
  const printed = useStore(useServices().keyboardLayout);
  return useMemo(() => keyBindings(keys, printed), [keys, printed]);
}

/** Whether a media query holds, now and whenever that changes. */
export function useMediaQuery(query: string): boolean {
  const list = useMemo(() => window.matchMedia(query), [query]);
  return useSyncExternalStore(
    (changed) => {
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => list.matches,
  );
}

export function useReducedMotion(): boolean {
  return isMotionReduced(useSettings(), useMediaQuery('(prefers-reduced-motion: reduce)'));
}

/** Tells the page itself what language it is in and how much may move. */
export function useDocumentSettings(): void {
  const language = useLanguage();
  const isReduced = useReducedMotion();
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dataset['motion'] = isReduced ? 'reduced' : 'full';
  }, [language, isReduced]);
}
