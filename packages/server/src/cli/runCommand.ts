import packageJson from '../../package.json' with { type: 'json' };
import { examine } from '../doctor/doctor.ts';
import { hostCommand, restoreCommand } from './hostCommand.ts';
import { serveSfuProcess } from './serveSfuProcess.ts';
import { startServer } from './startServer.ts';
import type { Surroundings } from '../platform/surroundings.ts';
import { validateWorldFiles } from './validateWorldFiles.ts';

const help = `Atrium: a virtual office that a team hosts itself.

  atrium start                          runs the server; settings come from the environment, see docs/host/configuration.md
  atrium sfu                            runs the SFU alone, for servers that name its socket in ATRIUM_SFU
  atrium doctor                         looks at everything that Atrium needs, and says what is wrong and what to do
  atrium backup FILE                    writes everything that is kept into one file, while the server goes on
  atrium restore FILE                   puts such a file into an empty database and data folder
  atrium workspace add                  prints a link to a further Workspace
  atrium password EMAIL                 prints a link with which somebody chooses a new password
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
  if (command === 'doctor' && subcommand === undefined) return examine(surroundings);
  if (command === 'sfu' && subcommand === undefined) return serveSfuProcess(surroundings);
  if (rest.length === 0 && subcommand !== undefined) {
    if (command === 'backup') return hostCommand({ command: 'backup', file: subcommand }, surroundings);
    if (command === 'restore') return restoreCommand(subcommand, surroundings);
    if (command === 'password')
      return hostCommand({ command: 'password-link', email: subcommand }, surroundings);
    if (command === 'workspace' && subcommand === 'add')
      return hostCommand({ command: 'workspace-link' }, surroundings);
  }
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
