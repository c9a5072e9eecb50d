import type { SignIn } from '../account/signIn.ts';
import type { PageVersion } from './pageVersion.ts';
import type { AtriumApi } from '../api/atriumApi.ts';
import type { BuildingBetweenVisits } from './buildingBetweenVisits.ts';
import type { KeyboardLayoutStore } from '../input/keyboardLayout.ts';
import type { Log } from '../log/log.ts';
import type { LocalMedia } from '../media/devices/localMedia.ts';
import type { PersonVolumes } from '../media/devices/personVolumes.ts';
import type { BlockedPeople } from '../settings/blockedPeople.ts';
import type { KeyValueStore } from '../settings/keyValueStore.ts';
import type { Profile } from '../settings/profile.ts';
import type { SettingsStore } from '../settings/settings.ts';
import type { SoundPlayer } from '../sounds/soundPlayer.ts';
import type { Strings } from '../strings/en.ts';
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
  readonly keyboardLayout: KeyboardLayoutStore;
  readonly strings: ShownStrings;
  readonly sounds: SoundPlayer;
  /** The own devices: tried in the lobby, used in the World. */
  readonly localMedia: LocalMedia;
  readonly volumes: PersonVolumes;
  /** Whom this person has blocked for themselves. */
  readonly blocked: BlockedPeople;
  readonly buildingBetweenVisits: BuildingBetweenVisits;
  /** Forgotten when the tab is closed: tickets back to one's place. */
  readonly tabStorage: KeyValueStore;
}

/** The texts in the language chosen now, outside of components. */
export function currentStrings({ strings }: Pick<Services, 'strings'>): Strings {
  return strings.store.getState().strings;
}
