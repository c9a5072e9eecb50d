import type { Someone } from '@atrium/protocol';

/** A person edits a World. */
export interface Editing {
  readonly by: Someone;
  /** From now on, in ms, unless it is said again. */
  readonly forMs: number;
}

/** Who edits Worlds. What changes while people are in a World, `SignalingServer.worldEdited` is told. */
export interface WorldEditors {
  /** `undefined` where nobody edits it. */
  load(worldId: string): Promise<Editing | undefined>;
}
