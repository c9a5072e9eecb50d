import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { restoreBackup } from '@atrium/workspace';
import { openBlobs } from '../workspaces/openBlobs.ts';
import { databaseOptionsOf, openWorkspaces } from '../workspaces/openWorkspaces.ts';
import { requireFolderToRestoreInto, requireKeptData } from '../workspaces/keptData.ts';
import { readConfiguration } from '../configuration/configuration.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { askRunningServer } from '../control/controlSocket.ts';
import { runHostCommand } from '../control/hostCommands.ts';
import type { HostCommand } from '../control/hostCommands.ts';
import { explainFailure } from '../explainFailure.ts';
import type { Surroundings } from '../platform/surroundings.ts';

/**
 * Has something done by the server that is running, or does it itself where none is.
 *
 * @returns the exit code
 */
export async function hostCommand(
  order: HostCommand,
  { environment, print, printError }: Surroundings,
): Promise<number> {
  try {
    const configuration = readConfiguration(environment);
    const command = order.command === 'backup' ? { ...order, file: resolve(order.file) } : order;
    const answer = await askRunningServer(configuration.dataFolder, command);
    if (answer === undefined) print(await runHere(configuration, command));
    else if (answer.ok) print(answer.text);
    else printError(answer.text);
    return answer?.ok === false ? 1 : 0;
  } catch (error) {
    printError(explainFailure(error));
    return 1;
  }
}

async function runHere(configuration: Configuration, command: HostCommand): Promise<string> {
  await requireKeptData(configuration);
  const blobs = openBlobs(configuration);
  const log = pino({ level: 'warn' });
  const workspaces = await openWorkspaces(configuration, blobs, log, { isBesideServer: true });
  try {
    const { publicUrl, port } = configuration;
    const url = publicUrl || `http://127.0.0.1:${port}`;
    return await runHostCommand({ ...workspaces, blobs, url }, command);
  } finally {
    await blobs.settled();
    await workspaces.close();
  }
}

/**
 * Restores a backup into an empty database and a data folder that is there, and empty.
 *
 * @returns the exit code
 */
export async function restoreCommand(
  file: string,
  { environment, print, printError }: Surroundings,
): Promise<number> {
  try {
    const configuration = readConfiguration(environment);
    await requireFolderToRestoreInto(configuration);
    const options = databaseOptionsOf(configuration, pino({ level: 'warn' }));
    const { rows, blobs } = await restoreBackup(options, openBlobs(configuration), resolve(file));
    print(
      `${rows} rows and ${blobs} files are restored into ${place(configuration)}.\n` +
        'Everyone signs in again, guests open their link again, and people begin at a SpawnPoint.\n' +
        'Settings, certificates and the secret (ATRIUM_SECRET) are not part of a backup.',
    );
    return 0;
  } catch (error) {
    printError(explainFailure(error));
    return 1;
  }
}

function place({ databaseUrl, dataFolder }: Configuration): string {
  return databaseUrl === undefined ? join(dataFolder, 'database') : 'PostgreSQL';
}
