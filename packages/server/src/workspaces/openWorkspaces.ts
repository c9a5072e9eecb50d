import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createWorkspaceServices, openDatabase, removeExpired } from '@atrium/workspace';
import type {
  AccessChange,
  BlobStore,
  Database,
  DatabaseOptions,
  WorkspaceServices,
  WorldNews,
} from '@atrium/workspace';
import type { Configuration } from '../configuration/configuration.ts';
import { createFileReaders } from '../threads/createFileReaders.ts';
import { databaseFiles } from '../shippedFolders.ts';
import { backUpBeforeUpgrade } from './backUpBeforeUpgrade.ts';
import { withoutValues } from '../platform/withoutValues.ts';

const idBytes = 12;
const tidyMs = 60 * 60 * 1000;

/** The Workspaces of a running server. */
export interface OpenWorkspaces {
  readonly services: WorkspaceServices;
  readonly database: Database;
  /** Called for whatever reaches open connections; set once there is a Signaling Server. */
  onAccessChanged: (change: AccessChange) => void;
  /** Called for whatever becomes of Worlds that people may be in; set once there is a Signaling Server. */
  onWorldChanged: (news: WorldNews) => void;
  close(): Promise<void>;
}

/**
 * Opens the database.
 *
 * @param more what differs between a server and a command that is run beside it
 * @throws FolderInUseError, DatabaseFailure
 */
export async function openWorkspaces(
  configuration: Pick<Configuration, 'databaseUrl' | 'dataFolder' | 'assetBaseUrl'>,
  blobs: BlobStore,
  log: Logger,
  more: Pick<DatabaseOptions, 'isBesideServer' | 'onLost' | 'onAnswer'>,
): Promise<OpenWorkspaces> {
  const readers = createFileReaders();
  const database = await openDatabase({
    ...databaseOptionsOf(configuration, log),
    beforeMigrating: (sql) => backUpBeforeUpgrade(sql, blobs, configuration.dataFolder, log),
    ...more,
  });
  const open: OpenWorkspaces = {
    services: createWorkspaceServices(
      {
        sql: database.sql,
        readers,
        nowMs: () => Date.now(),
        // Of a Workspace, it is written into World files, where ids begin with a letter or digit.
        newId: () => randomBytes(idBytes).toString('hex'),
        accessChanged: (change) => open.onAccessChanged(change),
        worldChanged: (news) => open.onWorldChanged(news),
      },
      blobs,
      (file) => assetUrl(configuration.assetBaseUrl, file),
    ),
    database,
    onAccessChanged: () => undefined,
    onWorldChanged: () => undefined,
    async close() {
      clearInterval(timer);
      await readers.close();
      await database.close();
    },
  };
  const tidy = () =>
    removeExpired(open.services).catch((cause: unknown) =>
      log.error({ err: withoutValues(cause) }, 'removing what has expired'),
    );
  const timer = setInterval(() => void tidy(), tidyMs);
  timer.unref();
  return open;
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
