import type { FastifyInstance } from 'fastify';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Configuration as Provider } from 'openid-client';
import type { Logger } from 'pino';
import * as z from 'zod';
import { linkTokenSchema } from '@atrium/protocol';
import { WorkspaceFailure } from '@atrium/workspace';
import type { WorkspaceServices } from '@atrium/workspace';
import type { OidcConfiguration } from '../configuration/configuration.ts';
import type { SignedClaims } from '../identity/signedClaims.ts';
import { withoutValues } from '../workspaces/withoutValues.ts';
import { writeRefreshCookie } from './refreshCookie.ts';
import { RestFailure } from './restFailure.ts';

const cookieName = 'atrium_oidc';
const path = '/api/v1/oidc';
/** How long somebody may take to sign in there. */
export const oidcStateLifetimeMs = 10 * 60 * 1000;
const perMinute = 60;

/** What a browser brings back from the provider: proof that it is the one that went there. */
export const oidcStateSchema = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** A path of this server. */
  back: z.string(),
  /** Secret of the invitation they came by. */
  invitation: z.string().nullable(),
});
type OidcState = z.output<typeof oidcStateSchema>;

const startQuery = z.object({
  back: z
    .string()
    .max(500)
    .regex(/^\/(?![/\\])[^\s\\]*$/)
    .default('/'),
  invitation: linkTokenSchema.optional(),
});

export interface OidcRoutesOptions {
  readonly oidc: OidcConfiguration;
  /** Where people reach this server. */
  readonly publicUrl: string;
  readonly services: WorkspaceServices;
  readonly states: SignedClaims<OidcState>;
  readonly log: Logger;
}

/**
 * Signing in with OpenID Connect: the authorization code flow with PKCE (OpenID Connect Core 1.0, 3.1; RFC 7636). What
 * has to be remembered meanwhile is in a signed cookie.
 */
export function addOidcRoutes(http: FastifyInstance, options: OidcRoutesOptions): void {
  const { oidc, publicUrl, states, log } = options;
  const redirectUri = `${publicUrl}${path}/callback`;
  const cookieOptions = {
    path,
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.startsWith('https:'),
  } as const;
  const config = { rateLimit: { max: perMinute } };
  let provider: Promise<Provider> | undefined;
  const discover = () => {
    provider ??= discoverProvider(oidc);
    provider.catch(() => (provider = undefined)); // Asked again by the next one.
    return provider;
  };

  http.get(`${path}/start`, { config }, async (request, reply) => {
    const { data: query } = startQuery.safeParse(request.query);
    if (query === undefined) throw new RestFailure('bad_message');
    // Another page could make somebody a member of a Workspace that they do not know.
    const site = request.headers['sec-fetch-site'] ?? 'same-origin';
    if (query.invitation !== undefined && site !== 'same-origin') throw new RestFailure('origin_refused');
    const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
    const { back, invitation = null } = query;
    const { text } = states.sign({ state, nonce, verifier, back, invitation });
    const address = buildAuthorizationUrl(await discover(), {
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    reply.setCookie(cookieName, text, { ...cookieOptions, maxAge: oidcStateLifetimeMs / 1000 });
    return reply.redirect(address.href);
  });

  http.get(`${path}/callback`, { config }, async (request, reply) => {
    const remembered = await states.verify(request.cookies[cookieName] ?? '');
    reply.clearCookie(cookieName, cookieOptions);
    if (remembered === undefined) return reply.redirect('/sign-in?failed');
    try {
      const userId = await claimAccount(
        await discover(),
        new URL(request.url, publicUrl),
        remembered,
        options,
      );
      const { refreshToken } = await options.services.sessions.start(userId);
      writeRefreshCookie(reply, refreshToken, cookieOptions.secure);
      return await reply.redirect(`/sign-in?done&back=${encodeURIComponent(remembered.back)}`);
    } catch (error) {
      if (!(error instanceof WorkspaceFailure))
        log.warn({ err: withoutValues(error) }, 'signing in elsewhere');
      return reply.redirect(`/sign-in?failed&back=${encodeURIComponent(remembered.back)}`);
    }
  });
}

async function discoverProvider({ issuer, clientId, clientSecret }: OidcConfiguration): Promise<Provider> {
  const address = new URL(issuer);
  // To this very machine, as in tests; everything else goes by HTTPS.
  const isLocal =
    address.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(address.hostname);
  return discovery(address, clientId, clientSecret === '' ? undefined : clientSecret, undefined, {
    execute: isLocal ? [allowInsecureRequests] : [],
  });
}

/** @throws WorkspaceFailure; errors of the flow */
async function claimAccount(
  provider: Provider,
  address: URL,
  { state: expectedState, nonce: expectedNonce, verifier: pkceCodeVerifier, invitation }: OidcState,
  { oidc, services }: OidcRoutesOptions,
): Promise<string> {
  const checks = { expectedState, expectedNonce, pkceCodeVerifier, idTokenExpected: true };
  const tokens = await authorizationCodeGrant(provider, address, checks);
  const claims = tokens.claims();
  if (claims === undefined) throw new WorkspaceFailure('sign_in_failed');
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const identity = {
    issuer: oidc.issuer,
    subject: claims.sub,
    email: text(claims['email']),
    isEmailVerified: claims['email_verified'] === true,
    name: text(claims['name']),
  };
  return services.identities.claim(identity, invitation ?? undefined);
}
