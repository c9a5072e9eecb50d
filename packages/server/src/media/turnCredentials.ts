import { createHmac } from 'node:crypto';

/** What a TURN server asks for. */
export interface TurnCredentials {
  readonly username: string;
  readonly credential: string;
}

/**
 * Credentials that a TURN server checks with the secret it shares with Atrium: "A REST API For Access To TURN Services"
 * (draft-uberti-behave-turn-rest-00), which coturn does with `use-auth-secret`.
 *
 * @param userId who they are for; without `:`
 * @param expiresAtSeconds Unix time, in seconds
 */
export function issueTurnCredentials(
  secret: string,
  userId: string,
  expiresAtSeconds: number,
): TurnCredentials {
  const username = `${expiresAtSeconds}:${userId}`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}

/** The same for the same person, so that quotas hold; tells a TURN server and its logs nothing. */
export function turnUserIdOf(secret: string, personId: string): string {
  return createHmac('sha256', secret).update(`turn:${personId}`).digest('base64url').slice(0, 16);
}
