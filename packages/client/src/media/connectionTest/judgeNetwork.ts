/** How something is reached. */
export type Way = 'udp' | 'tcp' | 'tls';

/** What came of one attempt; `undefined`: there was nothing to try. */
export type Outcome = 'reached' | 'refused' | 'unreached' | undefined;

/** What a Client has found out about its network. */
export interface NetworkFindings {
  /** Whether the browser gave any address of this device: policies and extensions may forbid it. */
  readonly hasOwnAddress: boolean;
  /** Whether STUN told how this device looks from outside. */
  readonly stun: Outcome;
  /** Whether a relay was allotted, by how the TURN server was reached. */
  readonly turn: Readonly<Record<Way, Outcome>>;
  readonly sfu: Readonly<Record<'udp' | 'tcp' | 'relayed', Outcome>>;
}

/** Why a network is what it is. */
export type NetworkReason =
  /** UDP gets out, and the SFU, if there is one, answers. */
  | 'open'
  /** As far as can be told without anything outside to try. */
  | 'nothing-to-try'
  /** UDP gets out; the SFU is reached by TCP or through the relay alone. */
  | 'sfu-detour'
  /** UDP gets out; the SFU is not reached at all. */
  | 'sfu-unreached'
  | 'udp-blocked'
  /** UDP is blocked, and of TURN and SFU only the SFU is reached: larger Zones alone have sound. */
  | 'udp-blocked-sfu-alone'
  /** UDP is blocked; the relay is reached, and the SFU is not, not even through it. */
  | 'udp-blocked-sfu-unreached'
  | 'turn-refused'
  | 'no-turn'
  | 'all-blocked'
  | 'browser-forbids';

export interface NetworkVerdict {
  readonly kind: 'direct' | 'relayed' | 'blocked';
  readonly because: NetworkReason;
}

/** What a network lets through, and why. */
export function judgeNetwork({ hasOwnAddress, stun, turn, sfu }: NetworkFindings): NetworkVerdict {
  const turns = Object.values(turn);
  const sfus = Object.values(sfu);
  const isRelayed = turns.includes('reached');
  const hasSfu = sfus.some((outcome) => outcome !== undefined);
  const reachesSfu = sfus.includes('reached');
  if (stun === 'reached' || turn.udp === 'reached' || sfu.udp === 'reached') {
    if (!hasSfu || sfu.udp === 'reached') return { kind: 'direct', because: 'open' };
    return { kind: 'direct', because: reachesSfu ? 'sfu-detour' : 'sfu-unreached' };
  }
  if (isRelayed) {
    const isSfuMissed = hasSfu && !reachesSfu;
    return { kind: 'relayed', because: isSfuMissed ? 'udp-blocked-sfu-unreached' : 'udp-blocked' };
  }
  if (reachesSfu) return { kind: 'relayed', because: 'udp-blocked-sfu-alone' };
  if (!hasOwnAddress) return { kind: 'blocked', because: 'browser-forbids' };
  const isAnythingTried = stun !== undefined || hasSfu || turns.some((outcome) => outcome !== undefined);
  if (!isAnythingTried) return { kind: 'direct', because: 'nothing-to-try' };
  if (turns.includes('refused')) return { kind: 'blocked', because: 'turn-refused' };
  const hasTurn = turns.some((outcome) => outcome !== undefined);
  return { kind: 'blocked', because: hasTurn ? 'all-blocked' : 'no-turn' };
}
