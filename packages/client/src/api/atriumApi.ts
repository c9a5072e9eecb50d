import { guestReplySchema, restErrorSchema, worldListSchema } from '@atrium/protocol';
import type {
  Account,
  AccountChange,
  ErrorCode,
  GuestReply,
  GuestRequest,
  WorldList,
} from '@atrium/protocol';

import type { Log } from '../log/log.ts';

/** Why a request got no answer that helps. */
export type ApiFailure =
  | { readonly kind: 'unreachable' }
  | {
      readonly kind: 'refused';
      readonly code: ErrorCode;
      /** What the server says about it, in English. */
      readonly message?: string;
      /** Of a fault of the server: the host finds it by this in the log. */
      readonly requestId?: string | undefined;
    };
export type ApiResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: ApiFailure };

/** The HTTP API of the server that the page came from. Never throws. */
export interface AtriumApi {
  /** The Worlds that one may enter. @param worldId the one whose address one has */
  listWorlds(worldId?: string): Promise<ApiResult<WorldList>>;
  /** A World file as bytes, unchecked. @param file its address, from the list of Worlds */
  readWorldFile(file: string): Promise<ApiResult<Uint8Array>>;
  enrolGuest(request: GuestRequest): Promise<ApiResult<GuestReply>>;
  /** Sends a request with the token of this page: a member's, or a returning Guest's. */
  post<Value>(path: string, body: unknown, schema: ReplySchema<Value>): Promise<ApiResult<Value>>;
  /** @param token of the signed-in person */
  changeAccount(token: string, change: AccountChange): Promise<ApiResult<Account>>;
}

interface ReplySchema<Value> {
  safeParse(json: unknown): { success: boolean; data?: Value | undefined };
}

const timeoutMs = 15_000;
const unreachable: ApiResult<never> = { ok: false, failure: { kind: 'unreachable' } };

/** @param authorization the header for what is asked about a World */
export function createAtriumApi(
  fetchFromServer: typeof fetch,
  log: Log,
  authorization: (worldId: string | undefined) => string | undefined = () => undefined,
): AtriumApi {
  const ask = async (path: string, init: RequestInit = {}): Promise<ApiResult<Response>> => {
    try {
      const response = await fetchFromServer(path, { ...init, signal: AbortSignal.timeout(timeoutMs) });
      return response.ok ? { ok: true, value: response } : await refusalIn(response, log);
    } catch (cause) {
      log.swallowed('No network, no server, or no answer in time', cause);
      return unreachable;
    }
  };
  const askJson = async <Value>(
    path: string,
    schema: ReplySchema<Value>,
    init?: RequestInit,
  ): Promise<ApiResult<Value>> => {
    const answer = await ask(path, init);
    if (!answer.ok) return answer;
    const { data } = schema.safeParse(await readJson(answer.value, log));
    return data === undefined ? unreachable : { ok: true, value: data };
  };
  const withAuthorization = (worldId: string | undefined): RequestInit => {
    const header = authorization(worldId);
    return header === undefined ? {} : { headers: { Authorization: header } };
  };
  return {
    listWorlds: (worldId) => {
      const query = worldId === undefined ? '' : `?world=${encodeURIComponent(worldId)}`;
      return askJson(`/api/v1/worlds${query}`, worldListSchema, withAuthorization(worldId));
    },
    async readWorldFile(file) {
      const answer = await ask(file);
      if (!answer.ok) return answer;
      try {
        return { ok: true, value: new Uint8Array(await answer.value.arrayBuffer()) };
      } catch (cause) {
        log.swallowed('The connection broke in the middle of the file', cause);
        return unreachable;
      }
    },
    enrolGuest: (request) => askJson('/api/v1/guests', guestReplySchema, sending('POST', request)),
    post: (path, body, schema) => askJson(path, schema, sending('POST', body, authorization(undefined))),
    changeAccount: async (token, change) => {
      const { accountSchema } = await import('./accountShapes.ts');
      return askJson('/api/v1/account', accountSchema, sending('PATCH', change, `Bearer ${token}`));
    },
  };
}

function sending(method: string, body: unknown, authorization?: string): RequestInit {
  const json = { 'Content-Type': 'application/json' };
  const headers = authorization === undefined ? json : { ...json, Authorization: authorization };
  return { method, headers, body: JSON.stringify(body) };
}

export async function refusalIn(response: Response, log: Log): Promise<ApiResult<never>> {
  const { data } = restErrorSchema.safeParse(await readJson(response, log));
  // An answer that is not Atrium's comes from a proxy whose server is gone.
  return data === undefined ? unreachable : { ok: false, failure: { kind: 'refused', ...data } };
}

async function readJson(response: Response, log: Log): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    log.swallowed('An answer that is no JSON comes from a proxy whose server is gone', cause);
    return undefined;
  }
}
