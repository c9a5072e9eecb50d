import type { CorrectionReason } from '@atrium/protocol';
import type { Blocker, Restrictions, WorldSpace } from '@atrium/world';

/** Something did not let the own Avatar in or on; found by the Client itself or told by the Signaling Server. */
export interface MovementRefused {
  readonly reason: CorrectionReason;
  readonly blocker: Blocker | undefined;
}

/** Why the Client itself stopped at something; `undefined` for walls and furniture, which need no word. */
export function refusalReason(
  space: WorldSpace,
  restrictions: Restrictions,
  blocker: Blocker,
): 'door-closed' | 'occupied' | 'zone-full' | undefined {
  switch (blocker.kind) {
    case 'door':
    case 'passage': {
      const gate = space.gate(blocker.id);
      return gate && restrictions.refusesGate(gate);
    }
    case 'zone':
      return 'zone-full';
    case 'edge':
    case 'wall':
    case 'object':
    case 'seat':
      return undefined;
  }
}
