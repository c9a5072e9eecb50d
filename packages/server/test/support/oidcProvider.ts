import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** Whoever signs in at the provider next. */
export interface ProvidedPerson {
  readonly subject: string;
  readonly email: string;
  readonly isVerified: boolean;
  readonly name: string;
  /** What else is claimed of them, such as their groups. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** How providers differ. */
export interface ProviderBehaviour {
  /** Whether `email_verified` is sent at all; Entra ID does not. */
  readonly saysWhetherVerified?: boolean;
  /** Whether claims are in UserInfo alone, as Authelia and the specification (OpenID Connect Core 1.0, 5.4) have it. */
  readonly claimsInUserInfoOnly?: boolean;
  /** The one way in which the client may say who it is. */
  readonly clientAuthentication?: 'client_secret_basic' | 'client_secret_post';
  /** The ways that the provider says it knows; the one above, if left out. */
  readonly advertised?: readonly ('client_secret_basic' | 'client_secret_post')[];
  /** Claims besides the standard ones, by the scope that asks for them. */
  readonly scopes?: Readonly<Record<string, readonly string[]>>;
}

/** An OpenID provider on this machine, at which people sign in without being asked. */
export interface RunningProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  person: ProvidedPerson;
  stop(): Promise<void>;
}

/** @param redirectUri of the server whose people sign in */
export async function startOidcProvider(
  redirectUri: string,
  {
    saysWhetherVerified = true,
    claimsInUserInfoOnly = false,
    clientAuthentication = 'client_secret_basic',
    advertised = [clientAuthentication],
    scopes = {},
  }: ProviderBehaviour = {},
): Promise<RunningProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const running: RunningProvider = {
    issuer,
    clientId: 'atrium',
    clientSecret: 'a secret that only the two know',
    person: { subject: 'nobody', email: '', isVerified: false, name: '' },
    stop: () => stop(server),
  };
  const people = new Map<string, ProvidedPerson>();
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: running.clientId,
        client_secret: running.clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: clientAuthentication,
      },
    ],
    clientAuthMethods: [...advertised],
    claims: {
      email: ['email', 'email_verified'],
      profile: ['name'],
      ...Object.fromEntries(Object.entries(scopes).map(([scope, names]) => [scope, [...names]])),
    },
    conformIdTokenClaims: claimsInUserInfoOnly,
    pkce: { required: () => true },
    cookies: { keys: ['of tests'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, accountId) => {
      const person = people.get(accountId);
      return (
        person && {
          accountId,
          claims: () => ({
            sub: accountId,
            email: person.email,
            ...(saysWhetherVerified ? { email_verified: person.isVerified } : {}),
            name: person.name,
            ...person.claims,
          }),
        }
      );
    },
  });
  const answer = provider.callback();
  server.on('request', (request, reply) => {
    if (request.url?.startsWith('/interaction/') !== true) return void answer(request, reply);
    void finish(provider, running.person, people, request, reply);
  });
  return running;
}

type Answering = Parameters<ReturnType<Provider['callback']>>;

/** Signs in whoever is next, and lets the client know all it asks for. */
async function finish(
  provider: Provider,
  person: ProvidedPerson,
  people: Map<string, ProvidedPerson>,
  request: Answering[0],
  reply: Answering[1],
): Promise<void> {
  people.set(person.subject, person);
  const { params } = await provider.interactionDetails(request, reply);
  const grant = new provider.Grant({ accountId: person.subject, clientId: String(params['client_id']) });
  grant.addOIDCScope(String(params['scope']));
  const login = { accountId: person.subject };
  await provider.interactionFinished(request, reply, { login, consent: { grantId: await grant.save() } });
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
