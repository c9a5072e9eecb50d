import { createHash, createHmac, randomBytes } from 'node:crypto';
import { openTurnWire } from './turnWire.ts';
import type { TurnAddress, TurnWire } from './turnWire.ts';

/** RFC 8489 (STUN), RFC 8656 (TURN). */
const methods = { allocate: 0x003, createPermission: 0x008 } as const;
const classes = { indication: 0x010, success: 0x100 } as const;
const sendIndication = 0x006 | classes.indication;
const dataIndication = 0x007 | classes.indication;
const attributes = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  xorPeerAddress: 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  xorRelayedAddress: 0x0016,
  requestedTransport: 0x0019,
} as const;
const magicCookie = 0x2112a442;
const headerBytes = 20;
const integrityBytes = 24;
const udpProtocol = 17;
/** Where nothing comes back: UDP may lose a packet even here. */
const retransmitMs = 500;
const mostTransmissions = 20;

type Attribute = readonly [type: number, value: Buffer];
interface Message {
  readonly type: number;
  readonly transactionId: string;
  readonly attributes: ReadonlyMap<number, Buffer>;
}

interface Waiting {
  readonly resolve: (message: Message) => void;
  readonly reject: (cause: Error) => void;
}

/** 0: it was granted; else the error code of STUN, as in 401 or 403. */
export interface TurnAnswer {
  readonly code: number;
  /** The port at which the relay takes packets, after an Allocate that was granted. */
  readonly relayedPort: number | undefined;
}

export interface TurnUser {
  readonly username: string;
  readonly credential: string;
}

/** The least of a TURN client: it says exactly which requests a server grants. Peers are IPv4 alone. */
export class TurnClient {
  readonly #wire: TurnWire;
  readonly #isReliable: boolean;
  readonly #user: TurnUser;
  readonly #waiting = new Map<string, Waiting>();
  #failure: Error | undefined;
  readonly #received: string[] = [];
  #realm: Buffer = Buffer.alloc(0);
  #nonce: Buffer = Buffer.alloc(0);

