import type {
  DraftEnd,
  DraftPublication,
  DraftSave,
  DraftSaved,
  DraftState,
  LeaseReply,
  ManagedWorld,
} from '@atrium/protocol';
import { draftSavedSchema, draftStateSchema, leaseReplySchema, managedWorldSchema } from '@atrium/protocol';
import { refusalIn } from '../api/atriumApi.ts';
import type { ApiResult } from '../api/atriumApi.ts';
import type { Log } from '../log/log.ts';

/** The drafts of one World, as the server keeps them. Never throws. */
export interface DraftServer {
  state(): Promise<ApiResult<DraftState>>;
  take(takeOver: boolean): Promise<ApiResult<LeaseReply>>;
  renew(fence: string, isActive: boolean): Promise<ApiResult<DraftState>>;
  giveUp(fence: string): Promise<ApiResult<undefined>>;
  readDraft(revision: number): Promise<ApiResult<Uint8Array>>;
  readVersion(number: number): Promise<ApiResult<Uint8Array>>;
  /** @param file a World file */
  save(save: DraftSave, file: string): Promise<ApiResult<DraftSaved>>;
  discard(end: DraftEnd): Promise<ApiResult<undefined>>;
  publish(publication: DraftPublication): Promise<ApiResult<ManagedWorld>>;
}

interface DraftServerParts {
  readonly fetch: typeof fetch;
  /** Of who is signed in; `undefined`: nobody. */
  readonly token: () => string | undefined;
  readonly log: Log;
}

/** A large file over a slow line. */
const timeoutMs = 60_000;

interface Schema<Value> {
  safeParse(json: unknown): { success: boolean; data?: Value | undefined };
}

/** By the REST API of the server that the page came from. */
export function createDraftServer(worldId: string, parts: DraftServerParts): DraftServer {
  const { fetch: fetchFromServer, token, log } = parts;
  const unreachable = { ok: false, failure: { kind: 'unreachable' } } as const;
  const ask = async (path: string, init: RequestInit = {}): Promise<ApiResult<Response>> => {
    const headers = { ...init.headers, Authorization: `Bearer ${token() ?? ''}` };
    const address = `/api/v1/managed-worlds/${encodeURIComponent(worldId)}/${path}`;
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await fetchFromServer(address, { ...init, headers, signal });
      return response.ok ? { ok: true, value: response } : await refusalIn(response, log);
    } catch (cause) {
      log.swallowed('No network, no server, or no answer in time', cause);
      return unreachable;
    }
  };
  /** Of an answer: a proxy may give one that is none of this server, and the line may break within it. */
  const readAs = async <Value>(
    answer: Promise<ApiResult<Response>>,
    read: (response: Response) => Promise<Value | undefined>,
  ): Promise<ApiResult<Value>> => {
    const answered = await answer;
    if (!answered.ok) return answered;
    try {
      const value = await read(answered.value);
      return value === undefined ? unreachable : { ok: true, value };
    } catch (cause) {
      log.swallowed('The connection broke within an answer', cause);
      return unreachable;
    }
  };
  const askJson = <Value>(path: string, schema: Schema<Value>, init?: RequestInit) =>
    readAs(ask(path, init), async (response) => schema.safeParse(await response.json()).data);
  const askBytes = (path: string) =>
    readAs(ask(path), async (response) => new Uint8Array(await response.arrayBuffer()));
  const askDone = async (path: string, init: RequestInit): Promise<ApiResult<undefined>> => {
    const answer = await ask(path, init);
    return answer.ok ? { ok: true, value: undefined } : answer;
  };
  return {
    state: () => askJson('draft', draftStateSchema),
    take: (takeOver) => askJson('draft/lease', leaseReplySchema, sending('POST', { takeOver })),
    renew: (fence, isActive) => askJson('draft/lease', draftStateSchema, sending('PUT', { fence, isActive })),
    // Sent even by a page that is being closed.
    giveUp: (fence) => askDone(`draft/lease?${queryOf({ fence })}`, { method: 'DELETE', keepalive: true }),
    readDraft: (revision) => askBytes(`draft/file?${queryOf({ revision })}`),
    readVersion: (number) => askBytes(`versions/${number}/file`),
    save: async (save, file) => {
      const headers = { 'Content-Type': 'application/octet-stream' };
      const init = { method: 'PUT', headers, body: await packed(file) };
      return askJson(`draft?${queryOf({ ...save })}`, draftSavedSchema, init);
    },
    discard: (end) => askDone(`draft?${queryOf({ ...end })}`, { method: 'DELETE' }),
    publish: (publication) => askJson('draft/publish', managedWorldSchema, sending('POST', publication)),
  };
}

function sending(method: string, body: unknown): RequestInit {
  return { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

function queryOf(fields: Readonly<Record<string, string | number>>): string {
  const texts = Object.entries(fields).map(([name, value]) => [name, String(value)] as const);
  return new URLSearchParams(Object.fromEntries(texts)).toString();
}

/** With gzip: a tenth of the file. */
async function packed(file: string): Promise<ArrayBuffer> {
  const stream = new Blob([file]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
