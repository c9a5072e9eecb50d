import type { AvatarLook, CloseReason, CorrectionReason, ErrorCode, Place } from '@atrium/protocol';
import type { AvatarState, Blocker, Facing, Position, Role, Seat, ZoneInfo } from '@atrium/world';
export type SessionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'online' }
  | { readonly kind: 'reconnecting'; readonly attempt: number; readonly nextAttemptAtMs: number }
  | { readonly kind: 'ended'; readonly reason: CloseReason | ErrorCode };
export interface AvatarView {
  key: string;
  name: string;
  look: AvatarLook;
  role: Role;
  isSelf: boolean;
  x: number;
  y: number;
  facing: Facing;
  state: AvatarState;
  fade: 'here' | 'arriving' | 'leaving';
  fadeSinceMs: number;
}
export interface Refusal {
  readonly reason: CorrectionReason;
  readonly blocker: Blocker | undefined;
}
export interface SessionEvents {
  state: SessionState;
  zone: ZoneInfo;
  counts: void;
  peers: void;
  refused: Refusal;
  wake: void;
}
export interface ListedPerson {
  personId: string;
  name: string;
  role: Role;
  zoneId: string | null;
}
export interface WorldSession {
  readonly state: SessionState;
  on<Name extends keyof SessionEvents>(
    name: Name,
    listener: (value: SessionEvents[Name]) => void,
  ): () => void;
  walk(direction: { x: number; y: number } | undefined): void;
  walkTo(position: Position): boolean;
  walkToZone(zoneId: string): boolean;
  sitOn(seatId: string): boolean;
  standUp(): void;
  reachableSeat(): Seat | undefined;
  advance(nowMs: number): void;
  avatars(nowMs: number): readonly AvatarView[];
  isActive(nowMs: number): boolean;
  readonly self: { place: Place; zoneId: string; personId: string };
  readonly zoneCounts: ReadonlyMap<string, number>;
  listPeople(): Promise<readonly ListedPerson[]>;
  leave(): Promise<void>;
}
