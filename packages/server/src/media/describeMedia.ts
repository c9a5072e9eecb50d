import type { MediaState } from '@atrium/protocol';
import type { MediaThresholds } from '@atrium/signaling';
import type { StartedSfu } from './startSfu.ts';

/** Over what people will talk. */
export function mediaStateOf(started: StartedSfu, thresholds: MediaThresholds): MediaState {
  switch (started.kind) {
    case 'none': {
      const { p2pMaxPeople: mostPeople, audioOnlyAbovePeople: mostPeopleWithVideo } = thresholds;
      return { kind: 'direct', why: started.why ?? null, mostPeople, mostPeopleWithVideo };
    }
    case 'running': {
      const { workers, firstPort, announcedAddresses } = started;
      return { kind: 'sfu', workers, firstPort, addresses: [...announcedAddresses] };
    }
  }
}

/** One line of it for the host. */
export function describeMedia(state: MediaState): string {
  switch (state.kind) {
    case 'direct': {
      const { why, mostPeople, mostPeopleWithVideo } = state;
      return `No SFU: ${why ?? 'it is switched off'}; people talk directly, up to ${mostPeople} in a Zone, sound only above ${mostPeopleWithVideo}`;
    }
    case 'sfu': {
      const { workers, firstPort, addresses } = state;
      const count = workers === 1 ? '1 worker' : `${workers} workers`;
      return `SFU: ${count}, ${describePorts(workers, firstPort)} (UDP and TCP) at ${addresses.join(', ')}`;
    }
  }
}

function describePorts(workers: number, firstPort: number): string {
  if (firstPort === 0) return 'ports given by the system';
  return workers === 1 ? `port ${firstPort}` : `ports ${firstPort} to ${firstPort + workers - 1}`;
}
