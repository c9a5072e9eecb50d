import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { handToEdge } from './edge.ts';

const identity = {
  certificate:
    '-----BEGIN CERTIFICATE-----\nleaf\n-----END CERTIFICATE-----\n\n-----BEGIN CERTIFICATE-----\nissuer\n-----END CERTIFICATE-----\n',
  key: '-----BEGIN PRIVATE KEY-----\nkey\n-----END PRIVATE KEY-----\n',
  isSelfSigned: false,
  fingerprint: '',
  validFromMs: 0,
  validToMs: 0,
};
let folder: string;
let haproxy: Server | undefined;
let commands: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-edge-'));
  commands = [];
});
afterEach(async () => {
  haproxy?.close();
  await rm(folder, { recursive: true });
});

/** Answers as HAProxy 2.6 does. */
async function listen(answers: readonly string[]): Promise<{ socket: string; certificateFile: string }> {
  const [socket, certificateFile] = [join(folder, 'admin.sock'), join(folder, 'office.pem')];
  haproxy = createServer({ allowHalfOpen: true }, (connection) => {
    let command = '';
    connection.on('data', (bytes: Buffer) => (command += bytes.toString()));
    connection.on('end', () => connection.end(answers[commands.push(command) - 1] ?? ''));
  }).listen(socket);
  await new Promise((resolve) => haproxy?.once('listening', resolve));
  return { socket, certificateFile };
}

test('a certificate goes to HAProxy by its file, and by its socket for connections from now on', async () => {
  const edge = await listen([
    'Transaction created for certificate office.pem!\n\n',
    'Committing office.pem.\nSuccess!\n\n',
  ]);
  await handToEdge(edge, identity);
  const pem = await readFile(edge.certificateFile, 'utf8');
  expect(pem).toContain('issuer');
  expect((await stat(edge.certificateFile)).mode & 0o777).toBe(0o640);
  const [set = '', commit] = commands;
  expect(set.startsWith(`set ssl cert ${edge.certificateFile} <<\n-----BEGIN`)).toBe(true);
  // An empty line ends the certificate: there is one, at its end.
  expect(set.indexOf('\n\n')).toBe(set.length - 2);
  expect(commit).toBe(`commit ssl cert ${edge.certificateFile}\n`);
});

test('what HAProxy says against it is told', async () => {
  const edge = await listen(["Can't replace a certificate which is not referenced by the configuration!\n"]);
  await expect(handToEdge(edge, identity)).rejects.toThrow('not referenced');
});

test('a HAProxy that is not there finds the file at its next start', async () => {
  const edge = { socket: join(folder, 'none.sock'), certificateFile: join(folder, 'office.pem') };
  await expect(handToEdge(edge, identity)).rejects.toThrow('ENOENT');
  expect(await readFile(edge.certificateFile, 'utf8')).toContain('leaf');
});
