import type { AvatarLook, Peer } from '@atrium/protocol';
import type { AvatarState, Facing, Role } from '@atrium/world';
import type { RemoteAvatar } from '../presence/remoteAvatar.ts';
import type { Picture } from '../presence/track.ts';

/** An Avatar as it is to be drawn at one moment. */
export interface AvatarView {
  /** The personId: stays the same across reconnects. */
  readonly key: string;
  readonly name: string;
  readonly look: AvatarLook;
  readonly role: Role;
  readonly isSelf: boolean;
  /** Tiles. */
  readonly x: number;
  readonly y: number;
  readonly facing: Facing;
  readonly state: AvatarState;
  /** `arriving` fades in over 200 ms, `leaving` fades out over 400 ms, both from `fadeSinceMs` on. */
  readonly fade: 'here' | 'arriving' | 'leaving';
  /** On the session's clock, in ms. */
  readonly fadeSinceMs: number;
}

/** Who somebody is, apart from where. */
export type Identity = Omit<Peer, 'place'>;

export function viewOfPeer(avatar: RemoteAvatar, picture: Picture, nowMs: number): AvatarView {
  const { personId, name, look, role } = avatar.peer;
  const { x, y, facing, state } = picture;
  return {
    key: personId,
    name,
    look,
    role,
    isSelf: false,
    x,
    y,
    facing,
    state,
    fade: avatar.fadeAt(nowMs),
    fadeSinceMs: avatar.stay.sinceMs,
  };
}

/** @param jumpedAtMs when the own Avatar last had to be set down somewhere else */
export function viewOfSelf(
  identity: Identity,
  picture: Picture,
  fade: 'here' | 'arriving',
  jumpedAtMs: number,
): AvatarView {
  const { personId, name, look, role } = identity;
  const { x, y, facing, state } = picture;
  return {
    key: personId,
    name,
    look,
    role,
    isSelf: true,
    x,
    y,
    facing,
    state,
    fade,
    fadeSinceMs: jumpedAtMs,
  };
}
