import type { Logger } from 'pino';
import { serveSfu } from '@atrium/sfu';
import type { SfuProcessConfiguration } from '../configuration/configuration.ts';
import { readSfuConfiguration } from '../configuration/configuration.ts';
import { findUnknownVariables } from '../configuration/unknownVariables.ts';
import { createLog } from '../logging/createLog.ts';
import { describeSfu } from '../media/describeMedia.ts';
import { runSfu } from '../media/runSfu.ts';
import type { RunningSfu } from '../media/runSfu.ts';
import { answerForSfu } from '../metrics/answerForSfu.ts';
import { catchFaults } from '../platform/lastResort.ts';
import { explainFailure } from '../explainFailure.ts';
import type { Surroundings } from '../platform/surroundings.ts';
import { listenForEnds } from './untilEnded.ts';

/**
 * Runs an SFU for the servers of this machine until something ends it.
 *
 * @returns the exit code: 0 it was asked to end, 1 it could not start or there is a fault in it
 */
export async function serveSfuProcess(surroundings: Surroundings): Promise<number> {
  const { environment, isTerminal, printError } = surroundings;
  try {
    const configuration = readSfuConfiguration(environment);
    for (const sentence of findUnknownVariables(environment)) printError(sentence);
    const { logLevel } = configuration;
    return await serve(
      configuration,
      createLog({ logLevel, logDays: 0, dataFolder: '', isTerminal }),
      surroundings,
    );
  } catch (error) {
    printError(explainFailure(error));
    return 1;
  }
}

/** People get another way within 3 s; container engines wait for 10 s before they kill. */
const drainMs = 8_000;

async function serve(
  { path, listening }: SfuProcessConfiguration,
  log: Logger,
  surroundings: Surroundings,
): Promise<number> {
  const { print, printError } = surroundings;
  const ends = listenForEnds(surroundings, () => undefined);
  const stopCatching = catchFaults(process, log, (cause) => ends.fault(cause));
  const running = await runSfu(listening, log);
  try {
    const report = (what: string, cause: unknown) => log.warn({ err: cause }, what);
    const served = await serveSfu(running.sfu, path, running.state, report, answerForSfu(running, log));
    print(`${describeSfu(running.state())}; servers reach it at ${path}`);
    const ending = await ends.ending;
    if (ending.kind !== 'asked') printError('The SFU ends, because of a fault in it. The log says where.');
    if (ending.kind === 'asked') await served.drain(() => isEmpty(running), drainMs);
    await served.close();
    return ending.kind === 'asked' ? 0 : 1;
  } finally {
    await running.close();
    ends.stopListening();
    stopCatching();
  }
}

function isEmpty({ sfu }: RunningSfu): boolean {
  return sfu.stats().every(({ rooms }) => rooms === 0);
}
