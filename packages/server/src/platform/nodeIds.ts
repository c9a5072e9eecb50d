import { randomBytes } from 'node:crypto';
import type { Ids } from '@atrium/signaling';

const idBytes = 16;

/** Ids of 128 random bits in 22 characters. */
export const nodeIds: Ids = {
  newId: () => randomBytes(idBytes).toString('base64url'),
  random: () => Math.random(),
};
