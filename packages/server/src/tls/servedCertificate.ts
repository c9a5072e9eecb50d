import type { Logger } from 'pino';
import type { CertificateNews } from '@atrium/protocol';
import type { Configuration } from '../configuration/configuration.ts';
import { AcmeRenewal } from './acmeRenewal.ts';
import type { AcmeChallenges } from './acmeOrder.ts';
import { newsOf } from './certificateNews.ts';
import { handToEdge } from './edge.ts';
import { loadTlsIdentity } from './loadTlsIdentity.ts';
import { keepIdentityFresh, warnOfExpiry } from './reloadingIdentity.ts';
import { keepSelfSignedIdentity, ownNames } from './selfSignedIdentity.ts';
import type { TlsIdentity } from './tlsIdentity.ts';

/** The certificate of this server, kept up to date while it runs. */
export interface ServedCertificate {
  /** What this server's own listener shows; `undefined`: it speaks plain HTTP. */
  readonly shown: TlsIdentity | undefined;
  /** What browsers see, here or at the edge; `undefined`: there is none. */
  readonly current: TlsIdentity | undefined;
  /** What an authority is answered. */
  readonly challenges: AcmeChallenges;
  /** Begins to keep it up to date. @param show hands another one to the listener, for new connections */
  keepFresh(show: (identity: TlsIdentity) => void): void;
  /** Looks for another one at once. */
  reload(): Promise<void>;
  /** For Admins; `undefined`: there is none. @param nowMs Unix time */
  news(nowMs: number): CertificateNews | undefined;
  close(): void;
}

/**
 * Finds the certificate to begin with. Where an authority has yet to give one, that is one of Atrium's own making.
 *
 * @throws CertificateError where what there is cannot be used
 */
export async function openCertificate(configuration: Configuration, log: Logger): Promise<ServedCertificate> {
  return configuration.https?.kind === 'acme'
    ? openAcmeCertificate(configuration, configuration.https, log)
    : openLocalCertificate(configuration, log);
}

async function openLocalCertificate(configuration: Configuration, log: Logger): Promise<ServedCertificate> {
  const { dataFolder, host, https } = configuration;
  if (https?.kind === 'acme') throw new TypeError('An authority gives this certificate.');
  const load = () => loadTlsIdentity(https, dataFolder, ownNames(host), Date.now());
  let identity = await load();
  const expiry = identity && warnOfExpiry(identity, Date.now());
  if (expiry !== undefined) log.warn(expiry);
  let show: (identity: TlsIdentity) => void = () => undefined;
  const freshness = keepIdentityFresh(load, (next) => show((identity = next)), log);
  if (identity === undefined) freshness.close();
  return {
    get shown() {
      return identity;
    },
    get current() {
      return identity;
    },
    challenges: new Map(),
    keepFresh: (use) => (show = use),
    reload: () => freshness.reload(),
    news: (nowMs) => identity && newsOf(identity, undefined, nowMs),
    close: () => freshness.close(),
  };
}

async function openAcmeCertificate(
  { dataFolder, host }: Configuration,
  { acme, edge }: Extract<NonNullable<Configuration['https']>, { kind: 'acme' }>,
  log: Logger,
): Promise<ServedCertificate> {
  const challenges: AcmeChallenges = new Map();
  let show: (identity: TlsIdentity) => void = () => undefined;
  const renewal = new AcmeRenewal({ acme, dataFolder, challenges, use, log });
  let current = await renewal.load();
  const ownNamesAndDomain = [...new Set([...ownNames(host), acme.domain])];
  const stopgap =
    current === undefined && edge === undefined
      ? await keepSelfSignedIdentity(dataFolder, ownNamesAndDomain, Date.now())
      : undefined;
  if (current === undefined) {
    const meanwhile = edge === undefined ? 'Until then browsers warn of one of its own making.' : '';
    log.warn(
      `Atrium asks ${new URL(acme.directory).host} for a certificate for ${acme.domain}. ${meanwhile}`.trim(),
    );
  }

  function use(identity: TlsIdentity): void {
    current = identity;
    if (edge === undefined) return show(identity);
    handToEdge(edge, identity).catch((cause: unknown) =>
      log.error({ err: cause }, 'the edge did not take the certificate; it reads the file at its next start'),
    );
  }
  return {
    get shown() {
      return edge === undefined ? (current ?? stopgap) : undefined;
    },
    get current() {
      return current ?? stopgap;
    },
    challenges,
    keepFresh(showIt) {
      show = showIt;
      // The edge may have started with another one.
      if (current !== undefined) use(current);
      renewal.start();
    },
    reload: () => renewal.look(),
    news: (nowMs) => newsOf(current, renewal.problem, nowMs),
    close: () => renewal.close(),
  };
}
