import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Logger } from 'pino';
import packageJson from '../package.json' with { type: 'json' };
import { createSignalingServer, onlyServer } from '@atrium/signaling';
import type { IceServers, SignalingServer, SignalingStats } from '@atrium/signaling';
import { addressOfWorldFile, createBoardStore, createDoorLocks } from '@atrium/workspace';
import type { AddressedVersion, BlobStore, Seals, VisitTokens } from '@atrium/workspace';
import type { World } from '@atrium/world';
import { createOpenHouse } from './access/openHouse.ts';
import { createWorkspaceAccess } from './access/workspaceAccess.ts';
import type { WorldAccess } from './access/worldAccess.ts';
import type { Configuration } from './configuration/configuration.ts';
import { openControlSocket } from './control/controlSocket.ts';
import { runHostCommand } from './control/hostCommands.ts';
import { createHttpServer, useIdentity } from './http/httpServer.ts';
import { Readiness } from './http/readiness.ts';
import { keepClientFiles } from './http/keptClientFiles.ts';
import { createOidc } from './http/createOidc.ts';
import { OwnOrigins } from './http/ownOrigins.ts';
import { createProxyTrust } from './http/networkAddress.ts';
import { createGuestTokens } from './identity/guestTokens.ts';
import { createPlaceTickets } from './identity/placeTickets.ts';
import { closeDataFolder, closeFolders } from './dataFolder.ts';
import { createSeals } from './identity/seals.ts';
import { loadServerSecret } from './identity/serverSecret.ts';
import { createVisitTokens } from './identity/visitTokens.ts';
import { createProblems } from './logging/problems.ts';
import { Refusals } from './logging/refusals.ts';
import { createLog } from './logging/createLog.ts';
import { ConnectionTests } from './media/connectionTests.ts';
import { createIceServers } from './media/createIceServers.ts';
import { describeMedia, mediaStateOf } from './media/describeMedia.ts';
import { figuresOf, startSfu } from './media/startSfu.ts';
import type { StartedSfu } from './media/startSfu.ts';
import { FigureHistory } from './metrics/figureHistory.ts';
import { Metrics } from './metrics/metrics.ts';
import { openMetricsServer } from './metrics/metricsServer.ts';
import { LoopTurns } from './platform/loopTurns.ts';
import { createNodeClock } from './platform/nodeClock.ts';
import { nodeMachine } from './platform/nodeMachine.ts';
import { nodeIds } from './platform/nodeIds.ts';
import { isEveryAddress, ownAddresses } from './platform/ownAddresses.ts';
import { createBoardEngine, mergeBy } from './threads/createBoardEngine.ts';
import type { RunningBoardEngine } from './threads/createBoardEngine.ts';
import { createSignalSockets } from './sockets/signalSockets.ts';
import type { SignalSocketsStats } from './sockets/signalSockets.ts';
import { webSocketFraming } from './sockets/webSocketFraming.ts';
import { openHttpPort } from './tls/httpPort.ts';
import { ownNames } from './tls/selfSignedIdentity.ts';
import { openCertificate } from './tls/servedCertificate.ts';
import type { ServedCertificate } from './tls/servedCertificate.ts';
import type { TlsIdentity } from './tls/tlsIdentity.ts';
import { readEmbedOriginsInUse } from './workspaces/embedOriginsInUse.ts';
import { tellOfChanges } from './workspaces/tellOfChanges.ts';
import { openBlobs, tryBlobs } from './workspaces/openBlobs.ts';
import { openWorkspaces } from './workspaces/openWorkspaces.ts';
import type { OpenWorkspaces } from './workspaces/openWorkspaces.ts';
import { createRestParts } from './workspaces/restParts.ts';
import { describeSkippedWorldFile, readWorldFolder } from './worlds/worldFolder.ts';

