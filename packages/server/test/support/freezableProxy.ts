import { connect, createServer } from 'node:net';
import type { AddressInfo, NetConnectOpts, Socket } from 'node:net';

/** A way to another server on this machine that can be made to hang. */
export interface FreezableProxy {
  readonly port: number;
  /** What comes from now on stays where it is: connections are accepted, and nothing is answered. */
  freeze(): void;
  thaw(): void;
  /** Connections that have sent something since it froze. */
  held(): number;
  close(): Promise<void>;
}

/** @param behind the server behind it: its port, or its Unix socket */
export async function startFreezableProxy(behind: number | string): Promise<FreezableProxy> {
  const sockets = new Set<Socket>();
  const held = new Set<Socket>();
  /** What is to end once it thaws: a server that closes an idle connection would tell that it still answers. */
  const ended = new Set<Socket>();
  let isFrozen = false;
  const target: NetConnectOpts =
    typeof behind === 'string' ? { path: behind } : { port: behind, host: '127.0.0.1' };
  const server = createServer({ allowHalfOpen: true }, (outside) => {
    const inside = connect({ ...target, allowHalfOpen: true });
    const pairs = [
      [outside, inside],
      [inside, outside],
    ] as const;
    for (const [from, to] of pairs) {
      sockets.add(from);
      from.on('data', (bytes) => {
        if (isFrozen) held.add(outside);
        // In the order in which it came.
        if (isFrozen) from.pause().unshift(bytes);
        else to.write(bytes);
      });
      from.on('end', () => void (isFrozen ? ended.add(to) : to.end()));
      from.on('error', () => to.destroy());
      from.on('close', () => sockets.delete(from));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    freeze: () => void (isFrozen = true),
    thaw() {
      isFrozen = false;
      held.clear();
      for (const socket of sockets) socket.resume();
      for (const socket of ended) socket.end();
      ended.clear();
    },
    held: () => held.size,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
