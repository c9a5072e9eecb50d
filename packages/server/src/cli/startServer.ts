import { createAtriumServer } from '../atriumServer.ts';
import type { AtriumServer } from '../atriumServer.ts';
import { readConfiguration } from '../configuration/configuration.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { composeWelcome } from './composeWelcome.ts';
import { explainFailure } from './explainFailure.ts';
import { openInBrowser } from './openInBrowser.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Runs the server until a signal ends it.
 *
 * @returns the exit code
 */
export async function startServer({ environment, print, printError }: Surroundings): Promise<number> {
  let configuration: Configuration;
  let server: AtriumServer;
  try {
    configuration = readConfiguration(environment);
    server = await createAtriumServer(configuration);
  } catch (error) {
    printError(explainFailure(error));
    return 1;
  }
  print(composeWelcome(configuration, server));
  const { setupToken, url } = server;
  if (setupToken !== undefined)
    openInBrowser(`${configuration.publicUrl || url}/setup#${setupToken}`, environment);
  const failure = await Promise.race([untilSignalled(), server.failure]);
  if (failure === undefined) print('Atrium is closing. Press Ctrl+C again to end it at once.');
  else endInAnyCase(failure, printError);
  await server.close();
  return failure === undefined ? 0 : 1;
}

const failureGraceMs = 15_000;

/** Says why the server ends, and sees to it that it does: what has failed may keep it from closing. */
function endInAnyCase(failure: Error, printError: (text: string) => void): void {
  printError(`Atrium cannot go on, and ends. ${failure.message}`);
  setTimeout(() => process.exit(1), failureGraceMs).unref();
}

/** The first SIGINT or SIGTERM resolves, the second ends the process where it stands. */
function untilSignalled(): Promise<undefined> {
  return new Promise((resolve) => {
    let signalled = false;
    const onSignal = () => {
      // A second signal is for somebody who does not want to wait.
      if (signalled) process.exit(1);
      signalled = true;
      resolve(undefined);
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}
