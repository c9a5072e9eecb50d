import type { Logger } from 'pino';
import type { Configuration } from '../configuration/configuration.ts';
import { createSignedClaims } from '../identity/signedClaims.ts';
import type { Refusals } from '../logging/refusals.ts';
import type { OpenWorkspaces } from '../workspaces/openWorkspaces.ts';
import { createProxyTrust } from './networkAddress.ts';
import { oidcStateLifetimeMs, oidcStateSchema } from './oidcRoutes.ts';
import type { OidcRoutesOptions } from './oidcRoutes.ts';

/** What signing in elsewhere needs; `undefined` where there is no provider, or nobody has an account. */
export function createOidc(
  { oidc, publicUrl, signInsPerMinute, trustedProxies }: Configuration,
  { workspaces, secret }: { readonly workspaces: OpenWorkspaces | undefined; readonly secret: string },
  refusals: Refusals,
  log: Logger,
): OidcRoutesOptions | undefined {
  if (oidc === undefined || workspaces === undefined) return undefined;
  const states = createSignedClaims({
    secret,
    audience: 'atrium.oidc',
    lifetimeMs: oidcStateLifetimeMs,
    schema: oidcStateSchema,
    wallClockMs: () => Date.now(),
  });
  const trustsProxy = createProxyTrust(trustedProxies);
  return {
    oidc,
    publicUrl,
    signInsPerMinute,
    services: workspaces.services,
    states,
    refusals,
    trustsProxy,
    log,
  };
}
