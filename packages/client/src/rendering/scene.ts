import type { DoorShown } from '@atrium/protocol';
import type { Position, DrawnWorldSpace } from '@atrium/world';
import type { CameraState, Viewport } from './camera/camera.ts';
import type { Viewpoint } from './viewpoint.ts';
import type { Voice } from './avatars/voice.ts';
import type { AvatarView } from '../session/avatarView.ts';
import type { ShownSigns } from '../presence/signBook.ts';

/** What a World view shows. Times are ms on the clock of `performance.now()`. */
export interface WorldScene {
  /** The World that is shown first; see `WorldView.changeWorld`. */
  readonly space: DrawnWorldSpace;
  avatars(nowMs: number): readonly AvatarView[];
  /** Whether the picture may differ in the next frame. */
  isActive(nowMs: number): boolean;
  /** Lets time pass up to a moment. */
  advance(nowMs: number): void;
  readonly selfZoneId: string;
  /** People in each Zone of the World. */
  readonly zoneCounts: ReadonlyMap<string, number>;
  /** Who speaks and who is muted; where it is left out, nobody's microphone is shown. */
  voiceOf?(personId: string): Voice;
  /** What people show of themselves; where it is left out, they are available and silent. */
  signsOf?(personId: string): ShownSigns;
  /** Doors that are not as the World file says. */
  readonly doorStates?: ReadonlyMap<string, DoorShown>;
}

/** What an editor sees, in place of what people see who walk. */
export interface EditorScene {
  readonly viewpoint: Viewpoint;
  /** What is shown while an editor walks through the draft, with the eyes of those who walk; `undefined`: they edit. */
  readonly walk?: WorldScene | undefined;
  /** Called after each frame in which the camera looks elsewhere. */
  aimed(camera: CameraState, viewport: Viewport): void;
}

/** Something that is shown to be in reach. */
export interface Highlighted {
  readonly kind: 'object' | 'seat' | 'door';
  readonly id: string;
}

/** What somebody tapped or clicked on. */
export interface TapTarget {
  /** The place on the floor under the pointer, in tiles. */
  readonly position: Position;
  readonly seatId?: string;
  readonly personId?: string;
  readonly doorId?: string;
  readonly objectId?: string;
}
