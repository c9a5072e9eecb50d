import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { createSignalingServer } from '@atrium/signaling';
import type { SignalingStats } from '@atrium/signaling';
import type { Configuration } from './configuration/configuration.ts';
import { createHttpServer } from './http/httpServer.ts';
import { createGuestTokens } from './identity/guestTokens.ts';
import { createPlaceTickets } from './identity/placeTickets.ts';
import { loadServerSecret } from './identity/serverSecret.ts';
import { createIceServers } from './media/createIceServers.ts';
import { createNodeClock } from './platform/nodeClock.ts';
import { nodeIds } from './platform/nodeIds.ts';
import { createProxyTrust } from './http/networkAddress.ts';
import { createSignalSockets } from './sockets/signalSockets.ts';
import type { SignalSocketsStats } from './sockets/signalSockets.ts';
import { webSocketFraming } from './sockets/webSocketFraming.ts';
import { describeSkippedWorldFile, readWorldFolder } from './worlds/folderWorldSource.ts';

/** A running server. */
export interface AtriumServer {
  /** Where this machine reaches it, as in `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly port: number;
  stats(): SignalingStats & SignalSocketsStats;
  /** Tells every Client to come back, each at a moment of its own, and ends; again and again, if need be. */
  close(): Promise<void>;
}

/**
 * Starts Atrium: reads the Worlds, and listens.
 *
 * @throws NoWorldError where there is no valid World; Error where the data folder or the port cannot be used
 */
export async function createAtriumServer(
  configuration: Configuration,
  log: Logger = pino({ level: configuration.logLevel }),
): Promise<AtriumServer> {
  const clock = createNodeClock();
  const wallClockMs = () => Date.now();
  const { source: worlds, skipped } = await readWorldFolder(
    configuration.worldsFolder,
    configuration.defaultWorldId,
  );
  for (const file of skipped) log.error(`A World is left out. ${describeSkippedWorldFile(file)}`);
  const secret = configuration.secret ?? (await loadServerSecret(configuration.dataFolder));
  const guests = createGuestTokens(secret, wallClockMs);
  const trustsProxy = createProxyTrust(configuration.trustedProxies);
  const signaling = createSignalingServer(
    {
      framing: webSocketFraming,
      identity: guests,
      tickets: createPlaceTickets(secret, wallClockMs),
      worlds,
      clock,
      ids: nodeIds,
      iceServers: createIceServers(configuration.ice, wallClockMs),
      sfu: undefined,
      problems: { report: (what, cause) => log.error({ err: cause }, what) },
    },
    configuration.signaling,
  );
  const sockets = createSignalSockets({
    ...configuration,
    trustsProxy,
    nowMs: () => clock.nowMs(),
    log,
    accept: (connection) => signaling.accept(connection),
  });
  const http = await createHttpServer({
    ...configuration,
    worlds,
    guests,
    newId: () => nodeIds.newId(),
    peopleIn: (worldId) => signaling.peopleIn(worldId),
    trustsProxy,
    log,
  });
  http.server.on('upgrade', (request, socket, head) => sockets.handleUpgrade(request, socket, head));
  await http.listen({ host: configuration.host, port: configuration.port });
  const port = portOf(http.server.address());

  const shutDown = async () => {
    sockets.refuseAll();
    await signaling.close();
    await sockets.terminateAll();
    await http.close();
  };
  let closing: Promise<void> | undefined;
  return {
    url: `http://${reachableHost(configuration.host)}:${port}`,
    port,
    stats: () => ({ ...signaling.stats(), ...sockets.stats() }),
    close: () => (closing ??= shutDown()),
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string')
    throw new Error('The server does not listen on a port.');
  return address.port;
}

/** An address at which this machine reaches a server that listens on `host`. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
