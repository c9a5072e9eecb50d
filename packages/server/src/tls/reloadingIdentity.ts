import type { Logger } from 'pino';
import type { TlsIdentity } from './tlsIdentity.ts';

/** The last part of a certificate's life in which it should have been renewed. */
const lastShare = 0.2;
const dayMs = 86_400_000;
/** A certificate that was renewed on disk is found without a signal. */
const reloadMs = 12 * 60 * 60 * 1000;

/** Whether a certificate ends soon. @param nowMs Unix time */
export function isInLastShare({ validFromMs, validToMs }: TlsIdentity, nowMs: number): boolean {
  return validToMs - nowMs <= (validToMs - validFromMs) * lastShare;
}

/** A sentence for the host where the certificate ends soon; `undefined` where it does not. @param nowMs Unix time */
export function warnOfExpiry(identity: TlsIdentity, nowMs: number): string | undefined {
  const leftMs = identity.validToMs - nowMs;
  if (!isInLastShare(identity, nowMs)) return undefined;
  const until = new Date(identity.validToMs).toISOString().slice(0, 10);
  if (leftMs <= 0) return `The certificate has expired on ${until}: browsers refuse it. Renew it.`;
  const days = Math.floor(leftMs / dayMs);
  return `The certificate expires on ${until}, in ${days} ${days === 1 ? 'day' : 'days'}. Renew it.`;
}

/** A certificate that is read again while the server runs. */
export interface ReloadingIdentity {
  /** Reads it again, and uses it from then on for new connections. Where it cannot be used, the one before goes on. */
  reload(): Promise<void>;
  close(): void;
}

/**
 * Keeps a certificate up to date, and warns before it ends.
 *
 * @param load @throws CertificateError where there is none that can be used
 * @param use hands it to the listening server
 */
export function keepIdentityFresh(
  load: () => Promise<TlsIdentity | undefined>,
  use: (identity: TlsIdentity) => void,
  log: Logger,
): ReloadingIdentity {
  const reload = async () => {
    try {
      const identity = await load();
      if (identity === undefined) return;
      use(identity);
      log.info({ fingerprint: identity.fingerprint }, 'the certificate was read again');
      const warning = warnOfExpiry(identity, Date.now());
      if (warning !== undefined) log.warn(warning);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      log.error({ err: cause }, `the certificate stays the one before: ${reason}`);
    }
  };
  const timer = setInterval(() => void reload(), reloadMs);
  timer.unref();
  return { reload, close: () => clearInterval(timer) };
}
