import type { Profile } from '../settings/profile.ts';
import type { SignIn } from './signIn.ts';

/** The authorization of a request about Worlds: an account, a returning Guest, or a guest link. */
export function authorizationFor(
  worldId: string | undefined,
  signIn: Pick<SignIn, 'token'>,
  profile: Pick<Profile, 'token' | 'guestLink'>,
): string | undefined {
  if (signIn.token !== undefined) return `Bearer ${signIn.token}`;
  const link = worldId === undefined ? undefined : profile.guestLink(worldId);
  if (link !== undefined) return `GuestLink ${link}`;
  const token = profile.token();
  return token === undefined ? undefined : `Bearer ${token}`;
}
