/** The database cannot be used, and the message tells the host why. */
export class DatabaseFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DatabaseFailure';
  }
}

/** What the codes of Node, of TLS and of PostgreSQL mean for somebody who has set DATABASE_URL. */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'no such host is known',
  EAI_AGAIN: 'its name cannot be looked up',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to this host',
  ENETUNREACH: 'there is no way to this host',
  ECONNRESET: 'it ends the connection',
  ENOENT: 'there is no such file or socket',
  EACCES: 'Atrium may not read this file or socket',
  '28P01': 'it refuses this user and password',
  '28000': 'it refuses this user',
  '3D000': 'it has no database of this name',
  '53300': 'it has no connection left',
  '57P03': 'it is starting or closing',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not of a known authority; name yours with sslrootcert=FILE',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'its certificate is not of a known authority; name yours with sslrootcert=FILE',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate is not of a known authority; name yours with sslrootcert=FILE',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate is not of a known authority; name yours with sslrootcert=FILE',
};

/** Those that may pass while a PostgreSQL, its host or its network starts. */
const passing = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNRESET'],
  ...['ENOENT', '53300', '57P03', '57P01'],
]);

/** Whether a connection that could not be made is worth another try. */
export function mayPass(error: unknown): boolean {
  const { code, message } = describe(error);
  // What pg says without a code: the time is over, or the connection was ended before it was one.
  return code === undefined ? /^(timeout expired|Connection terminated)/.test(message) : passing.has(code);
}

/** One sentence with host and reason, and without the password. */
export function explainConnectionError(error: unknown, url: string): string {
  const { code, message } = describe(error);
  const reason = code === undefined ? undefined : reasons[code];
  const why = reason === undefined ? message : `${reason} (${message})`;
  return `The PostgreSQL of DATABASE_URL, ${describePlace(url)}, cannot be used: ${why.replace(/\.$/, '')}.`;
}

function describe(error: unknown): { readonly code: string | undefined; readonly message: string } {
  // Of several addresses, each has failed.
  const one: unknown = error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  if (!(one instanceof Error)) return { code: undefined, message: String(one) };
  return { code: 'code' in one && typeof one.code === 'string' ? one.code : undefined, message: one.message };
}

/** Host, port and database of an address, as in `db.example.com:5432/atrium`. */
function describePlace(address: string): string {
  // An address of a socket has no host, which a URL has to have.
  const url = URL.parse(address.replace(/^(\w+:\/\/[^/@]*@)\//, '$1socket/'));
  if (url === null) return 'which is no address';
  const host = url.searchParams.get('host') ?? url.hostname;
  return `${decodeURIComponent(host)}:${url.port || '5432'}${decodeURIComponent(url.pathname)}`;
}
