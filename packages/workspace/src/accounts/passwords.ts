import { hash, verify } from '@node-rs/argon2';

/** Of argon2id (RFC 9106), which is what the library makes where it is told nothing else: memory (KiB), passes and lanes as OWASP's Password Storage Cheat Sheet asks for at least. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Of no password that anybody has: what is compared where there is no account, so that both cost the same time. */
const nobodysHash = hash('nobody signs in with this', cost);

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), cost);
}

/** @param stored `null` where there is no account, or one without a password; takes the same time */
export async function isPasswordOf(stored: string | null, password: string): Promise<boolean> {
  const isRight = await verify(stored ?? (await nobodysHash), password.normalize('NFC'));
  return isRight && stored !== null;
}
