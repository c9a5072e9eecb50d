import type * as z from 'zod';
import { errorMessages } from '@atrium/protocol';
import type { Credentials } from '../visits/visits.ts';
import { hasRight, isForPeopleOnly } from '@atrium/world';
import type { Right } from '@atrium/world';
import { WorkspaceFailure } from '../workspaceFailure.ts';
import { adminEndpoints } from './adminEndpoints.ts';
import { draftEndpoints } from './draftEndpoints.ts';
import type { Call, Caller, Endpoint } from './endpoint.ts';
import { entranceEndpoints } from './entranceEndpoints.ts';
import type { RestParts } from './restParts.ts';
import { problemEndpoints } from './problemEndpoints.ts';
import { sessionEndpoints } from './sessionEndpoints.ts';
import { assetEndpoints, worldEndpoints } from './worldEndpoints.ts';

/** Every endpoint of the REST API. A server without accounts has those of {@link entranceEndpoints} alone. */
export function restEndpoints(parts: RestParts): readonly Endpoint[] {
  return [
    ...entranceEndpoints(parts),
    ...sessionEndpoints(parts),
    ...adminEndpoints(parts),
    ...problemEndpoints(parts),
    ...worldEndpoints(parts),
    ...draftEndpoints(parts),
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
 * Answers a request. Checks who asks, then whether their Role allows it, then what they sent.
 *
 * @param parts `undefined` on a server without accounts
 * @throws WorkspaceFailure
 */
export async function answerCall(
  parts: Pick<RestParts, 'tokens' | 'services'> | undefined,
  endpoint: Endpoint,
  raw: RawCall,
): Promise<unknown> {
  const isOpen = endpoint.access === 'everybody' || endpoint.access === 'visitor';
  const caller = isOpen ? undefined : parts && (await callerOf(parts, raw.authorization));
  if (!isOpen) {
    if (parts === undefined || caller === undefined) throw new WorkspaceFailure('signed_out');
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
  if (endpoint.access === 'visitor') return endpoint.handle(call, credentialsIn(raw));
  if (caller === undefined) throw new WorkspaceFailure('signed_out');
  if (endpoint.access !== 'signed-in') return endpoint.handle(call, caller);
  if (caller.session === undefined) throw new WorkspaceFailure('not_allowed');
  return endpoint.handle(call, caller.session);
}

function isForPersons(access: Right | 'signed-in'): boolean {
  return access === 'signed-in' || isForPeopleOnly(access);
}

/**
 * A banned person can only manage their own account; their API tokens can do nothing.
 *
 * @throws WorkspaceFailure `banned`
 */
async function checkNotBanned(
  { services }: Pick<RestParts, 'services'>,
  caller: Caller,
  address: string,
): Promise<void> {
  const refusal = await services.bans.refusal(caller.workspaceId, caller.personId, address);
  if (refusal !== undefined) throw new WorkspaceFailure('banned', refusal);
}

/** Who brings an access token or an API token; `undefined` where it does not hold. */
async function callerOf(
  { tokens, services }: Pick<RestParts, 'tokens' | 'services'>,
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

/** `Bearer` and a token, or `GuestLink` and the secret of one. */
function credentialsIn({ authorization, address }: Pick<RawCall, 'authorization' | 'address'>): Credentials {
  const [, scheme, value] = /^(Bearer|GuestLink) ([\w.-]{1,2048})$/i.exec(authorization ?? '') ?? [];
  return { address, ...(scheme?.toLowerCase() === 'guestlink' ? { guestLink: value } : { token: value }) };
}

/** @throws WorkspaceFailure `bad_message`, saying what does not fit; `name_invalid` where it is the name alone */
function parse(schema: Endpoint['body'], value: unknown): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) =>
    [issue.path.join('.'), sentenceOf(issue)].filter(Boolean).join(': '),
  );
  const isName = parsed.error.issues.every(({ path }) => path[0] === 'name');
  const code = isName ? 'name_invalid' : 'bad_message';
  throw new WorkspaceFailure(code, [errorMessages[code], ...problems].join('\n'));
}

/** What does not fit, without the pattern that a text did not match: nobody reads those. */
function sentenceOf(issue: z.core.$ZodIssue): string {
  const isPattern = issue.code === 'invalid_format' && issue.format === 'regex';
  return isPattern && issue.message.includes('pattern')
    ? 'has characters or a form that is not allowed'
    : issue.message;
}
