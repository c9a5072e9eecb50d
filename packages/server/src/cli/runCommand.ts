import packageJson from '../../package.json' with { type: 'json' };
import { startServer } from './startServer.ts';
import type { Surroundings } from './surroundings.ts';
import { validateWorldFiles } from './validateWorldFiles.ts';

const help = `Atrium: a virtual office that a team hosts itself.

  atrium start                          runs the server; settings come from the environment, see docs/CONFIGURATION.md
  atrium world validate FILE...         checks World files and says what is wrong with them
  atrium world validate --json FILE...  the same for programs
  atrium --version
  atrium --help`;

/**
 * Runs one command line.
 *
 * @returns the exit code: 0 all is well, 1 it is not, 2 there is no such command
 */
export async function runCommand(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const [command, subcommand, ...rest] = args;
  const { print, printError } = surroundings;
  if (command === '--version' || command === '-v') {
    print(packageJson.version);
    return 0;
  }
  if (command === undefined || command === '--help' || command === '-h' || command === 'help') {
    print(help);
    return 0;
  }
  if (command === 'start' && subcommand === undefined) return startServer(surroundings);
  if (command === 'world' && subcommand === 'validate') {
    const files = rest.filter((argument) => argument !== '--json');
    const unknown = files.find((file) => file.startsWith('-'));
    if (files.length > 0 && unknown === undefined) {
      return validateWorldFiles(files, rest.includes('--json') ? 'json' : 'text', surroundings);
    }
  }
  printError(`There is no command "atrium ${args.join(' ')}".\n\n${help}`);
  return 2;
}
