import type { AtriumServer } from '../atriumServer.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { isEveryAddress, isLoopback, ownAddresses } from '../platform/ownAddresses.ts';

const howToTurnHttpsOn =
  'Browsers give no microphone, camera or screen to http pages of other machines. For talking, set ATRIUM_DOMAIN, give\n' +
  'Atrium a certificate or, without a public name, set ATRIUM_HTTPS=self-signed (see docs/host/calls.md).';

const sfuBehindProxy =
  'Sound and video go past your proxy, so people behind it do not reach the SFU: set ATRIUM_SFU_LISTEN=0.0.0.0\n' +
  '(see docs/host/calls.md).';

/** What the host reads once the server runs. The first line has the address and nothing else after it. */
export function composeWelcome(
  {
    host,
    trustedProxies,
    sfu,
    publicUrl,
  }: Pick<Configuration, 'host' | 'trustedProxies' | 'sfu' | 'publicUrl'>,
  { url, port, media, tls, setupToken }: Pick<AtriumServer, 'url' | 'port' | 'media' | 'tls' | 'setupToken'>,
  addresses: readonly string[] = ownAddresses('IPv4'),
): string {
  const scheme = tls === undefined ? 'http' : 'https';
  const lines = [`Atrium is open at ${url}`];
  if (setupToken !== undefined) {
    lines.push(`Create your workspace, once, at ${publicUrl || url}/setup#${setupToken}`);
  }
  if (isEveryAddress(host)) {
    const urls = addresses.map((address) => `${scheme}://${address}:${port}`);
    lines.push(`From other machines: ${urls.join(', ') || 'this machine has no address in a network'}`);
  } else if (isLoopback(host)) {
    lines.push(
      'Only this machine can open it. To let others in, set ATRIUM_HOST=0.0.0.0 (see docs/host/configuration.md).',
    );
  }
  lines.push(media);
  if (trustedProxies.length > 0 && sfu.kind === 'embedded' && isLoopback(sfu.listening.listenAddress))
    lines.push(sfuBehindProxy);
  if (tls === undefined && !isLoopback(host) && trustedProxies.length === 0) lines.push(howToTurnHttpsOn);
  if (tls?.isSelfSigned === true) {
    lines.push(
      'Its certificate is self-signed: each browser warns once. Check that it shows this SHA-256 fingerprint:',
      tls.fingerprint,
    );
  }
  return lines.join('\n');
}
