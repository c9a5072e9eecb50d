/** Who can open an address, as far as the address itself tells. */
export type AddressReach =
  /** Nobody but this machine. */
  | 'thisMachine'
  /** Others, but their browsers give plain HTTP neither microphone nor camera. */
  | 'withoutDevices'
  /** The same, at a name for which there are certificates. */
  | 'nameWithoutDevices'
  /** Those in the same network. */
  | 'thisNetwork'
  | 'everywhere';

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);
/** RFC 1918, RFC 3927 (link-local) and RFC 6598 (shared address space, as of VPNs). */
const privateIpv4 =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|100\.(?:6[4-9]|[789]\d|1[01]\d|12[0-7])\.)/;
/** RFC 4193 and RFC 4291: unique local and link-local. */
const privateIpv6 = /^\[(?:f[cd]|fe[89ab])/;
/** Names that resolve only inside a local network: RFC 6762, RFC 8375 and what routers use. */
const privateNames = /\.(?:local|lan|internal|intranet|home\.arpa|localdomain)$/;

/** @param address absolute, of this server */
export function addressReach(address: string): AddressReach {
  // The URL parser writes every form of an IP address in the usual one.
  const { hostname, protocol } = new URL(address);
  if (isThisMachine(hostname)) return 'thisMachine';
  const isIpv4 = ipv4.test(hostname);
  const isIp = isIpv4 || hostname.startsWith('[');
  const isPrivate =
    (isIpv4 && privateIpv4.test(hostname)) ||
    privateIpv6.test(hostname) ||
    privateNames.test(hostname) ||
    (!hostname.includes('.') && !isIp);
  if (protocol !== 'https:') return isIp || isPrivate ? 'withoutDevices' : 'nameWithoutDevices';
  return isPrivate ? 'thisNetwork' : 'everywhere';
}

function isThisMachine(hostname: string): boolean {
  if (hostname === 'localhost' || hostname.endsWith('.localhost')) return true;
  return (
    hostname === '[::1]' || hostname === '0.0.0.0' || (ipv4.test(hostname) && hostname.startsWith('127.'))
  );
}
