import type { IceServers } from '@atrium/signaling';
import type { IceConfiguration } from '../configuration/mediaConfiguration.ts';
import { issueTurnCredentials, turnUserIdOf } from './turnCredentials.ts';

/** @param nowMs Unix time, in milliseconds */
export function createIceServers({ stunUrls, turn }: IceConfiguration, nowMs: () => number): IceServers {
  return {
    stun: stunUrls.length === 0 ? [] : [{ urls: [...stunUrls] }],
    turn(personId) {
      if (turn === undefined) return [];
      const expiresAtSeconds = Math.floor(nowMs() / 1000) + turn.credentialSeconds;
      const userId = turnUserIdOf(turn.secret, personId);
      return [{ urls: [...turn.urls], ...issueTurnCredentials(turn.secret, userId, expiresAtSeconds) }];
    },
  };
}
