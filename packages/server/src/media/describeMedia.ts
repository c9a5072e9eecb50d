import type { MediaState } from '@atrium/protocol';
import type { MediaThresholds } from '@atrium/signaling';
import type { StartedSfu } from './startSfu.ts';

/** Over what people talk at this moment. */
export function mediaStateOf(started: StartedSfu, thresholds: MediaThresholds): MediaState {
  const direct = (why: string | null): MediaState => ({
    kind: 'direct',
    why,
    mostPeople: thresholds.p2pMaxPeople,
    mostPeopleWithVideo: thresholds.audioOnlyAbovePeople,
  });
  if (started.kind === 'none') return direct(started.why ?? null);
  const state = started.state();
  if (state === undefined) return direct('The process of the SFU does not answer');
  const { workers, firstPort, addresses } = state;
  return { kind: 'sfu', workers, firstPort, addresses };
}

/** One line of it for the host. */
export function describeMedia(state: MediaState): string {
  switch (state.kind) {
    case 'direct': {
      const { why, mostPeople, mostPeopleWithVideo } = state;
      return `No SFU: ${why ?? 'it is switched off'}; people talk directly, up to ${mostPeople} in a Zone, sound only above ${mostPeopleWithVideo}`;
    }
    case 'sfu':
      return describeSfu(state);
  }
}

/** One line of an SFU for the host. */
export function describeSfu({
  workers,
  firstPort,
  addresses,
}: Pick<Extract<MediaState, { kind: 'sfu' }>, 'workers' | 'firstPort' | 'addresses'>): string {
  const count = workers === 1 ? '1 worker' : `${workers} workers`;
  return `SFU: ${count}, ${describePorts(workers, firstPort)} (UDP and TCP) at ${addresses.join(', ')}`;
}

function describePorts(workers: number, firstPort: number): string {
  if (firstPort === 0) return 'ports given by the system';
  return workers === 1 ? `port ${firstPort}` : `ports ${firstPort} to ${firstPort + workers - 1}`;
}
