import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** What differs from one server to the next. */
export interface PagePolicy {
  /** Whose pages may be shown in a frame. */
  readonly embedOrigins: readonly string[];
  readonly embedOriginsOfWorkspaces: () => readonly string[];
  /** Where images come from; empty: this server alone. */
  readonly assetBaseUrl: string;
}

/**
 * What a page of Atrium may do: load from this server and talk to it, nothing else. `'self'` covers WebSockets of the same
 * host; `data:` and `blob:` images are what the renderer makes of its own drawings.
 */
const contentSecurityPolicy = ({ embedOrigins, embedOriginsOfWorkspaces, assetBaseUrl }: PagePolicy) => ({
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:', ...(assetBaseUrl === '' ? [] : [new URL(assetBaseUrl).origin])],
    fontSrc: ["'self'"],
    mediaSrc: ["'self'", 'blob:'],
    connectSrc: ["'self'"],
    workerSrc: ["'self'"],
    manifestSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    objectSrc: ["'none'"],
    frameAncestors: ["'none'"],
    // What Objects of a World show beside it: where the host or an Admin says so. Admins change theirs meanwhile.
    frameSrc: [() => [...embedOrigins, ...embedOriginsOfWorkspaces()].join(' ') || "'none'"],
  },
});

/** What talking needs, for Atrium's own pages and no frame inside them; what it never needs, for nobody. */
const permissionsPolicy = [
  ...['camera', 'microphone', 'display-capture', 'speaker-selection', 'picture-in-picture', 'autoplay'],
  // Tells the Client when the machine gets hot.
  'compute-pressure',
]
  .map((feature) => `${feature}=(self)`)
  .concat(['geolocation', 'payment', 'usb'].map((feature) => `${feature}=()`))
  .join(', ');

export async function addSecurityHeaders(http: FastifyInstance, policy: PagePolicy): Promise<void> {
  await http.register(helmet, {
    contentSecurityPolicy: contentSecurityPolicy(policy),
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    // HSTS would bind people to https long after a host has gone back to http; a proxy that ends TLS in front of Atrium may
    // add it. The other two only make browsers warn over plain HTTP in a local network.
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  });
  http.addHook('onSend', async (_request, reply) => {
    reply.header('Permissions-Policy', permissionsPolicy);
  });
}
