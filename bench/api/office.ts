import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import * as z from 'zod';
import {
  assetSchema,
  composeLook,
  encodeMoveIntent,
  guestReplySchema,
  parseServerMessage,
  protocolVersion,
  signalPath,
  signedInSchema,
  subprotocol,
  wireLimits,
  worldListSchema,
} from '@atrium/protocol';
import type { Place } from '@atrium/protocol';
import { facings } from '@atrium/world';

const program = fileURLToPath(new URL('../../packages/server/dist/atrium.js', import.meta.url));
/** Of the first Admin. */
export const account = { name: 'Ada', email: 'ada@example.org', password: 'correct horse battery' };
const linkSchema = z.object({ link: z.string() });
const json = { 'Content-Type': 'application/json' };

/** Atrium with a Workspace, as it is built, in a process of its own. */
export class BenchOffice {
  readonly url: string;
  token = '';
  readonly #port: number;
  readonly #folder: string;
  #child: ChildProcess | undefined;
  #cookie = '';

  constructor(port: number, folder: string) {
    this.#port = port;
    this.#folder = folder;
    this.url = `http://127.0.0.1:${port}`;
  }

  /**
   * @param nodeOptions for Node itself
   * @param environment more of it
   * @returns what it printed
   */
  async start(
    nodeOptions: readonly string[] = [],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const child = spawn(process.execPath, [...nodeOptions, program, 'start'], {
      env: { ...this.#environment, ...environment },
      stdio: ['ignore', 'pipe', 2, 'ipc'],
    });
    this.#child = child;
    let said = '';
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (/^Atrium is open at .*\n/m.test(said)) resolve();
      });
      child.once('exit', () => reject(new Error('Atrium does not start')));
    });
    return said;
  }

  get #environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      NODE_ENV: 'production',
      ATRIUM_DATA_DIR: this.#folder,
      ATRIUM_PORT: String(this.#port),
      ATRIUM_SFU: 'off',
      ATRIUM_LOG_LEVEL: 'warn',
      ATRIUM_REQUESTS_PER_MINUTE: '1000000',
    };
  }

  /** What code within the server answers to a message, if `start` had it loaded. */
  async askProcess(message: string): Promise<unknown> {
    if (this.#child === undefined) throw new Error('Atrium does not run.');
    const answered = once(this.#child, 'message');
    this.#child.send(message);
    const [answer] = (await answered) as readonly unknown[];
    return answer;
  }

  /** Runs a command of the host, such as `backup`. @throws Error where it fails */
  async command(...args: readonly string[]): Promise<void> {
    const child = spawn(process.execPath, [program, ...args], {
      env: this.#environment,
      stdio: ['ignore', 'ignore', 2],
    });
    const [code] = (await once(child, 'exit')) as readonly unknown[];
    if (code !== 0) throw new Error(`atrium ${args.join(' ')} failed`);
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }

  async setUp(printed: string): Promise<void> {
    const token = /\/setup#(\S+)/.exec(printed)?.[1];
    const body = JSON.stringify({ ...account, token, workspaceName: 'Bench' });
    await this.#signedIn(await fetch(`${this.url}/api/v1/setup`, { method: 'POST', headers: json, body }));
  }

  /** Signs in with the password of who set it up: where a backup of it was restored. */
  async signIn(): Promise<void> {
    const { email, password } = account;
    const body = JSON.stringify({ email, password });
    await this.#signedIn(await fetch(`${this.url}/api/v1/session`, { method: 'POST', headers: json, body }));
  }

  /** Goes on with the cookie, as a browser does. @returns how long it took, in ms */
  async refresh(): Promise<number> {
    const startedAt = performance.now();
    const headers = { Cookie: this.#cookie };
    await this.#signedIn(await fetch(`${this.url}/api/v1/session/refresh`, { method: 'POST', headers }));
    return performance.now() - startedAt;
  }

  async #signedIn(reply: Response): Promise<void> {
    this.token = signedInSchema.parse(await reply.json()).accessToken;
    const [cookie] = (reply.headers.get('set-cookie') ?? '').split(';');
    if (cookie !== undefined && cookie !== '') this.#cookie = cookie;
  }

  get headers(): Readonly<Record<string, string>> {
    return { Authorization: `Bearer ${this.token}` };
  }

  /** @returns its address */
  async upload(bytes: Uint8Array): Promise<string> {
    const query = new URLSearchParams({ name: 'Image', metadata: '{"kind":"logo"}' });
    const headers = { ...this.headers, 'Content-Type': 'application/octet-stream' };
    const body = new Uint8Array(bytes);
    const reply = await fetch(`${this.url}/api/v1/assets?${query}`, { method: 'POST', headers, body });
    return assetSchema.parse(await reply.json()).url;
  }

  /** Where the file of the default World is for the next minutes. */
  async fileOfWorld(): Promise<string> {
    const reply = await fetch(`${this.url}/api/v1/worlds`, { headers: this.headers });
    return worldListSchema.parse(await reply.json()).worlds[0]?.file ?? '';
  }

  /** Makes entries of the audit log. */
  async work(times: number): Promise<void> {
    for (let time = 0; time < times; time++) {
      const body = JSON.stringify({ name: `Bench ${time}` });
      await fetch(`${this.url}/api/v1/workspace`, {
        method: 'PATCH',
        headers: { ...this.headers, ...json },
        body,
      });
    }
  }

  /** Enters the first World. */
  async enter(person: { readonly token: string } = this): Promise<Walker> {
    const address = `${this.url.replace('http', 'ws')}${signalPath('headquarters')}`;
    const webSocket = new WebSocket(address, subprotocol);
    await once(webSocket, 'open');
    const walker = new Walker(webSocket);
    await walker.hello(person.token);
    return walker;
  }

  /** Somebody else, with a guest link. */
  async makeGuest(worldId = 'headquarters'): Promise<{ readonly token: string }> {
    const link = { kind: 'guest', worldId, note: '', uses: 1, days: 1, visitMinutes: 60 };
    const made = await this.#post('invitations', link, linkSchema);
    const [, secret] = made.link.split('#');
    return this.#post('guests', { name: 'Gus', worldId, link: secret }, guestReplySchema);
  }

  async #post<Value>(path: string, body: object, schema: z.ZodType<Value>): Promise<Value> {
    const headers = { ...this.headers, ...json };
    const reply = await fetch(`${this.url}/api/v1/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return schema.parse(await reply.json());
  }
}

/** Somebody in a World. */
export class Walker {
  readonly #webSocket: WebSocket;
  #keepAlive: NodeJS.Timeout | undefined;
  #place: Place | undefined;
  #moveEpoch = 0;
  #sequence = 0;
  onFrame: () => void = () => undefined;

  constructor(webSocket: WebSocket) {
    this.#webSocket = webSocket;
    webSocket.on('message', (_data, isBinary) => isBinary && this.onFrame());
  }

  /** Says hello. Resolves when it is answered. @throws Error where it is refused */
  hello(token: string): Promise<void> {
    const look = composeLook(([first]) => first);
    this.#webSocket.send(JSON.stringify({ type: 'hello', id: 0, protocolVersion, token, look }));
    return new Promise((resolve, reject) => {
      this.#webSocket.on('message', (data: Buffer, isBinary) => {
        if (isBinary) return;
        const parsed = parseServerMessage(data.toString());
        if (parsed.kind !== 'message') return;
        if (parsed.message.type === 'error') reject(new Error(data.toString()));
        if (parsed.message.type !== 'hello.ok') return;
        this.#place = parsed.message.place;
        this.#moveEpoch = parsed.message.moveEpoch;
        const ping = JSON.stringify({ type: 'ping', id: 1 });
        this.#keepAlive = setInterval(() => this.#webSocket.send(ping), wireLimits.heartbeatMs);
        resolve();
      });
    });
  }

  /** Looks into another direction: the others are told with the next presence frame. */
  turn(): void {
    if (this.#place === undefined) return;
    const { x, y } = this.#place;
    const facing = facings[this.#sequence % facings.length] ?? 'S';
    const intent = {
      moveEpoch: this.#moveEpoch,
      sequence: ++this.#sequence,
      x,
      y,
      facing,
      state: 'idle',
      ageMs: 0,
    } as const;
    this.#webSocket.send(encodeMoveIntent(intent));
  }

  leave(): void {
    clearInterval(this.#keepAlive);
    this.#webSocket.close();
  }
}

/** A PNG with so many bytes of noise in it: nothing makes it smaller. */
export function noisyPng(bytes: number): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
  };
  const head = Buffer.from([0, 0, 1, 0, 0, 0, 1, 0, 8, 2, 0, 0, 0]);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const pixels = chunk('IDAT', randomBytes(bytes));
  return Buffer.concat([signature, chunk('IHDR', head), pixels, chunk('IEND', Buffer.alloc(0))]);
}
