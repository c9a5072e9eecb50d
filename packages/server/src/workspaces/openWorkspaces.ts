import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createWorkspaceServices, openDatabase, removeExpired } from '@atrium/workspace';
import type {
  BlobStore,
  Database,
  DatabaseOptions,
  News,
  WorkspacePorts,
  WorkspaceServices,
} from '@atrium/workspace';
import { Cluster } from '../cluster/cluster.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { createFileReaders } from '../threads/createFileReaders.ts';
import { databaseFiles } from '../shippedFolders.ts';
import { backUpBeforeUpgrade } from './backUpBeforeUpgrade.ts';
import { withoutValues } from './withoutValues.ts';

const idBytes = 12;
const tidyMs = 60 * 60 * 1000;
// Of a Workspace, it is written into World files, where ids begin with a letter or digit.
const newId = () => randomBytes(idBytes).toString('hex');
/** A command beside the server keeps no Whiteboards. */
const refuseToMerge = () => Promise.reject(new Error('Whiteboards are kept by servers alone.'));

/** The Workspaces of a running server. */
export interface OpenWorkspaces {
  readonly services: WorkspaceServices;
  readonly database: Database;
  /** `undefined`: this server has its database for itself. */
  readonly cluster: Cluster | undefined;
  /** Called for whatever reaches people in Worlds; set once there is a Signaling Server. */
  onNews: (news: News) => void;
  /** People in a World on this server; set once there is a Signaling Server. */
  peopleIn: (worldId: string) => number;
  close(): Promise<void>;
}

/**
 * Opens the database.
 *
 * @param more what differs between a server and a command that is run beside it
 * @throws FolderInUseError, DatabaseFailure
 */
export async function openWorkspaces(
  configuration: Pick<Configuration, 'databaseUrl' | 'dataFolder' | 'assetBaseUrl' | 'cluster'>,
  blobs: BlobStore,
  log: Logger,
  more: Pick<DatabaseOptions, 'isBesideServer' | 'onLost' | 'onAnswer'> &
    Partial<Pick<WorkspacePorts, 'mergeBoards'>>,
): Promise<OpenWorkspaces> {
  const readers = createFileReaders();
  const database = await openDatabase({
    ...databaseOptionsOf(configuration, log),
    isShared: configuration.cluster !== undefined,
    beforeMigrating: (sql) => backUpBeforeUpgrade(sql, blobs, configuration.dataFolder, log),
    ...more,
  });
  const serverId = newId();
  const cluster = await joinCluster(configuration, serverId, log, more, {
    sql: database.sql,
    newsCame: (news) => open.onNews(news),
    peopleIn: (worldId) => open.peopleIn(worldId),
  });
  const open: OpenWorkspaces = {
    services: createWorkspaceServices(
      {
        sql: database.sql,
        readers,
        nowMs: () => Date.now(),
        newId,
        serverId,
        mergeBoards: more.mergeBoards ?? refuseToMerge,
        newsCame: (news) => open.onNews(news),
        outbox: cluster?.outbox,
      },
      blobs,
      (file) => assetUrl(configuration.assetBaseUrl, file),
    ),
    database,
    cluster,
    onNews: () => undefined,
    peopleIn: () => 0,
    async close() {
      clearInterval(timer);
      await readers.close();
      await cluster?.close();
      await database.close();
    },
  };
  const tidy = () =>
    removeExpired(open.services)
      .then(() => cluster?.removeOld())
      .catch((cause: unknown) => log.error({ err: withoutValues(cause) }, 'removing what has expired'));
  const timer = setInterval(() => void tidy(), tidyMs);
  timer.unref();
  return open;
}

/** A command beside the servers is none of them. */
async function joinCluster(
  { cluster, databaseUrl }: Pick<Configuration, 'databaseUrl' | 'cluster'>,
  serverId: string,
  log: Logger,
  { isBesideServer }: Pick<DatabaseOptions, 'isBesideServer'>,
  told: Pick<Parameters<typeof Cluster.join>[0], 'newsCame' | 'peopleIn' | 'sql'>,
): Promise<Cluster | undefined> {
  if (cluster === undefined || databaseUrl === undefined || isBesideServer === true) return undefined;
  return Cluster.join({ cluster, databaseUrl, serverId, log, ...told });
}

/** How the database of a server is opened. */
export function databaseOptionsOf(
  { databaseUrl, dataFolder }: Pick<Configuration, 'databaseUrl' | 'dataFolder'>,
  log: Logger,
): DatabaseOptions {
  return {
    url: databaseUrl,
    folder: join(dataFolder, 'database'),
    ...databaseFiles,
    onIdleError: (cause) => log.warn({ err: withoutValues(cause) }, 'a connection to the database was lost'),
    onWaiting: (what) => log.warn(what),
  };
}

/** @param baseUrl of a CDN; empty: this server */
export function assetUrl(baseUrl: string, file: string): string {
  return `${baseUrl}/asset/${file}`;
}
