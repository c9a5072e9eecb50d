import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import packageJson from '../../package.json' with { type: 'json' };
import {
  Outbox,
  SharedAttempts,
  SteadyConnection,
  WorldLeases,
  connectionConfig,
  newsChannel,
} from '@atrium/workspace';
import type { News } from '@atrium/workspace';
import type { SignalingServer } from '@atrium/signaling';
import type { ClusterConfiguration } from '../configuration/configuration.ts';
import type { Forwarding, SignalSockets } from '../sockets/signalSockets.ts';
import { withoutValues } from '../workspaces/withoutValues.ts';
import { clusterKey } from './clusterKeys.ts';
import { forwardSocket } from './forwardSocket.ts';
import { createForwardedClaims } from './forwardedClaims.ts';
import type { ForwardedClaims } from './forwardedClaims.ts';
import { openInternalListener } from './internalListener.ts';

const connectMs = 3_000;
/** How long what is in front of the servers has to notice that newcomers are to go elsewhere. */
const drainMs = 3_000;
/** A server that hears nothing of the database for so long ends every visit: it would not learn of a ban. */
const mostSilentMs = 15 * 60_000;
const silenceCheckMs = 10_000;

interface ClusterOptions {
  readonly cluster: ClusterConfiguration;
  readonly databaseUrl: string;
  readonly sql: ConstructorParameters<typeof SharedAttempts>[0];
  readonly serverId: string;
  readonly log: Logger;
  /** Told of what other servers have changed. */
  readonly newsCame: (news: News) => void;
  /** People in a World on this server. */
  readonly peopleIn: (worldId: string) => number;
}

/** This server among those that share its database. */
export class Cluster {
  readonly leases: WorldLeases;
  readonly outbox: Outbox;
  readonly attempts: SharedAttempts;
  readonly #options: ClusterOptions;
  readonly #connections: readonly SteadyConnection[];
  #silenceTimer: NodeJS.Timeout | undefined;
  #closeListener: (() => Promise<void>) | undefined;

  private constructor(
    options: ClusterOptions,
    connections: readonly SteadyConnection[],
    leases: WorldLeases,
    outbox: Outbox,
  ) {
    this.#options = options;
    this.#connections = connections;
    this.leases = leases;
    this.outbox = outbox;
    this.attempts = new SharedAttempts(options.sql);
  }

  /** Joins; no other server sends anybody here before `listen`. @throws Error where PostgreSQL cannot be asked */
  static async join(options: ClusterOptions): Promise<Cluster> {
    const { cluster, databaseUrl, serverId, log, newsCame, peopleIn } = options;
    const report = (what: string, cause: unknown) => log.warn({ err: withoutValues(cause) }, what);
    let outbox: Outbox | undefined;
    const config = connectionConfig(databaseUrl, connectMs);
    const connection = new SteadyConnection({
      config,
      listen: { channel: newsChannel, onNotified: () => outbox?.look() },
    });
    const lookups = new SteadyConnection({ config });
    try {
      outbox = await Outbox.open({ connection, serverId, newsCame, report });
      const { host, port } = cluster.address ?? cluster.listen;
      const leases = await WorldLeases.join({
        connection,
        lookups,
        serverId,
        address: host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`,
        version: packageJson.version,
        nowMs: () => performance.now(),
        peopleIn,
        report,
      });
      return new Cluster(options, [connection, lookups], leases, outbox);
    } catch (error) {
      await outbox?.close();
      await Promise.all([connection.close(), lookups.close()]);
      throw error;
    }
  }

  /** How sockets reach other servers. @param secret of all servers */
  forwarding(secret: string): Forwarding {
    const key = clusterKey(secret, 'line');
    const claims = this.#claims(secret);
    return {
      ownerElsewhere: (worldId) => this.leases.ownerElsewhere(worldId),
      forward: (upgrade, owner, { worldId, address }, ends) => {
        const { origin = null, host = null } = upgrade.request.headers;
        const said = claims.sign({ worldId, address, origin, host });
        return forwardSocket(upgrade, owner, { key, log: this.#options.log, claims: said, ...ends });
      },
    };
  }

  /** Listens for other servers, and takes Worlds from now on. @throws Error where it cannot listen */
  async listen(secret: string, sockets: SignalSockets, signaling: SignalingServer): Promise<void> {
    const { cluster, log } = this.#options;
    const listener = await openInternalListener({
      listen: cluster.listen,
      key: clusterKey(secret, 'line'),
      claims: this.#claims(secret),
      log,
      take: (request, socket, head, from) => sockets.takeForwarded({ request, socket, head }, from),
    });
    this.#closeListener = () => listener.close();
    this.#silenceTimer = setInterval(() => {
      if (this.leases.silentMs > mostSilentMs) signaling.endAccess(() => true, 'accessChanged');
    }, silenceCheckMs);
    this.#silenceTimer.unref();
    await this.leases.ready();
  }

  /** Gives the Worlds of this server to others that are ready, while people are in them. Never rejects. */
  async handOver(signaling: SignalingServer): Promise<void> {
    try {
      await this.leases.drain();
      if (!(await this.leases.areOthersReady())) return;
      await delay(drainMs);
      await signaling.handOverWorlds((worldId) => this.leases.handOver(worldId));
    } catch (cause) {
      this.#options.log.warn({ err: withoutValues(cause) }, 'handing over the Worlds of this server');
    }
  }

  /** Other servers reach this one no more. */
  async stopListening(): Promise<void> {
    clearInterval(this.#silenceTimer);
    await this.#closeListener?.();
  }

  /** To be called now and then. */
  async removeOld(): Promise<void> {
    await this.outbox.removeOld();
    await this.attempts.removeOld();
  }

  async close(): Promise<void> {
    await this.stopListening();
    await this.outbox.close();
    await this.leases.close();
    await Promise.all(this.#connections.map((connection) => connection.close()));
  }

  #claims(secret: string): ForwardedClaims {
    return createForwardedClaims(secret, () => this.leases.databaseNowMs);
  }
}
