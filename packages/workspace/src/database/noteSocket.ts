import { readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname } from 'node:path';

/**
 * Notes where the socket of a server is, and removes the folder of the one noted before, which a server that was killed has
 * left. Sockets are in folders of their own under the system's one for temporary files: their paths have to be short.
 *
 * @param note a file of ours, with the path of a socket
 */
export async function noteSocket(note: string, socketPath: string): Promise<void> {
  const before = await readFile(note, 'utf8').catch(() => undefined);
  await writeFile(note, socketPath, { mode: 0o600 });
  if (before === undefined || before === socketPath) return;
  const folder = dirname(before);
  const isOurs = dirname(folder) === tmpdir() && /^atrium-(control-)?\w{6}$/.test(basename(folder));
  if (isOurs && !(await isListened(before))) await rm(folder, { recursive: true, force: true });
}

function isListened(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
