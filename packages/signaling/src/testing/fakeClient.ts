import type { AvatarLook, AvatarUpdate, CloseReason, DoorShown, Peer, Place } from '@atrium/protocol';
import type { ServerMessage, ServerMessageOf, Status } from '@atrium/protocol';
import {
  closeReasonOf,
  composeLook,
  decodePresenceFrame,
  encodeMoveIntent,
  nextSequence,
  parseServerMessage,
  protocolVersion,
} from '@atrium/protocol';
import type { AvatarState, Facing } from '@atrium/world';
import type { Connection, ConnectionEvents } from '../ports/connection.ts';
import type { SharedFrame } from '../ports/framing.ts';
import type { SignalingServer } from '../signalingServer.ts';
import { frameMarks } from './fakePorts.ts';
import { settle } from './virtualClock.ts';

export const someLook = composeLook(([first]) => first);

type HelloFields = Partial<Record<'spawnPointId' | 'ticket', string>> & {
  worldVersion?: number;
  look?: AvatarLook;
  status?: Status;
  blocked?: readonly string[];
  version?: number;
};

/** A Client in memory: sends what a test wants, and believes what the server says. */
export class FakeClient implements Connection {
  readonly worldId: string;
  readonly remoteAddress = '192.0.2.1';
  isBackedUp = false;
  queuedBytes = 0;
  authentications = 0;
  closedWith: CloseReason | 'terminated' | undefined;

  /** Control messages in the order in which they came. */
  readonly messages: ServerMessage[] = [];
  /** Frames of presence in the order in which they came. */
  readonly frames: { readonly serverTimeMs: number; readonly updates: readonly AvatarUpdate[] }[] = [];
  readonly writtenFrames: SharedFrame[] = [];

  // What it believes
  place: Place | undefined;
  zoneId: string | undefined;
  ticket: string | undefined;
  readonly peers = new Map<number, Peer>();
  readonly counts = new Map<string, number>();
  /** Doors that are not at rest. */
  readonly doors = new Map<string, DoorShown>();
  /** Who holds which Object or seat of its Zone. */
  readonly holders = new Map<string, string>();
  moveEpoch = 0;
  sequence = 0;
  /** Whether it reads the next version of its World as soon as it is told of it. */
  readsAhead = true;

  readonly #events: ConnectionEvents;
  #isGone = false;
  #requests = 0;

  constructor(server: SignalingServer, worldId: string) {
    this.worldId = worldId;
    this.#events = server.accept(this);
  }

  // Towards the server

