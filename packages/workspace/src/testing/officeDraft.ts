import { officeWorld } from '@atrium/world/testing';
import type { World } from '@atrium/world';
import { draftOf } from '../reading/worldDraft.ts';
import type { WorldDraft } from '../reading/worldDraft.ts';

/** The small office, as it is kept. @param changes what is different in it */
export function officeDraft(changes: Partial<World> = {}): WorldDraft {
  return draftOf({ ...officeWorld(), ...changes });
}
