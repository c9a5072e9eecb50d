import type { FastifyInstance } from 'fastify';
import {
  ClientSecretBasic,
  ClientSecretPost,
  Configuration as Provider,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Logger } from 'pino';
import * as z from 'zod';
import { accountRoles, linkTokenSchema } from '@atrium/protocol';
import { WorkspaceFailure } from '@atrium/workspace';
import type { ClaimedAccount, ProvidedIdentity, WorkspaceServices } from '@atrium/workspace';
import type { OidcConfiguration } from '../configuration/configuration.ts';
import type { SignedClaims } from '../identity/signedClaims.ts';
import type { Refusals } from '../logging/refusals.ts';
import { withoutValues } from '../platform/withoutValues.ts';
import { clientAddressOf } from './networkAddress.ts';
import type { TrustsProxy } from './networkAddress.ts';
import { writeRefreshCookie } from './refreshCookie.ts';
import { RestFailure } from './restFailure.ts';

const cookieName = 'atrium_oidc';
const path = '/api/v1/oidc';
/** How long somebody may take to sign in there. */
export const oidcStateLifetimeMs = 10 * 60 * 1000;

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
  /** Of one address. */
  readonly signInsPerMinute: number;
  readonly refusals: Refusals;
  readonly trustsProxy: TrustsProxy;
  readonly states: SignedClaims<OidcState>;
  readonly log: Logger;
}

/**
 * Signing in with OpenID Connect: the authorization code flow with PKCE (OpenID Connect Core 1.0, 3.1; RFC 7636). What
 * has to be remembered meanwhile is in a signed cookie.
 */
export function addOidcRoutes(http: FastifyInstance, options: OidcRoutesOptions): void {
  const { oidc, publicUrl, states, services, refusals, trustsProxy, log } = options;
  const client = new ProviderClient(oidc);
  const redirectUri = `${publicUrl}${path}/callback`;
  const cookieOptions = {
    path,
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.startsWith('https:'),
  } as const;
  const config = { rateLimit: { max: options.signInsPerMinute } };

  http.get(`${path}/start`, { config }, async (request, reply) => {
    const { data: query } = startQuery.safeParse(request.query);
    if (query === undefined) throw new RestFailure('bad_message');
    // Another page could make somebody a member of a Workspace that they do not know.
    const site = request.headers['sec-fetch-site'] ?? 'same-origin';
    if (query.invitation !== undefined && site !== 'same-origin') throw new RestFailure('origin_refused');
    const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
    const { back, invitation = null } = query;
    const { text } = states.sign({ state, nonce, verifier, back, invitation });
    const address = buildAuthorizationUrl(await client.provider(), {
      redirect_uri: redirectUri,
      scope: oidc.scopes,
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
      const address = new URL(request.url, publicUrl);
      const { userId, workspaceId } = await claimAccount(client, address, remembered, options);
      const { refreshToken } = await services.sessions.start(userId, workspaceId);
      writeRefreshCookie(reply, refreshToken, cookieOptions.secure);
      return await reply.redirect(`/sign-in?done&back=${encodeURIComponent(remembered.back)}`);
    } catch (error) {
      if (!(error instanceof WorkspaceFailure))
        log.warn({ err: withoutValues(error) }, 'signing in elsewhere');
      refusals.note('provider_sign_in_failed', clientAddressOf(request.raw, trustsProxy));
      return reply.redirect(`/sign-in?failed&back=${encodeURIComponent(remembered.back)}`);
    }
  });
}

/** The provider, as this server talks to it. */
class ProviderClient {
  readonly #oidc: OidcConfiguration;
  #provider: Promise<Provider> | undefined;

  constructor(oidc: OidcConfiguration) {
    this.#oidc = oidc;
  }

  /** Asks the provider what it is like, once. @throws Error where it cannot be reached; the next one asks again */
  provider(): Promise<Provider> {
    this.#provider ??= this.#discover();
    this.#provider.catch(() => (this.#provider = undefined));
    return this.#provider;
  }

  /**
   * Turns the code that a browser has brought into tokens. Where the host has not said how the provider wants to be told
   * who this server is, and it does not take the one way, the other one is tried, and kept if it is taken.
   */
  async redeem(address: URL, checks: Parameters<typeof authorizationCodeGrant>[2]) {
    const provider = await this.provider();
    try {
      return await authorizationCodeGrant(provider, address, checks);
    } catch (error) {
      const { clientAuthentication, clientSecret } = this.#oidc;
      if (clientAuthentication !== 'auto' || clientSecret === '' || !isClientRefused(error)) throw error;
      const wasBasic = takesBasic(provider);
      const other = this.#withAuthentication(provider, wasBasic ? 'post' : 'basic');
      const tokens = await authorizationCodeGrant(other, address, checks);
      this.#provider = Promise.resolve(other);
      return tokens;
    }
  }

  async #discover(): Promise<Provider> {
    const { issuer, clientId, clientSecret, clientAuthentication } = this.#oidc;
    const secret = clientSecret === '' ? undefined : clientSecret;
    const execute = isOnThisMachine(issuer) ? [allowInsecureRequests] : [];
    const provider = await discovery(new URL(issuer), clientId, secret, undefined, { execute });
    if (secret === undefined) return provider;
    const how =
      clientAuthentication === 'auto' ? (takesBasic(provider) ? 'basic' : 'post') : clientAuthentication;
    return this.#withAuthentication(provider, how);
  }

  #withAuthentication(provider: Provider, how: 'basic' | 'post'): Provider {
    const { issuer, clientId, clientSecret } = this.#oidc;
    const authentication = how === 'basic' ? ClientSecretBasic(clientSecret) : ClientSecretPost(clientSecret);
    const made = new Provider(provider.serverMetadata(), clientId, clientSecret, authentication);
    if (isOnThisMachine(issuer)) allowInsecureRequests(made);
    return made;
  }
}

