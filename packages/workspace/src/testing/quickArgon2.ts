import * as argon2 from '@node-rs/argon2/index.js';
import type { Options } from '@node-rs/argon2';

/** The least that argon2 takes, in KiB and passes. */
const leastCost = { memoryCost: 8, timeCost: 1 } as const;

/**
 * In the place of `@node-rs/argon2` in the integration tests (`vitest.config.ts`): the same library at its least cost.
 * Tests hash some thousand passwords, and what is secure about that is tested by `passwords.isolated.test.ts`.
 */
export function hash(password: string, options: Options): Promise<string> {
  return argon2.hash(password, { ...options, ...leastCost });
}

export const { verify } = argon2;
