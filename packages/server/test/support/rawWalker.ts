import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import {
  composeLook,
  decodePresenceFrame,
  encodeMoveIntent,
  nextSequence,
  parseServerMessage,
  protocolVersion,
  signalPath,
  subprotocol,
} from '@atrium/protocol';
import type { MoveIntent, Place, ServerMessage, ServerMessageOf } from '@atrium/protocol';
import type { Position } from '@atrium/world';
import { quantise } from '@atrium/world';
import type { TestServer } from './testServer.ts';
import { until } from './until.ts';

const keepAliveMs = 1_000;
/** Pings that keep a connection alive have this id; nobody waits for their answers. */
const keepAliveId = 0xffff_ffff;

export const plainLook = composeLook(([first]) => first);

export interface WalkerOptions {
  readonly worldId?: string;
  readonly personId?: string;
  readonly name?: string;
  readonly token?: string;
  readonly ticket?: string;
  readonly spawnPointId?: string;
  readonly localAddress?: string;
  /** Whatever else hello should say, or say differently. */
  readonly hello?: Readonly<Record<string, unknown>>;
}

/** Somebody in the same Zone, as far as a walker knows. */
export interface KnownPeer {
  readonly personId: string;
  place: Place;
}

/** A Client that speaks the protocol by hand: it does as it is told, right or wrong. */
export class RawWalker {
  readonly personId: string;
  readonly name: string;
  readonly messages: ServerMessage[] = [];
  /** Everybody in its Zone. */
  readonly peers = new Map<number, KnownPeer>();
  /** Network ids of every Avatar that a presence frame named. */
  readonly namedInPresence = new Set<number>();
  readonly corrections: ServerMessageOf<'position.correction'>[] = [];
  readonly webSocket: WebSocket;
  networkId = -1;
  zoneId = '';
  ticket: string | undefined;
  resumed = false;
  place: Place = { x: 0, y: 0, facing: 'S', state: 'idle' };
  moveEpoch = 0;
  sequence = 0;
  presenceFrames = 0;
  /** Whether it is ready for the next version of its World as soon as it is told of it. */
  readsAhead = true;
  /** Of the last change of its World; 0 before the first. */
  worldVersion = 0;
  closeCode: number | undefined;
  onPresence: ((updates: NonNullable<ReturnType<typeof decodePresenceFrame>>['updates']) => void) | undefined;
  readonly #server: TestServer;
  #requestId = 0;
  #keepAlive: NodeJS.Timeout | undefined;

