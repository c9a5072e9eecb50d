import type { IceServer } from '@atrium/protocol';
import type { IceServers } from '@atrium/signaling';
import type { IceConfiguration } from '../configuration/mediaConfiguration.ts';
import { issueTurnCredentials, turnUserIdOf } from './turnCredentials.ts';

/** The servers that the host has named. */
export interface ConfiguredIceServers extends IceServers {
  /**
   * Relay for a test of somebody's network. The TURN server counts it apart from their calls.
   *
   * @param seconds how long the credentials hold
   */
  turnForTest(personId: string, seconds: number): readonly IceServer[];
}

/** @param nowMs Unix time, in milliseconds */
export function createIceServers(
  { stunUrls, turn }: IceConfiguration,
  nowMs: () => number,
): ConfiguredIceServers {
  const relayFor = (userOf: string, seconds: number): readonly IceServer[] => {
    if (turn === undefined) return [];
    const expiresAtSeconds = Math.floor(nowMs() / 1000) + seconds;
    const userId = turnUserIdOf(turn.secret, userOf);
    return [{ urls: [...turn.urls], ...issueTurnCredentials(turn.secret, userId, expiresAtSeconds) }];
  };
  return {
    stun: stunUrls.length === 0 ? [] : [{ urls: [...stunUrls] }],
    turn: (personId) => relayFor(personId, turn?.credentialSeconds ?? 0),
    turnForTest: (personId, seconds) => relayFor(`test:${personId}`, seconds),
  };
}
