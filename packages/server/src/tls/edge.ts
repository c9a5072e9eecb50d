import { once } from 'node:events';
import { rename, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { EdgeConfiguration } from '../configuration/configuration.ts';
import type { TlsIdentity } from './tlsIdentity.ts';

const answerMs = 5_000;

/**
 * Gives a certificate to HAProxy: as a file, for its next start, and over its admin socket, for connections from now on.
 * HAProxy has to have been started with that file (`bind ... ssl crt FILE`).
 *
 * @throws Error with what HAProxy says where it does not take it
 */
export async function handToEdge(
  { socket, certificateFile }: EdgeConfiguration,
  { certificate, key }: TlsIdentity,
): Promise<void> {
  // HAProxy may be another account, of the same group.
  const pem = `${certificate.trim()}\n${key.trim()}\n`;
  await writeFile(`${certificateFile}.new`, pem, { mode: 0o640 });
  await rename(`${certificateFile}.new`, certificateFile);
  // An empty line ends the payload, so there may be none in it.
  const payload = pem.replace(/\n{2,}/g, '\n');
  const taken = await order(socket, `set ssl cert ${certificateFile} <<\n${payload}\n`);
  if (!/transaction (created|updated)/i.test(taken))
    throw new Error(`HAProxy does not take the certificate: ${taken}`);
  const committed = await order(socket, `commit ssl cert ${certificateFile}\n`);
  if (!/success/i.test(committed)) throw new Error(`HAProxy does not use the certificate: ${committed}`);
}

/** Each connection takes one command (HAProxy's management guide, 9.3). */
async function order(path: string, command: string): Promise<string> {
  const socket = connect(path);
  socket.setTimeout(answerMs, () =>
    socket.destroy(new Error('HAProxy does not answer on its admin socket.')),
  );
  try {
    await once(socket, 'connect');
    socket.end(command);
    return (await text(socket)).trim();
  } finally {
    socket.destroy();
  }
}