  hello(token: string, { version = protocolVersion, look = someLook, ...fields }: HelloFields = {}): void {
    this.say({ type: 'hello', id: this.#requests++, protocolVersion: version, token, look, ...fields });
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  request(type: 'ping' | 'people.list' | 'leave'): void {
    this.say({ type, id: this.#requests++ });
  }

  /** Sends a request, waits until nothing more happens by it at this moment, and gives the reply. */
  async ask(message: Record<string, unknown>): Promise<ServerMessage | undefined> {
    const id = this.#requests++;
    this.say({ id, ...message });
    await settle();
    return this.messages.findLast((reply) => 'id' in reply && reply.id === id);
  }

  say(message: unknown): void {
    this.sayText(JSON.stringify(message));
  }

  sayText(text: string): void {
    if (!this.#isGone) this.#events.message(text);
  }

  sayBytes(bytes: Uint8Array): void {
    if (!this.#isGone) this.#events.binary(bytes);
  }

  /** Sends a MoveIntent and believes to be there. */
  move(
    x: number,
    y: number,
    {
      state = 'walking',
      facing = 'S',
      ageMs = 0,
    }: { state?: AvatarState; facing?: Facing; ageMs?: number } = {},
  ): void {
    const { moveEpoch } = this;
    this.sequence = nextSequence(this.sequence);
    this.place = { x, y, facing, state };
    this.sayBytes(encodeMoveIntent({ moveEpoch, sequence: this.sequence, x, y, facing, state, ageMs }));
  }

  /** The network is gone, and the server notices. */
  drop(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#events.closed();
  }

  // From the server

  authenticated(): void {
    this.authentications++;
  }

  sendText(text: string): void {
    if (this.#isGone || this.closedWith !== undefined) return;
    const parsed = parseServerMessage(text);
    if (parsed.kind !== 'message') throw new Error(`The server sent what is no message: ${text}`);
    this.messages.push(parsed.message);
    this.#believe(parsed.message);
  }

  write(frame: SharedFrame): void {
    if (this.#isGone || this.closedWith !== undefined) return;
    this.writtenFrames.push(frame);
    const payload = frame.bytes.subarray(1);
    if (frame.bytes[0] === frameMarks.text) return this.sendText(new TextDecoder().decode(payload));
    const presence = decodePresenceFrame(payload);
    if (presence === undefined) throw new Error('The server wrote what is no presence frame.');
    this.frames.push(presence);
    for (const update of presence.updates) this.#apply(update);
  }

  close(code: number): void {
    if (this.closedWith !== undefined) return;
    this.closedWith = closeReasonOf(code);
    queueMicrotask(() => this.drop());
  }

  terminate(): void {
    this.closedWith ??= 'terminated';
    this.drop();
  }

  // What tests ask

  of<Type extends ServerMessage['type']>(type: Type): ServerMessageOf<Type>[] {
    return this.messages.filter((message): message is ServerMessageOf<Type> => message.type === type);
  }

  last<Type extends ServerMessage['type']>(type: Type): ServerMessageOf<Type> | undefined {
    return this.of(type).at(-1);
  }

  get updates(): readonly AvatarUpdate[] {
    return this.frames.flatMap((frame) => frame.updates);
  }

  /** Names of those it sees. */
  get sees(): readonly string[] {
    return Array.from(this.peers.values(), (peer) => peer.name).sort();
  }

  forgetMessages(): void {
    this.messages.length = 0;
    this.frames.length = 0;
    this.writtenFrames.length = 0;
  }

  #believe(message: ServerMessage): void {
    switch (message.type) {
      case 'hello.ok':
      case 'position.correction':
        this.place = message.place;
        this.moveEpoch = message.moveEpoch;
        return;
      case 'world.coming':
        if (this.readsAhead)
          queueMicrotask(() => this.say({ type: 'world.ready', version: message.version }));
        return;
      case 'world.changed':
        this.place = message.place;
        this.moveEpoch = message.moveEpoch;
        this.counts.clear();
        this.doors.clear();
        if (message.zoneId === this.zoneId) return;
        this.zoneId = undefined;
        this.peers.clear();
        this.holders.clear();
        return;
      case 'snapshot':
        this.zoneId = message.zoneId;
        this.peers.clear();
        this.holders.clear();
        for (const peer of message.peers) this.peers.set(peer.networkId, peer);
        this.peers.delete(this.of('hello.ok')[0]?.networkId ?? -1);
        return;
      case 'peer.joined':
        this.peers.set(message.peer.networkId, message.peer);
        return;
      case 'peer.left':
        if (!this.peers.delete(message.networkId)) throw new Error('Somebody left who was not there.');
        return;
      case 'zone.counts':
        for (const [zoneId, count] of Object.entries(message.counts)) this.counts.set(zoneId, count);
        return;
      case 'peer.changed': {
        const { networkId, status, hand } = message;
        const peer = this.peers.get(networkId);
        if (peer !== undefined) this.peers.set(networkId, { ...peer, status, hand });
        return;
      }
      case 'door.states':
        for (const [doorId, shown] of Object.entries(message.doors)) this.doors.set(doorId, shown);
        return;
      case 'object.states':
        for (const [lockId, personId] of Object.entries(message.objects)) {
          if (personId === null) this.holders.delete(lockId);
          else this.holders.set(lockId, personId);
        }
        return;
      case 'ticket':
        this.ticket = message.ticket;
        return;
      default:
        return;
    }
  }

  #apply(update: AvatarUpdate): void {
    const peer = this.peers.get(update.networkId);
    if (peer === undefined) {
      if (update.networkId !== this.of('hello.ok')[0]?.networkId && this.of('hello.ok').length > 0) {
        throw new Error('A presence frame told of somebody who is not in the Zone.');
      }
      return;
    }
    const { x, y, facing, state } = update;
    this.peers.set(update.networkId, { ...peer, place: { x, y, facing, state } });
  }
}
