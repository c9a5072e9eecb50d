import { isIP } from 'node:net';
import { isAbsolute } from 'node:path';
import * as z from 'zod';

/** A Client takes no more (`iceServerSchema`). */
const mostIceUrls = 8;

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ''),
);

export function wholeNumber(least: number, most: number) {
  const sentence = `give a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\s*\d{1,9}\s*$/, sentence)
    .transform(Number)
    .pipe(z.int(sentence).min(least, sentence).max(most, sentence));
}

export const origins = list.pipe(
  z.array(
    z.string().transform((text, context) => {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      if (url !== undefined && /^https?:$/.test(url.protocol) && url.pathname === '/') return url.origin;
      context.addIssue(`"${text}" is not an origin; give scheme and host, as in https://office.example.com`);
      return z.NEVER;
    }),
  ),
);

/** Host names and IP addresses, without scheme and port. */
export const hosts = list.pipe(
  z.array(
    z.string().refine((text) => isIP(text) !== 0 || /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i.test(text), {
      error: ({ input }) =>
        `"${String(input)}" is not a host name or an address; give one as in office.example.com, without scheme and port`,
    }),
  ),
);

/** A name that an authority certifies: with a dot, and no address. */
export const domainOrNothing = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .refine(
    (text) =>
      text === '' ||
      (isIP(text) === 0 && text.length <= 253 && /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+$/.test(text)),
    {
      error: ({ input }) =>
        `"${String(input)}" is not a domain; give one as in office.example.com, without scheme and port`,
    },
  );

export const pathOrNothing = z
  .string()
  .refine(
    (text) => text === '' || (isAbsolute(text) && !/\s/.test(text)),
    'give a path that begins with /, without spaces',
  );

/** Separated by commas. */
export const names = list;

/** As OpenID Connect has them, separated by spaces. */
export const scopes = z
  .string()
  .transform((text) => text.trim().split(/\s+/))
  .refine((all) => all.includes('openid'), 'name "openid" among the scopes')
  .transform((all) => all.join(' '));

export const originOrNothing = z.string().transform((text, context) => {
  if (text.trim() === '') return '';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.pathname === '/') return url.origin;
  context.addIssue(`"${text}" is not an origin; give scheme and host, as in https://office.example.com`);
  return z.NEVER;
});

export const urlOrNothing = z
  .string()
  .refine((text) => text === '' || (URL.canParse(text) && /^https?:/.test(text)), {
    error: ({ input }) =>
      `"${String(input)}" is not an address; give one as in https://login.example.com/realms/team`,
  });

export const networks = list.pipe(
  z.array(
    z.string().refine(isNetwork, {
      error: ({ input }) =>
        `"${String(input)}" is not an address or network; give one as in 10.0.0.7 or 10.0.0.0/8`,
    }),
  ),
);

export const addressOrNothing = z
  .string()
  .transform((text) => text.trim())
  .refine((text) => text === '' || isIP(text) !== 0, {
    error: ({ input }) => `"${String(input)}" is not an IP address; give one as in 203.0.113.7`,
  });

/** Where something listens. */
export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

/** As in `127.0.0.1:9464` or `[::1]:9464`, or `off`. */
export const hostAndPortOrOff = z.string().transform((text, context): HostAndPort | undefined => {
  if (text.trim() === 'off') return undefined;
  const found = hostAndPortIn(text);
  if (found !== undefined) return found;
  context.addIssue(`"${text}" is not an address with a port; give one as in 127.0.0.1:9464, or off`);
  return z.NEVER;
});

/** As in `10.0.0.5:7070`, or nothing. */
export const hostAndPortOrNothing = z.string().transform((text, context): HostAndPort | undefined => {
  if (text.trim() === '') return undefined;
  const found = hostAndPortIn(text);
  if (found !== undefined) return found;
  context.addIssue(`"${text}" is not an address with a port; give one as in 10.0.0.5:7070`);
  return z.NEVER;
});

/** A name or address and a port; `undefined` where a text is none. */
export function hostAndPortIn(text: string): HostAndPort | undefined {
  const form = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+)):(\d{1,5})$/i;
  const [, bracketed, plain, port] = form.exec(text.trim()) ?? [];
  const host = bracketed ?? plain;
  return host !== undefined && Number(port) <= 65_535 ? { host, port: Number(port) } : undefined;
}

/** The longest path that a Unix socket can have (unix(7): 108 bytes with the one that ends it). */
const longestSocketPath = 107;

/** Which SFU: the one that comes with the server, none, or another process at a Unix socket. */
export const sfuChoice = z
  .string()
  .refine(
    (text) =>
      ['auto', 'off'].includes(text) || (isAbsolute(text) && Buffer.byteLength(text) <= longestSocketPath),
    {
      error: `choose one of auto, off, or give the path of a socket, as in /run/atrium/sfu.sock (${longestSocketPath} bytes at most)`,
    },
  );

/** STUN addresses as in RFC 7064, or TURN addresses as in RFC 7065. */
export function iceUrls(scheme: 'stun' | 'turn', example: string) {
  const host = /(?:\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?/.source;
  const query = scheme === 'turn' ? /(?:\?transport=(?:udp|tcp))?/.source : '';
  const form = new RegExp(`^${scheme}s?:${host}${query}$`, 'i');
  const url = z.string().refine((text) => form.test(text) && text.length <= 256, {
    error: ({ input }) =>
      `"${String(input)}" is not a ${scheme.toUpperCase()} address; give one as in ${example}`,
  });
  return list.pipe(z.array(url).max(mostIceUrls, `give ${mostIceUrls} addresses at most`));
}

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}