  /** Opens a socket and says nothing. */
  constructor(server: TestServer, options: WalkerOptions = {}) {
    const { worldId = 'yard', personId = randomUUID(), name = 'Somebody', localAddress } = options;
    this.#server = server;
    this.personId = personId;
    this.name = name;
    this.webSocket = new WebSocket(`ws://127.0.0.1:${server.port}${signalPath(worldId)}`, subprotocol, {
      ...(localAddress === undefined ? {} : { localAddress }),
    });
    this.webSocket.on('message', (data: Buffer, isBinary) => this.#receive(data, isBinary));
    this.webSocket.on('close', (code) => this.#closed(code));
    // A close follows.
    this.webSocket.on('error', () => undefined);
  }

  /** Opens a socket, says hello and waits to be in. */
  static async enter(server: TestServer, options: WalkerOptions = {}): Promise<RawWalker> {
    const walker = new RawWalker(server, options);
    await walker.opened();
    await walker.hello(options);
    await until(
      () => walker.zoneId !== '' || walker.closeCode !== undefined,
      () => `entry; what came was ${JSON.stringify(walker.messages)}`,
    );
    if (walker.closeCode !== undefined)
      throw new Error(`Entry was refused: ${JSON.stringify(walker.messages)}`);
    return walker;
  }

  opened(): Promise<void> {
    return until(() => this.webSocket.readyState !== WebSocket.CONNECTING, 'an open socket');
  }

  async hello(options: WalkerOptions = {}): Promise<void> {
    const { ticket, spawnPointId } = options;
    const person = { personId: this.personId, name: this.name, role: 'Guest' as const };
    const token = options.token ?? (await this.#server.guests.issue(person)).token;
    this.send({
      type: 'hello',
      protocolVersion,
      token,
      look: plainLook,
      ticket,
      spawnPointId,
      ...options.hello,
    });
  }

  /** Sends a control message. @returns the id it carries */
  send(message: Readonly<Record<string, unknown>>): number {
    const id = ++this.#requestId;
    this.sendBytes(JSON.stringify({ id, ...message }));
    return id;
  }

  sendBytes(bytes: Uint8Array | string): void {
    if (this.webSocket.readyState === WebSocket.OPEN) this.webSocket.send(bytes);
  }

  /** Claims to be somewhere. Whether it is, the server decides. */
  claim(position: Position, more: Partial<MoveIntent> = {}): void {
    this.sequence = more.sequence ?? nextSequence(this.sequence);
    const { x, y } = quantise(position);
    const intent = { moveEpoch: this.moveEpoch, facing: 'S', state: 'walking', ageMs: 0, ...more } as const;
    this.sendBytes(encodeMoveIntent({ ...intent, sequence: this.sequence, x, y }));
    this.place = { x, y, facing: intent.facing, state: intent.state };
  }

  /** Claims a place and waits for the PositionCorrection. */
  async claimInVain(
    position: Position,
    more: Partial<MoveIntent> = {},
  ): Promise<ServerMessageOf<'position.correction'>> {
    const before = this.corrections.length;
    this.claim(position, more);
    await until(() => this.corrections.length > before, 'a PositionCorrection');
    const correction = this.corrections.at(-1);
    if (correction === undefined) throw new Error('There is no PositionCorrection.');
    return correction;
  }

  /** Waits until everything sent so far has been dealt with: messages of one connection are read in order. */
  async settled(): Promise<void> {
    const id = this.send({ type: 'ping' });
    await this.reply(id);
  }

  async reply(id: number): Promise<ServerMessage> {
    const find = () => this.messages.find((message) => 'id' in message && message.id === id);
    await until(
      () => find() !== undefined || this.closeCode !== undefined,
      () => `a reply to request ${id}`,
    );
    const found = find();
    if (found === undefined) throw new Error(`The connection was closed with ${this.closeCode ?? 0}.`);
    return found;
  }

  all<Type extends ServerMessage['type']>(type: Type): ServerMessageOf<Type>[] {
    return this.messages.filter((message): message is ServerMessageOf<Type> => message.type === type);
  }

  peer(personId: string): KnownPeer | undefined {
    return [...this.peers.values()].find((peer) => peer.personId === personId);
  }

  async closed(): Promise<number> {
    await until(() => this.closeCode !== undefined, 'the end of the connection');
    return this.closeCode ?? 0;
  }

  /** Says goodbye, and waits for the end. */
  async leave(): Promise<void> {
    this.send({ type: 'leave' });
    await this.closed();
  }

  /** Pulls the plug. */
  vanish(): void {
    clearInterval(this.#keepAlive);
    this.webSocket.terminate();
  }

  #closed(code: number): void {
    this.closeCode = code;
    clearInterval(this.#keepAlive);
  }

  #receive(data: Buffer, isBinary: boolean): void {
    if (isBinary) {
      const frame = decodePresenceFrame(data);
      if (frame === undefined) throw new Error('The server sent a frame that cannot be read.');
      this.presenceFrames++;
      for (const update of frame.updates) {
        this.namedInPresence.add(update.networkId);
        const peer = this.peers.get(update.networkId);
        const { x, y, facing, state } = update;
        if (peer !== undefined) peer.place = { x, y, facing, state };
      }
      this.onPresence?.(frame.updates);
      return;
    }
    const parsed = parseServerMessage(data.toString());
    if (parsed.kind !== 'message') throw new Error(`The server sent what is no message: ${data.toString()}`);
    // They would pile up.
    if (parsed.message.type !== 'pong' || parsed.message.id !== keepAliveId)
      this.messages.push(parsed.message);
    this.#apply(parsed.message);
  }

  #apply(message: ServerMessage): void {
    switch (message.type) {
      case 'hello.ok':
        // Before it, a ping would be refused.
        this.#keepAlive ??= setInterval(() => this.send({ type: 'ping', id: keepAliveId }), keepAliveMs);
        this.networkId = message.networkId;
        this.place = message.place;
        this.moveEpoch = message.moveEpoch;
        this.resumed = message.resumed;
        return;
      case 'world.coming':
        if (this.readsAhead)
          this.sendBytes(JSON.stringify({ type: 'world.ready', version: message.version }));
        return;
      case 'world.changed':
        this.place = message.place;
        this.moveEpoch = message.moveEpoch;
        this.worldVersion = message.version;
        // A snapshot follows.
        if (message.zoneId !== this.zoneId) this.peers.clear();
        this.zoneId = message.zoneId;
        return;
      case 'snapshot':
        this.zoneId = message.zoneId;
        this.peers.clear();
        for (const peer of message.peers) this.peers.set(peer.networkId, { ...peer });
        this.peers.delete(this.networkId);
        return;
      case 'peer.joined':
        this.peers.set(message.peer.networkId, { ...message.peer });
        return;
      case 'peer.left':
        this.peers.delete(message.networkId);
        return;
      case 'position.correction':
        this.corrections.push(message);
        this.place = message.place;
        this.moveEpoch = message.moveEpoch;
        return;
      case 'ticket':
        this.ticket = message.ticket;
        return;
      default:
    }
  }
}
