import { X509Certificate } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect } from 'node:tls';
import type { Configuration } from '../configuration/configuration.ts';
import { ownAddresses } from '../platform/ownAddresses.ts';
import { fine, notChecked, reasonOf, wrong } from './finding.ts';
import type { Finding } from './finding.ts';

const answerMs = 5_000;
const dayMs = 86_400_000;

/** Whether the name that people open leads here. */
export async function checkPublicAddress({ publicUrl }: Configuration): Promise<readonly Finding[]> {
  const subject = 'Address';
  if (publicUrl === '')
    return [
      notChecked(
        subject,
        'Neither ATRIUM_DOMAIN nor ATRIUM_PUBLIC_URL is set: people need the address of this machine.',
      ),
    ];
  const { hostname } = new URL(publicUrl);
  let addresses: readonly string[];
  try {
    addresses = (await lookup(hostname, { all: true })).map(({ address }) => address);
  } catch (cause) {
    return [
      wrong(
        subject,
        `The name ${hostname} cannot be looked up: ${reasonOf(cause)}.`,
        'Make a DNS record (A, or AAAA) for it with the public address of this machine.',
      ),
    ];
  }
  const own = new Set([...ownAddresses('IPv4'), ...ownAddresses('IPv6'), '127.0.0.1', '::1']);
  const isHere = addresses.some((address) => own.has(address));
  const leads = isHere
    ? 'to this machine'
    : `to ${addresses.join(', ')}, which a router or proxy has to forward`;
  const problem = await askHealth(publicUrl);
  return [
    problem === undefined
      ? fine(subject, `${publicUrl} leads ${leads}, and Atrium answers there.`)
      : wrong(
          subject,
          `${publicUrl} leads ${leads}, and Atrium does not answer there: ${problem}.`,
          isHere
            ? 'Start Atrium, and look at ATRIUM_HOST, ATRIUM_PORT and your proxy.'
            : 'Check the DNS record, and that the port is open and forwarded here. Some routers let nobody reach them from inside: then try from outside.',
        ),
  ];
}

async function askHealth(publicUrl: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${publicUrl}/healthz`, { signal: AbortSignal.timeout(answerMs) });
    const text = await response.text();
    if (response.status === 200 && text.includes('"ok"')) return undefined;
    return `it is something else that answers, with status ${response.status}`;
  } catch (cause) {
    // What is wrong with the certificate is said by the next check.
    const reason =
      cause instanceof Error && cause.cause !== undefined ? reasonOf(cause.cause) : reasonOf(cause);
    return /certificate/i.test(reason) ? undefined : reason;
  }
}

/** Whether browsers will take the certificate, and for how long. */
export async function checkCertificate({ publicUrl }: Configuration): Promise<readonly Finding[]> {
  const subject = 'Certificate';
  if (!publicUrl.startsWith('https:')) return [wrongWithoutHttps(publicUrl)];
  const { hostname, port } = new URL(publicUrl);
  const socket = connect({
    host: hostname,
    port: Number(port || 443),
    servername: hostname,
    rejectUnauthorized: false,
    ALPNProtocols: ['http/1.1'],
  });
  socket.setTimeout(answerMs, () => socket.destroy(new Error('it does not answer')));
  try {
    await once(socket, 'secureConnect');
    const { raw } = socket.getPeerCertificate();
    const { validTo } = new X509Certificate(raw);
    const days = Math.floor((Date.parse(validTo) - Date.now()) / dayMs);
    const advice =
      'Renew it; with ATRIUM_DOMAIN, Atrium does so itself, and its log says what is in the way.';
    if (days < 0) return [wrong(subject, `It ended on ${validTo}.`, advice)];
    if (!socket.authorized)
      return [
        wrong(
          subject,
          `Browsers will warn of it: ${socket.authorizationError?.toString() ?? 'unknown authority'}.`,
          'Use one of a known authority (ATRIUM_DOMAIN, or ATRIUM_TLS_CERT with the whole chain).',
        ),
      ];
    if (days < 7) return [wrong(subject, `It ends in ${days} days, on ${validTo}.`, advice)];
    return [fine(subject, `Browsers take it, for ${days} more days.`)];
  } catch (cause) {
    return [
      wrong(
        subject,
        `There is no HTTPS at ${hostname}: ${reasonOf(cause)}.`,
        'Set ATRIUM_DOMAIN, give Atrium a certificate, or let a proxy speak HTTPS.',
      ),
    ];
  } finally {
    socket.destroy();
  }
}

function wrongWithoutHttps(publicUrl: string): Finding {
  const subject = 'Certificate';
  if (publicUrl === '')
    return notChecked(subject, 'There is no public address whose certificate could be looked at.');
  return wrong(
    subject,
    `${publicUrl} is plain http: browsers give no microphone and no camera there.`,
    'Set ATRIUM_DOMAIN, or see "HTTPS" in docs/host/calls.md.',
  );
}
