import type { MediaThresholds } from '@atrium/signaling';
import type { StartedSfu } from './startSfu.ts';

/** One line for the host: over what people will talk. */
export function describeMedia(started: StartedSfu, thresholds: MediaThresholds): string {
  switch (started.kind) {
    case 'none': {
      const { p2pMaxPeople, audioOnlyAbovePeople } = thresholds;
      return `No SFU: ${started.why}; people talk directly, up to ${p2pMaxPeople} in a Zone, sound only above ${audioOnlyAbovePeople}`;
    }
    case 'running': {
      const { workers, firstPort, announcedAddresses } = started;
      const count = workers === 1 ? '1 worker' : `${workers} workers`;
      return `SFU: ${count}, ${describePorts(workers, firstPort)} (UDP and TCP) at ${announcedAddresses.join(', ')}`;
    }
  }
}

function describePorts(workers: number, firstPort: number): string {
  if (firstPort === 0) return 'ports given by the system';
  return workers === 1 ? `port ${firstPort}` : `ports ${firstPort} to ${firstPort + workers - 1}`;
}
