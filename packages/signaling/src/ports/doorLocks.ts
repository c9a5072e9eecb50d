import type { Tenure } from './worldPlaces.ts';

/** Where it is kept which Doors an Admin has locked. */
export interface DoorLocks {
  /** The ids of the locked Doors of a World. */
  load(worldId: string): Promise<ReadonlySet<string>>;
  /**
   * Resolves once it would be found after a crash. Calls for the same World take effect in their order. Rejects, and
   * changes nothing, where the tenure has ended.
   */
  save(tenure: Tenure, doorIds: readonly string[]): Promise<void>;
}
