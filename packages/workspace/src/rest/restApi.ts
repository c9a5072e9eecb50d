import { errorMessages } from '@atrium/protocol';
import { hasRight, isForPeopleOnly } from '@atrium/world';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import { adminEndpoints } from './adminEndpoints.ts';
import type { Call, Caller, Endpoint } from './endpoint.ts';
import type { RestParts } from './restParts.ts';
import { sessionEndpoints } from './sessionEndpoints.ts';
import { assetEndpoints, worldEndpoints } from './worldEndpoints.ts';

/** Every endpoint of the REST API that is about what is kept. */
export function restEndpoints(parts: RestParts): readonly Endpoint[] {
  return [
    ...sessionEndpoints(parts),
    ...adminEndpoints(parts),
    ...worldEndpoints(parts),
    ...assetEndpoints(parts),
  ];
}

/** A request as it came, before anything of it was looked at. */
export interface RawCall extends Pick<Call<unknown, unknown, unknown>, 'address' | 'cookie'> {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** The header. */
  readonly authorization: string | undefined;
}

/**
 * Answers a request, if whoever makes it may: first who they are, then whether their Role allows it, then what they sent.
 *
 * @throws WorkspaceFailure
 */
export async function answerCall(parts: RestParts, endpoint: Endpoint, raw: RawCall): Promise<unknown> {
  const caller = endpoint.access === 'everybody' ? undefined : await callerOf(parts, raw.authorization);
  if (endpoint.access !== 'everybody') {
    if (caller === undefined) throw new WorkspaceFailure('signed_out');
    if (endpoint.access !== 'signed-in' && !hasRight(caller.role, endpoint.access))
      throw new WorkspaceFailure('not_allowed');
    if (caller.session === undefined && isForPersons(endpoint.access))
      throw new WorkspaceFailure('not_allowed', 'API tokens cannot do this. Sign in to do it yourself.');
    if (endpoint.access !== 'signed-in') await checkNotBanned(parts, caller, raw.address);
  }
  const call = {
    params: parse(endpoint.params, raw.params),
    query: parse(endpoint.query, raw.query),
    body: parse(endpoint.body, raw.body),
    address: raw.address,
    cookie: raw.cookie,
  };
  if (endpoint.access === 'everybody') return endpoint.handle(call);
  if (caller === undefined) throw new WorkspaceFailure('signed_out');
  if (endpoint.access !== 'signed-in') return endpoint.handle(call, caller);
  if (caller.session === undefined) throw new WorkspaceFailure('not_allowed');
  return endpoint.handle(call, caller.session);
}

function isForPersons(access: Endpoint['access']): boolean {
  return access === 'signed-in' || (access !== 'everybody' && isForPeopleOnly(access));
}

/**
 * Whoever is banned can do no more than look after their own account, and their API tokens nothing.
 *
 * @throws WorkspaceFailure `banned`
 */
async function checkNotBanned({ services }: RestParts, caller: Caller, address: string): Promise<void> {
  const ban = await services.bans.find(caller.workspaceId, caller.personId, address);
  if (ban !== undefined) throw new WorkspaceFailure('banned');
}

/** Who brings an access token or an API token; `undefined` where it does not hold. */
async function callerOf(
  { tokens, services }: RestParts,
  authorization: string | undefined,
): Promise<Caller | undefined> {
  const token = /^Bearer ([\w.-]{1,2048})$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return undefined;
  const program = await services.apiTokens.find(token);
  if (program !== undefined) return { ...program, session: undefined };
  const claims = await tokens.access.read(token);
  const session = claims && (await services.sessions.find(claims.sessionId));
  if (session === undefined) return undefined;
  const { workspaceId, personId, name, role } = session;
  return { workspaceId, personId, name, role, session };
}

/** @throws WorkspaceFailure `bad_message`, saying what does not fit */
function parse(schema: Endpoint['body'], value: unknown): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) =>
    [path.join('.'), message].filter(Boolean).join(': '),
  );
  throw new WorkspaceFailure('bad_message', `${errorMessages.bad_message} ${problems.join('. ')}`);
}