/** To this very machine, as in tests; everything else goes by HTTPS. */
function isOnThisMachine(issuer: string): boolean {
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

/** `client_secret_basic` is what holds where a provider does not say (OpenID Connect Discovery 1.0, 3). */
function takesBasic(provider: Provider): boolean {
  const { token_endpoint_auth_methods_supported: methods } = provider.serverMetadata();
  return methods?.includes('client_secret_basic') ?? true;
}

function isClientRefused(error: unknown): boolean {
  if (error instanceof ResponseBodyError) return error.error === 'invalid_client' || error.status === 401;
  return error instanceof WWWAuthenticateChallengeError && error.status === 401;
}

/** @throws WorkspaceFailure; errors of the flow */
async function claimAccount(
  client: ProviderClient,
  address: URL,
  { state: expectedState, nonce: expectedNonce, verifier: pkceCodeVerifier, invitation, back }: OidcState,
  { oidc, services }: OidcRoutesOptions,
): Promise<ClaimedAccount> {
  const checks = { expectedState, expectedNonce, pkceCodeVerifier, idTokenExpected: true };
  const tokens = await client.redeem(address, checks);
  const claims = tokens.claims();
  if (claims === undefined) throw new WorkspaceFailure('sign_in_failed');
  const all = await completeClaims(await client.provider(), tokens.access_token, claims, oidc);
  const worldId = worldIn(back);
  return services.identities.claim(identityOf(all, claims.sub, oidc), {
    invitation: invitation ?? undefined,
    worldId,
  });
}

type Claims = Readonly<Record<string, unknown>>;

/**
 * What the provider says of somebody: in the ID token, and, where something is missing there, in UserInfo (OpenID Connect
 * Core 1.0, 5.3). Whether an address is verified counts only from where the address itself is.
 */
async function completeClaims(
  provider: Provider,
  accessToken: string,
  claims: Claims & { readonly sub: string },
  { trustsEmail, groups }: OidcConfiguration,
): Promise<Claims> {
  const isComplete =
    claims['email'] !== undefined &&
    (trustsEmail || claims['email_verified'] !== undefined) &&
    claims['name'] !== undefined &&
    (groups === undefined || claimAt(claims, groups.claim) !== undefined);
  if (isComplete || provider.serverMetadata().userinfo_endpoint === undefined) return claims;
  const info: Claims = await fetchUserInfo(provider, accessToken, claims.sub);
  const fromInfo = claims['email_verified'] === undefined && info['email'] !== undefined ? info : claims;
  const { email, email_verified: isVerified } = fromInfo;
  return { ...info, ...claims, email, email_verified: isVerified };
}

function identityOf(
  claims: Claims,
  subject: string,
  { issuer, trustsEmail, groups, workspaceId }: OidcConfiguration,
): ProvidedIdentity {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  const { email_verified: isVerified } = claims;
  const named = groups === undefined ? [] : textsIn(claimAt(claims, groups.claim));
  const role = groups && accountRoles.find((one) => groups[one].some((group) => named.includes(group)));
  return {
    issuer,
    subject,
    email: text(claims['email']),
    // Some send it as text.
    isEmailVerified: trustsEmail || isVerified === true || isVerified === 'true',
    name: text(claims['name']),
    groups: groups && { role, workspaceId },
  };
}

/** A claim by its name, or, as in `realm_access.roles`, one inside of others. */
function claimAt(claims: Claims, path: string): unknown {
  if (path in claims) return claims[path];
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null
          ? Object.entries(value).find(([key]) => key === name)?.[1]
          : undefined,
      claims,
    );
}

function textsIn(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one === 'string');
}

/** The World whose address somebody goes back to. */
function worldIn(back: string): string | undefined {
  const encoded = /^\/w\/([^/?#]+)/.exec(back)?.[1];
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded);
  } catch {
    return undefined; // Percent signs that encode nothing: no World has such an id.
  }
}
