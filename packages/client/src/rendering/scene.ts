import type { AvatarLook } from '@atrium/protocol';
import type { AvatarState, Facing, Position, Role, WorldSpace } from '@atrium/world';

/** One person as the picture shows them at a moment. Coordinates in tiles. */
export interface AvatarView {
  /** The person's id. */
  readonly key: string;
  readonly name: string;
  readonly look: AvatarLook;
  readonly role: Role;
  readonly isSelf: boolean;
  readonly x: number;
  readonly y: number;
  readonly facing: Facing;
  readonly state: AvatarState;
  readonly fade: 'here' | 'arriving' | 'leaving';
  /** When the fade began, on the clock of `nowMs`. */
  readonly fadeSinceMs: number;
}

/** What a World view shows. Times are ms on the clock of `performance.now()`. */
export interface WorldScene {
  readonly space: WorldSpace;
  avatars(nowMs: number): readonly AvatarView[];
  /** Whether the picture may differ in the next frame. */
  isActive(nowMs: number): boolean;
  /** Lets time pass up to a moment. */
  advance(nowMs: number): void;
  readonly selfZoneId: string;
  /** People in each Zone of the World. */
  readonly zoneCounts: ReadonlyMap<string, number>;
}

/** What somebody tapped or clicked on. */
export interface TapTarget {
  /** The place on the floor under the pointer, in tiles. */
  readonly position: Position;
  readonly seatId?: string;
  readonly personId?: string;
  readonly doorId?: string;
}
