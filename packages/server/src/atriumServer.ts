import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { createSignalingServer } from '@atrium/signaling';
import type { SignalingStats } from '@atrium/signaling';
import { createBoardStore, createDoorLocks, createFolderBlobs } from '@atrium/workspace';
import type { BlobStore } from '@atrium/workspace';
import type { Configuration } from './configuration/configuration.ts';
import { createHttpServer } from './http/httpServer.ts';
import { createProxyTrust } from './http/networkAddress.ts';
import { createGuestTokens } from './identity/guestTokens.ts';
import { createPlaceTickets } from './identity/placeTickets.ts';
import { loadServerSecret } from './identity/serverSecret.ts';
import { createIceServers } from './media/createIceServers.ts';
import { describeMedia } from './media/describeMedia.ts';
import { startSfu } from './media/startSfu.ts';
import type { StartedSfu } from './media/startSfu.ts';
import { createNodeClock } from './platform/nodeClock.ts';
import { nodeIds } from './platform/nodeIds.ts';
import { isEveryAddress } from './platform/ownAddresses.ts';
import { createSignalSockets } from './sockets/signalSockets.ts';
import type { SignalSocketsStats } from './sockets/signalSockets.ts';
import { webSocketFraming } from './sockets/webSocketFraming.ts';
import { loadTlsIdentity } from './tls/loadTlsIdentity.ts';
import { ownNames } from './tls/selfSignedIdentity.ts';
import type { TlsIdentity } from './tls/tlsIdentity.ts';
import { describeSkippedWorldFile, readWorldFolder } from './worlds/folderWorldSource.ts';

/** A running server. */
export interface AtriumServer {
  /** Where this machine reaches it, as in `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly port: number;
  /** One line for the host: over what people talk. */
  readonly media: string;
  /** `undefined`: plain HTTP. */
  readonly tls: TlsIdentity | undefined;
  stats(): SignalingStats & SignalSocketsStats;
  /** Tells every Client to come back, each at a moment of its own, and ends; again and again, if need be. */
  close(): Promise<void>;
}

/** What has to be read or started before anybody can be let in. */
interface Foundations {
  readonly worlds: Awaited<ReturnType<typeof readWorldFolder>>['source'];
  readonly secret: string;
  readonly tls: TlsIdentity | undefined;
  readonly sfu: StartedSfu;
  readonly blobs: BlobStore;
}

/**
 * Starts Atrium: reads the Worlds, and listens.
 *
 * @throws NoWorldError where there is no valid World; CertificateError where HTTPS cannot be spoken; Error where the data
 * folder or the port cannot be used
 */
export async function createAtriumServer(
  configuration: Configuration,
  log: Logger = pino({ level: configuration.logLevel }),
): Promise<AtriumServer> {
  const foundations = await layFoundations(configuration, log);
  const { sfu, tls } = foundations;
  const closeSfu = async () => (sfu.kind === 'running' ? sfu.close() : undefined);
  try {
    const { http, sockets, signaling } = await assemble(configuration, foundations, log);
    await http.listen({ host: configuration.host, port: configuration.port });
    const port = portOf(http.server.address());
    const media = describeMedia(sfu, configuration.signaling.media);
    const isMissed = sfu.kind === 'none' && configuration.sfu !== undefined;
    log[isMissed ? 'warn' : 'info'](media);
    const shutDown = async () => {
      sockets.refuseAll();
      await signaling.close();
      await sockets.terminateAll();
      await http.close();
      await foundations.blobs.settled();
      await closeSfu();
    };
    let closing: Promise<void> | undefined;
    return {
      url: `${tls === undefined ? 'http' : 'https'}://${reachableHost(configuration.host)}:${port}`,
      port,
      media,
      tls,
      stats: () => ({ ...signaling.stats(), ...sockets.stats() }),
      close: () => (closing ??= shutDown()),
    };
  } catch (error) {
    await closeSfu();
    throw error;
  }
}

async function layFoundations(configuration: Configuration, log: Logger): Promise<Foundations> {
  const { worldsFolder, defaultWorldId, dataFolder, host } = configuration;
  const { source: worlds, skipped } = await readWorldFolder(worldsFolder, defaultWorldId);
  for (const file of skipped) log.error(`A World is left out. ${describeSkippedWorldFile(file)}`);
  const secret = configuration.secret ?? (await loadServerSecret(dataFolder));
  const tls = await loadTlsIdentity(configuration.https, dataFolder, ownNames(host), Date.now());
  const blobs = createFolderBlobs(join(dataFolder, 'blobs'));
  return { worlds, secret, tls, sfu: await startSfu(configuration.sfu, log), blobs };
}

/** Puts the parts together; nobody listens yet. */
async function assemble(configuration: Configuration, foundations: Foundations, log: Logger) {
  const { worlds, secret, tls, sfu, blobs } = foundations;
  const clock = createNodeClock();
  const wallClockMs = () => Date.now();
  const guests = createGuestTokens(secret, wallClockMs);
  const trustsProxy = createProxyTrust(configuration.trustedProxies);
  const signaling = createSignalingServer(
    {
      framing: webSocketFraming,
      identity: guests,
      tickets: createPlaceTickets(secret, wallClockMs),
      worlds,
      doorLocks: createDoorLocks(blobs),
      boards: createBoardStore(blobs),
      clock,
      ids: nodeIds,
      iceServers: createIceServers(configuration.ice, wallClockMs),
      sfu: sfu.kind === 'running' ? sfu.sfu : undefined,
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
  const http: FastifyInstance = await createHttpServer({
    ...configuration,
    worlds,
    guests,
    newId: () => nodeIds.newId(),
    peopleIn: (worldId) => signaling.peopleIn(worldId),
    trustsProxy,
    tls,
    log,
  });
  http.server.on('upgrade', (request, socket, head) => sockets.handleUpgrade(request, socket, head));
  return { http, sockets, signaling };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string')
    throw new Error('The server does not listen on a port.');
  return address.port;
}

/** An address at which this machine reaches a server that listens on `host`. */
function reachableHost(host: string): string {
  if (isEveryAddress(host)) return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
