import { signedInSchema } from '@atrium/protocol';
import type { AccountRole, SignedIn } from '@atrium/protocol';
import * as z from 'zod';
import { startTestServer } from './testServer.ts';
import type { TestServer, TestServerOptions } from './testServer.ts';

export const password = 'correct horse battery';

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON. */
  readonly json: unknown;
  readonly code: string | undefined;
}

interface Ask {
  readonly body?: unknown;
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody who is signed in. */
export interface Member extends SignedIn {
  readonly token: string;
  readonly email: string;
  /** Of the refresh token, as in the header. */
  readonly cookie: string;
}

/** A real server with accounts, and ways to get people into it. */
export interface RestServer extends TestServer {
  readonly url: string;
  ask(method: string, path: string, ask?: Ask): Promise<Answer>;
  /** Asks for what has to be of a shape. */
  read<Value>(schema: z.ZodType<Value>, method: string, path: string, ask?: Ask): Promise<Value>;
  makeWorkspace(name: string): Promise<Member>;
  invite(admin: Member, role: AccountRole): Promise<Member>;
}

const linkSchema = z.object({ link: z.string() });

export async function startRestServer(options: TestServerOptions = {}): Promise<RestServer> {
  const server = await startTestServer({
    ...options,
    configuration: {
      hasAccounts: true,
      guestsPerMinute: 10_000,
      requestsPerMinute: 100_000,
      ...options.configuration,
    },
  });
  const url = `http://127.0.0.1:${server.port}`;
  const ask = async (method: string, path: string, { body, token, headers }: Ask = {}): Promise<Answer> => {
    const isBytes = body instanceof Uint8Array;
    const contentType = isBytes ? 'application/octet-stream' : 'application/json';
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': contentType }),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    const json: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
    const { data } = z.object({ code: z.string() }).safeParse(json);
    return { status: response.status, headers: response.headers, json, code: data?.code };
  };
  const memberOf = ({ json, headers }: Answer): Member => {
    const signedIn = signedInSchema.parse(json);
    const [cookie = ''] = (headers.get('set-cookie') ?? '').split(';');
    return { ...signedIn, token: signedIn.accessToken, email: signedIn.account.email, cookie };
  };
  let people = 0;
  return {
    ...server,
    url,
    ask,
    read: async (schema, method, path, asked) => schema.parse((await ask(method, path, asked)).json),
    async makeWorkspace(name) {
      const token =
        (people === 0 ? server.atrium.setupToken : undefined) ?? (await server.atrium.makeSetupLink());
      const email = `admin-${people++}@${name.toLowerCase()}.example`;
      const body = { token, workspaceName: name, name: `Admin of ${name}`, email, password };
      return memberOf(await ask('POST', '/api/v1/setup', { body }));
    },
    async invite(admin, role) {
      const order = { kind: 'account', role, note: '', uses: 1, days: 1 };
      const { json } = await ask('POST', '/api/v1/invitations', { body: order, token: admin.token });
      const [, token] = linkSchema.parse(json).link.split('#');
      const body = { token, name: `Some ${role}`, email: `person-${people++}@example.org`, password };
      return memberOf(await ask('POST', '/api/v1/invitations/join', { body }));
    },
  };
}
