import type { CertificateNews } from '@atrium/protocol';
import type { RenewalProblem } from './acmeRenewal.ts';
import { isInLastShare } from './reloadingIdentity.ts';
import type { TlsIdentity } from './tlsIdentity.ts';

/** For so long a renewal may fail before Admins are told, in ms: authorities are away now and then. */
const quietMs = 24 * 60 * 60 * 1000;

/**
 * What Admins are told of a certificate.
 *
 * @param identity `undefined`: the authority has given none yet
 * @param problem why it was not renewed
 * @param nowMs Unix time
 */
export function newsOf(
  identity: TlsIdentity | undefined,
  problem: RenewalProblem | undefined,
  nowMs: number,
): CertificateNews {
  const reason = problem?.reason ?? null;
  if (identity === undefined) return { endsAt: null, trouble: problem === undefined ? null : 'none', reason };
  const { validToMs: endsAt } = identity;
  if (endsAt <= nowMs) return { endsAt, trouble: 'ended', reason };
  if (isInLastShare(identity, nowMs)) return { endsAt, trouble: 'ends-soon', reason };
  if (problem !== undefined && nowMs - problem.sinceMs >= quietMs)
    return { endsAt, trouble: 'not-renewed', reason };
  return { endsAt, trouble: null, reason: null };
}
