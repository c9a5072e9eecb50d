import type { Logger } from 'pino';
import { createAtriumServer } from '../atriumServer.ts';
import type { AtriumServer } from '../atriumServer.ts';
import { readConfiguration } from '../configuration/configuration.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { findUnknownVariables } from '../configuration/unknownVariables.ts';
import { createLog } from '../logging/createLog.ts';
import { catchFaults } from '../platform/lastResort.ts';
import { composeWelcome } from './composeWelcome.ts';
import { explainFailure } from '../explainFailure.ts';
import { openInBrowser } from './openInBrowser.ts';
import type { Surroundings } from '../platform/surroundings.ts';
import { listenForEnds } from './untilEnded.ts';
import type { Ending } from './untilEnded.ts';

/** What has failed may keep the server from ending in good order. */
const graceMs = 15_000;

/**
 * Runs the server until something ends it.
 *
 * @returns the exit code: 0 it was asked to end, 1 it could not start or there is a fault in it
 */
export async function startServer(surroundings: Surroundings): Promise<number> {
  const { environment, isTerminal, printError } = surroundings;
  let configuration: Configuration;
  let log: Logger;
  try {
    configuration = readConfiguration(environment);
    for (const sentence of findUnknownVariables(environment)) printError(sentence);
    log = createLog({ ...configuration, isTerminal });
  } catch (error) {
    printError(explainFailure(error));
    return 1;
  }
  return run(configuration, log, surroundings);
}

async function run(configuration: Configuration, log: Logger, surroundings: Surroundings): Promise<number> {
  const { environment, print, printError } = surroundings;
  let server: AtriumServer | undefined;
  const ends = listenForEnds(surroundings, () => void server?.reloadCertificate());
  const stopCatching = catchFaults(process, log, (cause) => ends.fault(cause));
  try {
    const starting = createAtriumServer(configuration, log);
    const started = await Promise.race([starting, ends.ending]);
    // Half a start is not undone step by step: what is kept survives this like any kill.
    if ('kind' in started) return endNow(started, printError);
    server = started;
    print(composeWelcome(configuration, server));
    const { setupToken, url } = server;
    if (setupToken !== undefined)
      openInBrowser(`${configuration.publicUrl || url}/setup#${setupToken}`, environment);
    const ending = await Promise.race([ends.ending, server.failure.then(endingOf)]);
    if (ending.kind === 'asked') print('Atrium is closing. Press Ctrl+C again to end it at once.');
    else {
      printError(describeEnding(ending));
      setTimeout(() => process.exit(1), graceMs).unref();
    }
    await server.close();
    return ending.kind === 'asked' ? 0 : 1;
  } catch (error) {
    printError(explainFailure(error));
    return 1;
  } finally {
    ends.stopListening();
    stopCatching();
  }
}

function endingOf(reason: Error): Ending {
  return { kind: 'failure', reason };
}

function endNow(ending: Ending, printError: (text: string) => void): never {
  if (ending.kind !== 'asked') printError(describeEnding(ending));
  process.exit(ending.kind === 'asked' ? 0 : 1);
}

function describeEnding(ending: Exclude<Ending, { kind: 'asked' }>): string {
  if (ending.kind === 'failure') return `Atrium cannot go on, and ends. ${ending.reason.message}`;
  const { cause } = ending;
  const what = cause instanceof Error ? cause.message : String(cause);
  return `Atrium ends, because of a fault in it: ${what}\nThe log says where. Please report it.`;
}
