import { hash, verify } from '@node-rs/argon2';

/** Of argon2id (RFC 9106), which is what the library makes where it is told nothing else: memory (KiB), passes and lanes as OWASP's Password Storage Cheat Sheet asks for at least. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Of 32 random bytes that nobody kept: what is compared where there is no account, so that both cost the same time. */
const nobodysHash = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$QaXdGdphBR21gpUrjL6u7g$LUb2Irq7nFXzZ6n3EGVbH6ehe+PX+/ecx6sQT77TSSs`;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), cost);
}

/** @param stored `null` where there is no account, or one without a password; takes the same time */
export async function isPasswordOf(stored: string | null, password: string): Promise<boolean> {
  const isRight = await verify(stored ?? nobodysHash, password.normalize('NFC'));
  return isRight && stored !== null;
}