/** A running server. */
export interface AtriumServer {
  /** Where this machine reaches it, as in `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly port: number;
  /** Of the listener for Prometheus; `undefined`: there is none. */
  readonly metricsPort: number | undefined;
  /** One line for the host: over what people talk. */
  readonly media: string;
  /** `undefined`: plain HTTP. */
  readonly tls: TlsIdentity | undefined;
  /** Secret of the link by which the first Workspace is made; `undefined` where there is one, or nobody has an account. */
  readonly setupToken: string | undefined;
  /** Makes a link to a further Workspace. @returns its secret. @throws Error where there are no accounts */
  makeSetupLink(): Promise<string>;
  /** Reads the certificate again, for connections from then on; does nothing where Atrium speaks plain HTTP. */
  reloadCertificate(): Promise<void>;
  /** Resolves with the reason once the server cannot go on, and has to be closed. */
  readonly failure: Promise<Error>;
  stats(): SignalingStats & SignalSocketsStats;
  /** Tells every Client to come back, each at a moment of its own, and ends; again and again, if need be. */
  close(): Promise<void>;
}

/** What has to be read or started before anybody can be let in. */
interface Foundations {
  /** World files of the host: what everybody may enter, or what Workspaces begin with. */
  readonly worldFiles: ReadonlyMap<string, World>;
  readonly secret: string;
  readonly certificate: ServedCertificate;
  readonly blobs: BlobStore;
  /** `undefined`: without accounts. */
  readonly workspaces: OpenWorkspaces | undefined;
  readonly sfu: StartedSfu;
  readonly iceServers: IceServers;
  readonly connectionTests: ConnectionTests;
  readonly boardEngine: RunningBoardEngine;
  readonly metrics: Metrics;
}

/**
 * Starts Atrium: reads what is kept, and listens.
 *
 * @throws NoWorldError where there is no valid World; CertificateError where HTTPS cannot be spoken; FolderInUseError
 * where another server has the data folder; DatabaseFailure; Error where the folder or the port cannot be used
 */
export async function createAtriumServer(
  configuration: Configuration,
  log: Logger = createLog(configuration),
): Promise<AtriumServer> {
  const { failure, fail } = createFailure(log);
  const foundations = await layFoundations(configuration, log, fail);
  const { sfu, certificate, workspaces } = foundations;
  const tls = certificate.shown;
  try {
    const assembled = await assemble(configuration, foundations, log);
    const { http, sockets, signaling, figures, stats, media, readiness } = assembled;
    const port = await listen(http, configuration, log);
    await workspaces?.cluster?.listen(foundations.secret, sockets, signaling);
    const isMissed = media.kind === 'direct' && configuration.sfu.kind !== 'off';
    log[isMissed ? 'warn' : 'info'](describeMedia(media));
    const httpPort = await openHttpPort(configuration, certificate.challenges, log);
    certificate.keepFresh((identity) => useIdentity(http.server, identity));
    const metricsServer = await openMetricsServer(configuration.metrics, foundations.metrics, log, {
      stats,
      sfu: figuresOf(sfu),
      certificateEndsAtMs: () => certificate.current?.validToMs,
      readiness,
    });
    const shutDown = async () => {
      readiness.drain();
      await workspaces?.cluster?.handOver(signaling);
      certificate.close();
      sockets.refuseAll();
      figures.close();
      await closeControl();
      await signaling.close();
      await workspaces?.cluster?.stopListening();
      await sockets.terminateAll();
      await http.close();
      await httpPort.close();
      await metricsServer.close();
      await closeFoundations(foundations);
    };
    const url = `${tls === undefined ? 'http' : 'https'}://${reachableHost(configuration.host)}:${port}`;
    const closeControl = await openControl(configuration, foundations, url);
    let closing: Promise<void> | undefined;
    return {
      url,
      port,
      media: describeMedia(media),
      tls,
      failure,
      setupToken: await makeSetupToken(workspaces),
      makeSetupLink: () => makeSetupLink(workspaces),
      reloadCertificate: () => certificate.reload(),
      metricsPort: metricsServer.port,
      stats,
      close: () => (closing ??= shutDown()),
    };
  } catch (error) {
    await closeFoundations(foundations);
    throw error;
  }
}

function createFailure(log: Logger): { failure: Promise<Error>; fail: (reason: Error) => void } {
  let settle: (reason: Error) => void = () => undefined;
  const failure = new Promise<Error>((resolve) => (settle = resolve));
  const fail = (reason: Error) => {
    log.fatal({ err: reason }, 'the server cannot go on');
    settle(reason);
  };
  return { failure, fail };
}

