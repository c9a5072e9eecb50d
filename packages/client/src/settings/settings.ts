import * as z from 'zod';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Log } from '../log/log.ts';
import { shortcutActions } from '../input/shortcuts.ts';
import { soundNames } from '../sounds/soundNames.ts';
import { languages, pickLanguage } from '../strings/languages.ts';
import type { Language } from '../strings/languages.ts';
import type { KeyValueStore } from './keyValueStore.ts';

export const zoomRange = { least: 0.5, most: 2, step: 0.25 } as const;
const settingsKey = 'atrium.settings';

/** What newcomers are shown once, where it is of use. */
const firstHints = ['walk', 'talk', 'heard', 'approach', 'knock', 'others'] as const;
export type FirstHint = (typeof firstHints)[number];

const settingsSchema = z.object({
  language: z.enum(['system', ...languages]).catch('system'),
  motion: z.enum(['system', 'reduced', 'full']).catch('system'),
  sounds: z.partialRecord(z.enum(soundNames), z.boolean()).catch({}),
  singleKeys: z.boolean().catch(true),
  /** Keys chosen instead of the usual ones, by action. */
  keys: z.partialRecord(z.enum(shortcutActions), z.string().min(1).max(20)).catch({}),
  /** `undefined` until a zoom is chosen: it follows the size of the window. */
  zoom: z.number().min(zoomRange.least).max(zoomRange.most).optional().catch(undefined),
  /** Whether it is day outside whatever the clock says. */
  alwaysDay: z.boolean().catch(false),
  /** `undefined` until somebody has shown or hidden it: open where there is room. */
  minimap: z.boolean().optional().catch(undefined),
  /** Comes into a TeamArea with the microphone as it is, instead of muted. */
  staysOpenInTeamAreas: z.boolean().catch(false),
  /** How a MeetingRoom shows its people; `strip` leaves the World free. */
  meetingView: z.enum(['grid', 'speaker', 'strip']).catch('strip'),
  /** Shows who speaks in a small window while the tab is hidden. */
  pictureInPicture: z.boolean().catch(true),
  /** Tells of knocks, calls and messages outside of the page while the tab is hidden. */
  notifications: z.boolean().catch(false),
  /** Hints that have helped already, or were put away. */
  hintsDone: z.array(z.enum(firstHints)).catch([]),
});
/** What a person chose on this device. */
export type Settings = z.output<typeof settingsSchema>;
export type SettingsStore = StoreApi<Settings>;

/** The settings, remembered whenever they change. */
export function createSettingsStore(storage: KeyValueStore, log: Log): SettingsStore {
  const store = createStore<Settings>(() => readSettings(storage, log));
  store.subscribe((settings) => storage.write(settingsKey, JSON.stringify(settings)));
  return store;
}

function readSettings(storage: KeyValueStore, log: Log): Settings {
  const text = storage.read(settingsKey);
  try {
    return settingsSchema.parse(text === undefined ? {} : JSON.parse(text));
  } catch (cause) {
    log.swallowed('The stored settings cannot be read: they are as on the first visit', cause);
    return settingsSchema.parse({});
  }
}

/** @param preferred the languages the browser asks for, best first */
export function languageOf(settings: Settings, preferred: readonly string[]): Language {
  return settings.language === 'system' ? pickLanguage(preferred) : settings.language;
}

export function isMotionReduced(settings: Settings, systemReduces: boolean): boolean {
  return settings.motion === 'system' ? systemReduces : settings.motion === 'reduced';
}
