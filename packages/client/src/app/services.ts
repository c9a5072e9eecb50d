import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { SignIn } from '../account/signIn.ts';
import type { PageVersion } from './pageVersion.ts';
import type { AtriumApi } from '../api/atriumApi.ts';
import { keyBindings } from '../input/shortcuts.ts';
import type { KeyBindings } from '../input/shortcuts.ts';
import type { Log } from '../log/log.ts';
import type { LocalMedia } from '../media/devices/localMedia.ts';
import type { PersonVolumes } from '../media/devices/personVolumes.ts';
import type { BlockedPeople } from '../settings/blockedPeople.ts';
import type { KeyValueStore } from '../settings/keyValueStore.ts';
import type { Profile } from '../settings/profile.ts';
import { isMotionReduced, languageOf } from '../settings/settings.ts';
import type { Settings, SettingsStore } from '../settings/settings.ts';
import type { SoundPlayer } from '../sounds/soundPlayer.ts';
import type { Strings } from '../strings/en.ts';
import type { Language } from '../strings/languages.ts';
import type { ShownStrings } from '../strings/shownStrings.ts';

/** What the whole surface shares; made once in `main.tsx`. */
export interface Services {
  readonly log: Log;
  /** The last lines of the log, to be attached to a report of a problem. */
  readonly logText: () => string;
  readonly pageVersion: PageVersion;
  readonly api: AtriumApi;
  readonly profile: Profile;
  readonly signIn: SignIn;
  readonly settings: SettingsStore;
  readonly strings: ShownStrings;
  readonly sounds: SoundPlayer;
  /** The own devices: tried in the lobby, used in the World. */
  readonly localMedia: LocalMedia;
  readonly volumes: PersonVolumes;
  /** Whom this person has blocked for themselves. */
  readonly blocked: BlockedPeople;
  /** Forgotten when the tab is closed: tickets back to one's place. */
  readonly tabStorage: KeyValueStore;
}

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

/** The texts in the language chosen now, outside of components. */
export function currentStrings({ strings }: Pick<Services, 'strings'>): Strings {
  return strings.store.getState().strings;
}

export function useLanguage(): Language {
  return languageOf(useSettings(), navigator.languages);
}

export function useStrings(): Strings {
  return useStore(useServices().strings.store).strings;
}

export function useKeyBindings(): KeyBindings {
  const { keys } = useSettings();
  return useMemo(() => keyBindings(keys), [keys]);
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