async function closeFoundations(foundations: Foundations): Promise<void> {
  const { boardEngine, blobs, workspaces, sfu, connectionTests } = foundations;
  connectionTests.close();
  await boardEngine.close();
  await blobs.settled();
  await workspaces?.close();
  if (sfu.kind === 'running') await sfu.close();
}

/** @returns the port */
async function listen(
  http: Awaited<ReturnType<typeof createHttpServer>>,
  { host, port }: Configuration,
  log: Logger,
): Promise<number> {
  await http.listen({ host, port });
  // If a connection cannot be accepted (too many open files), those who are in stay in.
  http.server.on('error', (cause) => log.error({ err: cause }, 'accepting a connection'));
  return portOf(http.server.address());
}

async function layFoundations(
  configuration: Configuration,
  log: Logger,
  onLost: (reason: Error) => void,
): Promise<Foundations> {
  const { worldsFolder, defaultWorldId, dataFolder, hasAccounts } = configuration;
  await closeDataFolder(dataFolder, log);
  const { worlds: worldFiles, skipped } = await readWorldFolder(worldsFolder, defaultWorldId);
  for (const file of skipped) log.error(`A World is left out. ${describeSkippedWorldFile(file)}`);
  const secret = configuration.secret ?? (await loadServerSecret(dataFolder));
  const certificate = await openCertificate(configuration, log);
  const blobs = openBlobs(configuration);
  const storeProblem = await tryBlobs(blobs, configuration.s3);
  if (storeProblem !== undefined) log.error(storeProblem);
  const metrics = new Metrics(packageJson.version);
  const boardEngine = createBoardEngine((cause) =>
    log.warn({ err: cause }, 'the work on a Whiteboard was ended; all of them are loaded again'),
  );
  const onAnswer = (ms: number) => metrics.queryAnswered(ms);
  const workspaces = hasAccounts
    ? await openWorkspaces(configuration, blobs, log, { onLost, onAnswer, mergeBoards: mergeBy(boardEngine) })
    : undefined;
  await closeFolders(join(dataFolder, 'database'), log);
  const sfu = await startSfu(configuration.sfu, log);
  const iceServers = createIceServers(configuration.ice, () => Date.now());
  const connectionTests = new ConnectionTests({
    iceServers,
    sfu: sfu.kind === 'running' ? sfu.sfu : undefined,
    newId: () => nodeIds.newId(),
    nowMs: () => performance.now(),
    report: (what, cause) => log.warn({ err: cause }, what),
  });
  const media = { sfu, iceServers, connectionTests };
  return { worldFiles, secret, certificate, blobs, workspaces, ...media, boardEngine, metrics };
}

/** Puts the parts together; nobody listens yet. */
async function assemble(configuration: Configuration, foundations: Foundations, log: Logger) {
  const { worldFiles, secret, certificate, sfu, connectionTests, workspaces } = foundations;
  const clock = createNodeClock();
  const trustsProxy = createProxyTrust(configuration.trustedProxies);
  const tokens = createVisitTokens(secret, Date.now);
  const access = createAccess(configuration, foundations, tokens, log);
  const seals = createSeals(secret, Date.now);
  const signaling = startSignaling(configuration, foundations, access, seals, clock, log);
  const refusals = new Refusals(log, () => clock.nowMs());
  const machineNames = () => [...ownNames(configuration.host), ...ownAddresses('IPv6')];
  const ownOrigins = new OwnOrigins({ ...configuration, machineNames, nowMs: () => clock.nowMs() });
  const sockets = createSignalSockets({
    ...configuration,
    ownOrigins,
    refusals,
    trustsProxy,
    nowMs: () => clock.nowMs(),
    log,
    accept: (connection) => signaling.accept(connection),
    forwarding: workspaces?.cluster?.forwarding(secret),
  });
  const media = () => mediaStateOf(sfu, configuration.signaling.media);
  if (workspaces !== undefined) tellOfChanges(workspaces, signaling);
  const readiness = createReadiness(workspaces, () => clock.nowMs());
  const stats = () => ({ ...signaling.stats(), ...sockets.stats() });
  const figures = new FigureHistory({ stats, sfu: figuresOf(sfu) }, log);
  const beginConnectionTest = (personId: string) => connectionTests.begin(personId);
  const parts = { entrance: access, seals, beginConnectionTest };
  const http = await createHttpServer({
    ...configuration,
    keptClientFolder: await keepPartsOf(configuration, log),
    ...parts,
    rest:
      workspaces &&
      createRestParts({
        ...configuration,
        ...parts,
        workspaces,
        tokens,
        templates: worldFiles,
        signaling,
        media,
        liveHistory: () => figures.read(),
        certificate,
      }),
    readiness,
    ownOrigins,
    refusals,
    oidc: createOidc(configuration, foundations, refusals, log),
    embedOriginsOfWorkspaces:
      workspaces === undefined ? () => [] : await readEmbedOriginsInUse(workspaces.services),
    peopleIn: (worldId) => signaling.peopleIn(worldId),
    trustsProxy,
    certificate,
    isHttps: certificate.shown !== undefined || configuration.https?.kind === 'acme',
    log,
  });
  http.server.on('upgrade', (request, socket, head) => sockets.handleUpgrade(request, socket, head));
  return { http, sockets, signaling, figures, stats, media: media(), readiness };
}

