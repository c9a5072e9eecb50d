import type * as z from 'zod';
import type { Right } from '@atrium/world';
import type { SignedInMember } from '../accounts/sessions.ts';
import type { AccountRole } from '@atrium/protocol';
import type { Credentials } from '../visits/visits.ts';
import type { Actor } from '../workspacePorts.ts';

/** Who asks: a person who is signed in, or a program with an API token. */
export interface Caller {
  readonly workspaceId: string;
  readonly personId: string;
  readonly name: string;
  readonly role: AccountRole;
  /** `undefined` for programs. */
  readonly session: SignedInMember | undefined;
}

/** The cookie with the refresh token, for the endpoints that are about it. */
export interface RefreshCookie {
  read(): string | undefined;
  /** `undefined` removes it. */
  write(refreshToken: string | undefined): void;
}

/** A request whose parts fit their schemas. */
export interface Call<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Network address. */
  readonly address: string;
  readonly cookie: RefreshCookie;
}

interface EndpointShape<Params, Query, Body, Reply> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** As in `/api/v1/people/:personId`. */
  readonly path: string;
  /** One line for the documentation. */
  readonly summary: string;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  /** What is in a body that `handle` is given as bytes, to be read where it holds nobody up. */
  readonly bodyOf?: z.ZodType;
  /** `undefined`: there is nothing to say but that it was done. */
  readonly reply?: z.ZodType<Reply>;
  /** Bytes of the body at most, where it is not the usual. */
  readonly bodyBytes?: number;
  /** The answer never changes: how long a browser may keep it, in s. Others are not kept. */
  readonly keptSeconds?: number;
  /** Requests a minute from one address at most, where it is not the usual. */
  readonly perMinute?: number;
}

/** Who may ask: everybody, visitors (by their token), signed-in people (no programs), or people with a right. */
export type Endpoint = EndpointShape<unknown, unknown, unknown, unknown> &
  (
    | { readonly access: 'everybody'; handle(call: Call<unknown, unknown, unknown>): Promise<unknown> }
    | {
        readonly access: 'visitor';
        handle(call: Call<unknown, unknown, unknown>, credentials: Credentials): Promise<unknown>;
      }
    | {
        readonly access: 'signed-in';
        handle(call: Call<unknown, unknown, unknown>, member: SignedInMember): Promise<unknown>;
      }
    | {
        readonly access: Right;
        handle(call: Call<unknown, unknown, unknown>, caller: Caller): Promise<unknown>;
      }
  );

/** One that everybody may ask. */
export function openEndpoint<Params, Query, Body, Reply>(
  shape: EndpointShape<Params, Query, Body, Reply> & {
    handle(call: Call<Params, Query, Body>): Promise<Reply>;
  },
): Endpoint {
  // The schemas see to it that a call has these types.
  return { ...shape, access: 'everybody' };
}

/** One that everybody may ask, and whose answer depends on what they show: a token, the secret of a guest link, nothing. */
export function visitorEndpoint<Params, Query, Body, Reply>(
  shape: EndpointShape<Params, Query, Body, Reply> & {
    handle(call: Call<Params, Query, Body>, credentials: Credentials): Promise<Reply>;
  },
): Endpoint {
  return { ...shape, access: 'visitor' };
}

/** One for people about their own account: no program speaks for them. */
export function accountEndpoint<Params, Query, Body, Reply>(
  shape: EndpointShape<Params, Query, Body, Reply> & {
    handle(call: Call<Params, Query, Body>, member: SignedInMember): Promise<Reply>;
  },
): Endpoint {
  return { ...shape, access: 'signed-in' };
}

/** One for those whose Role has a right, in their own Workspace. */
export function endpoint<Params, Query, Body, Reply>(
  access: Right,
  shape: EndpointShape<Params, Query, Body, Reply> & {
    handle(call: Call<Params, Query, Body>, caller: Caller): Promise<Reply>;
  },
): Endpoint {
  return { ...shape, access };
}

/** Who a caller is in the audit log. */
export function actorOf({ personId, name, role }: Actor): Actor {
  return { personId, name, role };
}
