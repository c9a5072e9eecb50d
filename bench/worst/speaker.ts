import { once } from 'node:events';
import { WebSocket } from 'ws';
import {
  composeLook,
  parseServerMessage,
  protocolVersion,
  signalPath,
  subprotocol,
  wireLimits,
} from '@atrium/protocol';
import type { ServerMessage } from '@atrium/protocol';

/** A Client that says whatever it is told to. */
export class Speaker {
  readonly #webSocket: WebSocket;
  readonly #waiting = new Map<number, (reply: ServerMessage) => void>();
  readonly #changes: (() => void)[] = [];
  #ids = 0;
  #keepAlive: NodeJS.Timeout | undefined;

  private constructor(webSocket: WebSocket) {
    this.#webSocket = webSocket;
    webSocket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) return;
      const parsed = parseServerMessage(data.toString());
      if (parsed.kind !== 'message') return;
      const { message } = parsed;
      if (message.type === 'world.coming') this.say({ type: 'world.ready', version: message.version });
      if (message.type === 'world.changed') for (const tell of this.#changes.splice(0)) tell();
      if (!('id' in message)) return;
      const { id } = message;
      if (id === undefined) return;
      this.#waiting.get(id)?.(message);
      this.#waiting.delete(id);
    });
  }

  /**
   * @param more what hello says besides
   * @throws Error where the hello is refused
   */
  static async enter(url: string, worldId: string, token: string, more: object = {}): Promise<Speaker> {
    const webSocket = new WebSocket(`${url.replace('http', 'ws')}${signalPath(worldId)}`, subprotocol);
    await once(webSocket, 'open');
    const speaker = new Speaker(webSocket);
    const look = composeLook(([first]) => first);
    const reply = await speaker.ask({ type: 'hello', protocolVersion, token, look, ...more });
    if (reply.type !== 'hello.ok') throw new Error(`Not let in: ${JSON.stringify(reply)}`);
    speaker.#keepAlive = setInterval(() => speaker.say({ type: 'ping', id: 0 }), wireLimits.heartbeatMs);
    return speaker;
  }

  say(message: object): void {
    this.#webSocket.send(JSON.stringify(message));
  }

  /** @throws Error where the connection ends first */
  ask(message: object): Promise<ServerMessage> {
    const id = ++this.#ids;
    this.say({ id, ...message });
    return new Promise((resolve, reject) => {
      const onClose = (code: number) => reject(new Error(`The connection was closed with ${code}.`));
      this.#webSocket.once('close', onClose);
      this.#waiting.set(id, (reply) => {
        this.#webSocket.off('close', onClose);
        resolve(reply);
      });
    });
  }

  /** Resolves when the World has changed. */
  worldChanged(): Promise<void> {
    return new Promise((resolve) => this.#changes.push(resolve));
  }

  /** Waits until all that was said has been dealt with. */
  async settled(): Promise<void> {
    await this.ask({ type: 'ping' });
  }

  /** Out of the World, and not to come back. */
  async leave(): Promise<void> {
    await this.ask({ type: 'leave' });
    await this.close();
  }

  /** As a browser that is gone: the server keeps the place for a while. */
  async close(): Promise<void> {
    clearInterval(this.#keepAlive);
    if (this.#webSocket.readyState === WebSocket.CLOSED) return;
    const closed = once(this.#webSocket, 'close');
    this.#webSocket.close();
    await closed;
  }
}