  constructor(server: TurnAddress, user: TurnUser) {
    this.#user = user;
    this.#isReliable = server.transport !== undefined && server.transport !== 'udp';
    this.#wire = openTurnWire(server, {
      received: (bytes) => this.#take(bytes),
      failed: (cause) => this.#fail(cause),
    });
  }

  /** What others have sent through the relay, in order. */
  get received(): readonly string[] {
    return this.#received;
  }

  async allocate(): Promise<TurnAnswer> {
    const transport: Attribute = [attributes.requestedTransport, Buffer.from([udpProtocol, 0, 0, 0])];
    // The first answer is always 401, with the realm and nonce to sign with.
    const challenge = await this.#ask(methods.allocate, [transport], false);
    this.#realm = challenge.attributes.get(attributes.realm) ?? this.#realm;
    this.#nonce = challenge.attributes.get(attributes.nonce) ?? this.#nonce;
    return answerOf(await this.#ask(methods.allocate, [transport], true));
  }

  /** Asks to exchange packets with an IPv4 address. */
  async permit(address: string): Promise<TurnAnswer> {
    const peer: Attribute = [attributes.xorPeerAddress, xorAddress(address, 0)];
    return answerOf(await this.#ask(methods.createPermission, [peer], true));
  }

  /** Sends through the relay, to where it was permitted. */
  send(address: string, port: number, text: string): void {
    const peer: Attribute = [attributes.xorPeerAddress, xorAddress(address, port)];
    this.#wire.write(compose(sendIndication, randomBytes(12), [peer, [attributes.data, Buffer.from(text)]]));
  }

  close(): Promise<void> {
    return this.#wire.close();
  }

  async #ask(method: number, own: readonly Attribute[], isSigned: boolean): Promise<Message> {
    const id = randomBytes(12);
    const signing: readonly Attribute[] = [
      [attributes.username, Buffer.from(this.#user.username)],
      [attributes.realm, this.#realm],
      [attributes.nonce, this.#nonce],
    ];
    const request = isSigned
      ? sign(compose(method, id, [...own, ...signing]), this.#key())
      : compose(method, id, own);
    const key = id.toString('hex');
    return new Promise<Message>((resolve, reject) => {
      if (this.#failure !== undefined) return reject(this.#failure);
      let times = 0;
      const transmit = () => {
        if (times++ >= mostTransmissions)
          this.#waiting.get(key)?.reject(new Error('The TURN server does not answer.'));
        // What is reliable is sent once: another time would be another request.
        else if (times === 1 || !this.#isReliable) this.#wire.write(request);
      };
      const timer = setInterval(transmit, retransmitMs);
      this.#waiting.set(key, {
        resolve: (message) => {
          clearInterval(timer);
          resolve(message);
        },
        reject: (cause) => {
          clearInterval(timer);
          reject(cause);
        },
      });
      transmit();
    }).finally(() => this.#waiting.delete(key));
  }

  /** Long-term credentials: RFC 8489, 9.2.2. */
  #key(): Buffer {
    const { username, credential } = this.#user;
    return createHash('md5').update(`${username}:${this.#realm.toString()}:${credential}`).digest();
  }

  #fail(cause: Error): void {
    this.#failure = cause;
    for (const { reject } of this.#waiting.values()) reject(cause);
  }

  #take(bytes: Buffer): void {
    const message = parse(bytes);
    if (message.type === dataIndication) {
      this.#received.push(message.attributes.get(attributes.data)?.toString() ?? '');
    }
    this.#waiting.get(message.transactionId)?.resolve(message);
  }
}

function answerOf({ type, attributes: parts }: Message): TurnAnswer {
  const error = parts.get(attributes.errorCode);
  const relayed = parts.get(attributes.xorRelayedAddress);
  const isGranted = (type & 0x110) === classes.success;
  return {
    code: isGranted ? 0 : (error?.readUInt8(2) ?? 0) * 100 + (error?.readUInt8(3) ?? 0),
    relayedPort: relayed === undefined ? undefined : relayed.readUInt16BE(2) ^ (magicCookie >>> 16),
  };
}

function compose(type: number, transactionId: Buffer, parts: readonly Attribute[]): Buffer {
  const body = Buffer.concat(
    parts.map(([attribute, value]) => {
      const head = Buffer.alloc(4);
      head.writeUInt16BE(attribute, 0);
      head.writeUInt16BE(value.length, 2);
      return Buffer.concat([head, value, Buffer.alloc(-value.length & 3)]);
    }),
  );
  const header = Buffer.alloc(8);
  header.writeUInt16BE(type, 0);
  header.writeUInt16BE(body.length, 2);
  header.writeUInt32BE(magicCookie, 4);
  return Buffer.concat([header, transactionId, body]);
}

/** MESSAGE-INTEGRITY covers a header that counts it already: RFC 8489, 14.5. */
function sign(message: Buffer, key: Buffer): Buffer {
  message.writeUInt16BE(message.length - headerBytes + integrityBytes, 2);
  const head = Buffer.alloc(4);
  head.writeUInt16BE(attributes.messageIntegrity, 0);
  head.writeUInt16BE(integrityBytes - head.length, 2);
  return Buffer.concat([message, head, createHmac('sha1', key).update(message).digest()]);
}

function parse(bytes: Buffer): Message {
  const parts = new Map<number, Buffer>();
  for (let at = headerBytes; at + 4 <= bytes.length;) {
    const length = bytes.readUInt16BE(at + 2);
    parts.set(bytes.readUInt16BE(at), bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length + (-length & 3);
  }
  return {
    type: bytes.readUInt16BE(0),
    transactionId: bytes.subarray(8, headerBytes).toString('hex'),
    attributes: parts,
  };
}

/** An IPv4 address as it is not changed by routers that mean well: RFC 8489, 14.2. */
function xorAddress(address: string, port: number): Buffer {
  const value = Buffer.alloc(8);
  value.writeUInt8(1, 1);
  value.writeUInt16BE(port ^ (magicCookie >>> 16), 2);
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  value.writeUInt32BE((((a << 24) | (b << 16) | (c << 8) | d) ^ magicCookie) >>> 0, 4);
  return value;
}
