import { readConfiguration } from '../configuration/configuration.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { explainFailure } from '../explainFailure.ts';
import type { Surroundings } from '../platform/surroundings.ts';
import { checkCertificate, checkPublicAddress } from './checkAddress.ts';
import { checkClock } from './checkClock.ts';
import { checkDatabase, checkDisk, checkFiles } from './checkKept.ts';
import { checkServer, checkSfu } from './checkPorts.ts';
import { checkTurn } from './checkTurn.ts';
import { reasonOf, writeFinding, wrong } from './finding.ts';
import type { Finding } from './finding.ts';

type Check = (configuration: Configuration) => Promise<readonly Finding[]>;

/** In the order in which a host would look. */
const checks: readonly Check[] = [
  checkDisk,
  checkDatabase,
  checkFiles,
  checkClock,
  checkServer,
  checkPublicAddress,
  checkCertificate,
  checkTurn,
  checkSfu,
];

/**
 * Looks at everything that Atrium needs, and says what is wrong and what to do. It changes nothing.
 *
 * @returns the exit code: 1 where something is wrong
 */
export async function examine({ environment, print, printError }: Surroundings): Promise<number> {
  let configuration: Configuration;
  try {
    configuration = readConfiguration(environment);
  } catch (error) {
    printError(explainFailure(error));
    return 1;
  }
  let problems = 0;
  for (const check of checks) {
    for (const finding of await run(check, configuration)) {
      if (finding.verdict === 'wrong') problems++;
      print(writeFinding(finding));
    }
  }
  const things = problems === 1 ? 'One thing is' : `${problems} things are`;
  print(problems === 0 ? '\nNothing is wrong.' : `\n${things} wrong.`);
  return problems === 0 ? 0 : 1;
}

/** One check that fails in a way that it does not know keeps no other one from being made. */
async function run(check: Check, configuration: Configuration): Promise<readonly Finding[]> {
  try {
    return await check(configuration);
  } catch (cause) {
    return [
      wrong(check.name, `the check failed: ${reasonOf(cause)}.`, 'Please report this as a fault of Atrium.'),
    ];
  }
}
