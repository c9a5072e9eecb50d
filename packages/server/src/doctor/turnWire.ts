import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, isIP } from 'node:net';
import { connect as connectSecurely } from 'node:tls';

/** Where a TURN server is, and how it is spoken with. */
export interface TurnAddress {
  readonly host: string;
  readonly port: number;
  /** By default `udp`. */
  readonly transport?: 'udp' | 'tcp' | 'tls';
}

export interface TurnWire {
  write(bytes: Buffer): void;
  close(): Promise<void>;
}

interface WireEvents {
  /** A whole message. */
  readonly received: (bytes: Buffer) => void;
  readonly failed: (cause: Error) => void;
}

const defaultPorts = { turn: 3478, turns: 5349 } as const;
const headerBytes = 20;

/** Reads an address as in RFC 7065. @returns `undefined`: TURN over DTLS, which this does not speak */
export function turnAddressOf(url: string): TurnAddress | undefined {
  const [, scheme = 'turn', bracketed, plain = '', port, query = ''] =
    /^(turns?):(?:\[([^\]]+)\]|([^:?]+))(?::(\d+))?(?:\?transport=(\w+))?$/i.exec(url) ?? [];
  const isSecure = scheme.toLowerCase() === 'turns';
  if (isSecure && query.toLowerCase() === 'udp') return undefined;
  const transport = isSecure ? 'tls' : query.toLowerCase() === 'tcp' ? 'tcp' : 'udp';
  return {
    host: bracketed ?? plain,
    port: Number(port ?? defaultPorts[isSecure ? 'turns' : 'turn']),
    transport,
  };
}

export function openTurnWire(address: TurnAddress, events: WireEvents): TurnWire {
  return (address.transport ?? 'udp') === 'udp' ? openPackets(address, events) : openStream(address, events);
}

function openPackets({ host, port }: TurnAddress, { received, failed }: WireEvents): TurnWire {
  const socket = createSocket(isIP(host) === 6 ? 'udp6' : 'udp4');
  socket.on('message', received);
  socket.on('error', failed);
  return {
    write: (bytes) => socket.send(bytes, port, host, (cause) => cause && failed(cause)),
    async close() {
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
}

function openStream({ host, port, transport }: TurnAddress, { received, failed }: WireEvents): TurnWire {
  const isSecure = transport === 'tls';
  const servername = isSecure && isIP(host) === 0 ? { servername: host } : {};
  // HAProxy in front tells TURN from pages by this (RFC 7443).
  const socket = isSecure
    ? connectSecurely({ host, port, ...servername, ALPNProtocols: ['stun.turn'] })
    : connect({ host, port });
  let rest = Buffer.alloc(0);
  socket.on('error', failed);
  socket.on('end', () => failed(new Error('it ends the connection')));
  socket.on('data', (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= headerBytes) {
      const length = headerBytes + rest.readUInt16BE(2);
      if (rest.length < length) return;
      received(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  });
  return {
    write: (bytes) => void socket.write(bytes),
    close() {
      socket.destroy();
      return Promise.resolve();
    },
  };
}