function createReadiness(workspaces: OpenWorkspaces | undefined, nowMs: () => number): Readiness {
  const askDatabase = workspaces && (() => workspaces.database.sql.execute('select 1'));
  return new Readiness({ askDatabase, nowMs });
}

function keepPartsOf({ clientFolder, dataFolder }: Configuration, log: Logger): Promise<string | undefined> {
  return keepClientFiles({ clientFolder, keptFolder: join(dataFolder, 'client'), nowMs: Date.now(), log });
}

function startSignaling(
  configuration: Configuration,
  { secret, blobs, boardEngine, sfu, iceServers, workspaces, metrics }: Foundations,
  { identity, worlds, moderation, sanctions, editors }: ReturnType<typeof createAccess>,
  seals: Seals,
  clock: ReturnType<typeof createNodeClock>,
  log: Logger,
): SignalingServer {
  const wallClockMs = () => Date.now();
  const ports = {
    framing: webSocketFraming,
    identity,
    worlds,
    places: workspaces?.cluster?.leases ?? onlyServer,
    addressOfWorldFile: (version: AddressedVersion) => addressOfWorldFile(seals, version),
    moderation,
    sanctions,
    editors,
    tickets: createPlaceTickets(secret, wallClockMs),
    doorLocks: workspaces?.services.doorLocks ?? createDoorLocks(blobs),
    boards: workspaces?.services.boards ?? createBoardStore(blobs),
    boardEngine,
    measures: metrics,
    machine: nodeMachine,
    clock,
    turns: new LoopTurns(),
    ids: nodeIds,
    iceServers,
    sfu: sfu.kind === 'running' ? sfu.sfu : undefined,
    problems: createProblems(log),
  };
  return createSignalingServer(ports, configuration.signaling);
}

function createAccess(
  { embedOrigins, oidc }: Configuration,
  { workspaces, worldFiles, secret }: Foundations,
  tokens: VisitTokens,
  log: Logger,
): WorldAccess {
  if (workspaces !== undefined) {
    return createWorkspaceAccess({
      services: workspaces.services,
      tokens,
      embedOrigins,
      oidcName: oidc?.name,
    });
  }
  const guests = createGuestTokens(secret, () => Date.now());
  return createOpenHouse({ worlds: worldFiles, guests, embedOrigins, newId: () => nodeIds.newId(), log });
}

/** Lets the command line reach this server. @returns ends it */
async function openControl(
  { dataFolder, publicUrl }: Configuration,
  { workspaces, blobs }: Foundations,
  url: string,
): Promise<() => Promise<void>> {
  if (workspaces === undefined) return () => Promise.resolve();
  const { services, database } = workspaces;
  const parts = { services, database, blobs, url: publicUrl || url };
  return openControlSocket(dataFolder, (command) => runHostCommand(parts, command));
}

/** Made anew with each start until there is a Workspace: the link of an old log is of no use to anybody. */
async function makeSetupToken(workspaces: OpenWorkspaces | undefined): Promise<string | undefined> {
  if (workspaces === undefined || (await workspaces.services.setup.isDone())) return undefined;
  return workspaces.services.setup.makeLink();
}

async function makeSetupLink(workspaces: OpenWorkspaces | undefined): Promise<string> {
  if (workspaces === undefined) throw new Error('Nobody has an account on this server.');
  return workspaces.services.setup.makeLink();
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
