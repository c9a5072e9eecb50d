import { networkInterfaces } from 'node:os';
import { createAtriumServer } from '../atriumServer.ts';
import type { AtriumServer } from '../atriumServer.ts';
import { readConfiguration } from '../configuration/configuration.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { ConfigurationError } from '../configuration/configurationError.ts';
import { NoWorldError } from '../worlds/folderWorldSource.ts';
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
  print(welcome(configuration, server));
  await untilSignalled();
  print('Atrium is closing. Press Ctrl+C again to end it at once.');
  await server.close();
  return 0;
}

/** The first SIGINT or SIGTERM resolves, the second ends the process where it stands. */
function untilSignalled(): Promise<void> {
  return new Promise((resolve) => {
    let signalled = false;
    const onSignal = () => {
      // A second signal is for somebody who does not want to wait.
      if (signalled) process.exit(1);
      signalled = true;
      resolve();
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}

function welcome({ host }: Configuration, { url, port }: AtriumServer): string {
  const lines = [`Atrium is open at ${url}`];
  if (host === '0.0.0.0' || host === '::') {
    const addresses = addressesOfThisMachine().map((address) => `http://${address}:${port}`);
    lines.push(`From other machines: ${addresses.join(', ') || 'this machine has no address in a network'}`);
  } else if (/^(127\.|localhost$|::1$)/.test(host)) {
    lines.push(
      'Only this machine reaches it. For others, set ATRIUM_HOST=0.0.0.0 (see docs/CONFIGURATION.md).',
    );
  }
  return lines.join('\n');
}

function addressesOfThisMachine(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}

function explainFailure(error: unknown): string {
  if (error instanceof ConfigurationError || error instanceof NoWorldError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return `Another program has this port already. Choose another one with ATRIUM_PORT. (${error.message})`;
  }
  if (code === 'EACCES') return `Atrium may not do this: ${error.message}`;
  return error.stack ?? error.message;
}
