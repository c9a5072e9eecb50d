import type { KeyValueStore } from '../../settings/keyValueStore.ts';

/** How loud people are to be on this device, remembered: 0 to 1, and 1 for those nobody has changed. */
export interface PersonVolumes {
  get(personId: string): number;
  set(personId: string, volume: number): void;
}

export function createPersonVolumes(storage: KeyValueStore): PersonVolumes {
  const key = (personId: string) => `atrium.volume.${personId}`;
  const known = new Map<string, number>();
  return {
    get(personId) {
      const remembered = known.get(personId) ?? parse(storage.read(key(personId)));
      known.set(personId, remembered);
      return remembered;
    },
    set(personId, volume) {
      known.set(personId, volume);
      storage.write(key(personId), volume === 1 ? undefined : String(volume));
    },
  };
}

function parse(text: string | undefined): number {
  const volume = text === undefined ? 1 : Number(text);
  return volume >= 0 && volume <= 1 ? volume : 1;
}
