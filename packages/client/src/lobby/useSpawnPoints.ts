import { useEffect, useState } from 'react';
import type { SpawnPoint, WorldSpace } from '@atrium/world';
import type { Entrance } from '../app/entrance.ts';
import { useServices } from '../app/useServices.ts';

/** Where one may start in the World, and what is chosen. */
export interface SpawnPoints {
  /** `undefined` until the World file is here. */
  readonly space: WorldSpace | undefined;
  readonly all: readonly SpawnPoint[];
  readonly chosen: SpawnPoint | undefined;
  readonly choose: (spawnPointId: string) => void;
}

export function useSpawnPoints(entrance: Entrance, worldId: string): SpawnPoints {
  const { profile } = useServices();
  const [space, setSpace] = useState<WorldSpace | undefined>();
  const [chosenId, choose] = useState(() => profile.spawnPointId(worldId));

  useEffect(() => {
    let isShown = true;
    void entrance.readWorld().then((reading) => {
      if (isShown && reading.kind === 'read') setSpace(reading.space);
    });
    return () => {
      isShown = false;
    };
  }, [entrance]);

  const all = space?.world.spawnPoints ?? [];
  return { space, all, chosen: all.find(({ id }) => id === chosenId) ?? all[0], choose };
}
