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
export async function startOidcProvider(redirectUri: string): Promise<RunningProvider> {
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
      { client_id: running.clientId, client_secret: running.clientSecret, redirect_uris: [redirectUri] },
    ],
    claims: { email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
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
            email_verified: person.isVerified,
            name: person.name,
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
  grant.addOIDCScope('openid email profile');
  const login = { accountId: person.subject };
  await provider.interactionFinished(request, reply, { login, consent: { grantId: await grant.save() } });
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
