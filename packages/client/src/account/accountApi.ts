import type { ErrorCode } from '@atrium/protocol';
import { restErrorSchema } from '@atrium/protocol';
import type { SignIn } from './signIn.ts';

/** Why something was not done, in words. */
export class AccountFailure extends Error {
  /** `undefined`: the server was not reached. */
  readonly code: ErrorCode | undefined;
  /** Of a fault of the server: the host finds it by this in the log. */
  readonly requestId: string | undefined;

  constructor(
    code: ErrorCode | undefined,
    message: string,
    options: ErrorOptions & { readonly requestId?: string | undefined } = {},
  ) {
    super(message, options);
    this.name = 'AccountFailure';
    this.code = code;
    this.requestId = options.requestId;
  }
}

interface Schema<Value> {
  parse(json: unknown): Value;
}

interface Sent {
  /** Sent as JSON; bytes go as they are. */
  readonly body?: unknown;
}

const timeoutMs = 30_000;
/** Of the slowest line that the server waits for: an upload gets as long as it needs there. */
const slowestBytesPerMs = 1.6;

/** What pages about accounts and Workspaces ask of the server. */
export class AccountApi {
  readonly #signIn: SignIn;
  readonly #fetch: typeof fetch;

  constructor(signIn: SignIn, fetchFromServer: typeof fetch) {
    this.#signIn = signIn;
    this.#fetch = fetchFromServer;
  }

  /** @throws AccountFailure */
  async get<Value>(path: string, schema: Schema<Value>): Promise<Value> {
    return schema.parse(await (await this.send('GET', path)).json());
  }

  /** Asks for something to be done, and for what comes of it. @throws AccountFailure */
  async ask<Value>(method: string, path: string, body: unknown, schema: Schema<Value>): Promise<Value> {
    return schema.parse(await (await this.send(method, path, { body })).json());
  }

  /** @throws AccountFailure */
  async send(method: string, path: string, sent: Sent = {}): Promise<Response> {
    const response = await this.#sendOnce(method, path, sent);
    // The token may have expired while the page slept.
    const isExpired = response.status === 401 && this.#signIn.token !== undefined;
    const answer =
      isExpired && (await this.#signIn.refresh()) ? await this.#sendOnce(method, path, sent) : response;
    if (answer.ok) return answer;
    const { data } = restErrorSchema.safeParse(await readJson(answer));
    throw new AccountFailure(data?.code, data?.message ?? '', { requestId: data?.requestId });
  }

  async #sendOnce(method: string, path: string, { body }: Sent): Promise<Response> {
    const { token } = this.#signIn;
    const isBytes = body instanceof Blob;
    const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    if (body !== undefined)
      headers['Content-Type'] = isBytes ? 'application/octet-stream' : 'application/json';
    try {
      return await this.#fetch(`/api/v1${path}`, {
        method,
        headers,
        signal: AbortSignal.timeout(timeoutMs + (isBytes ? body.size / slowestBytesPerMs : 0)),
        ...(body === undefined ? {} : { body: isBytes ? body : JSON.stringify(body) }),
      });
    } catch (cause) {
      throw new AccountFailure(undefined, '', { cause });
    }
  }
}

/** `undefined` where an answer is not Atrium's, as that of a proxy whose server is gone. */
async function readJson(answer: Response): Promise<unknown> {
  const text = await answer.text();
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
