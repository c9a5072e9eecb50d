import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Client, axios, crypto } from 'acme-client';
import type { AcmeConfiguration } from '../configuration/configuration.ts';
import { CertificateError } from './certificateError.ts';
import { readTlsIdentity } from './tlsIdentity.ts';
import type { TlsIdentity } from './tlsIdentity.ts';

/** How long the way to an authority may take, in ms. */
const reachMs = 15_000;

/** What the certificate authority finds at `/.well-known/acme-challenge/`, by token (RFC 8555, 8.3). */
export type AcmeChallenges = Map<string, string>;

/** The files of one account at one authority. They are for the server's account alone. */
export class AcmeFolder {
  readonly path: string;
  readonly #domain: string;

  constructor(dataFolder: string, { directory, domain }: AcmeConfiguration) {
    // Of another authority, say the one for tries, neither account nor certificate is of use.
    this.path = join(dataFolder, 'acme', new URL(directory).host.replace(/[^a-z0-9.-]/gi, '_'));
    this.#domain = domain;
  }

  async prepare(): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
  }

  /** @throws CertificateError where the file is something else. @returns `undefined` where there is none */
  async readIdentity(): Promise<TlsIdentity | undefined> {
    const name = this.#certificateFile;
    const pem = await readIfThere(name);
    if (pem === undefined) return undefined;
    const identity = readTlsIdentity({ name, pem }, { name, pem }, false);
    if (!isFor(identity, this.#domain))
      throw new CertificateError(`The certificate in ${name} is not for ${this.#domain}. Delete the file.`);
    return identity;
  }

  /** @throws CertificateError where the authority has sent something else than a certificate for this key */
  async writeIdentity(chain: string, key: string): Promise<TlsIdentity> {
    const name = this.#certificateFile;
    const identity = readTlsIdentity(
      { name: 'The answer of the authority', pem: chain },
      { name, pem: key },
      false,
    );
    if (!isFor(identity, this.#domain))
      throw new CertificateError(`The authority has sent a certificate that is not for ${this.#domain}.`);
    // One file, so that the two always belong together.
    await writeWhole(name, `${chain.trim()}\n${key.trim()}\n`);
    return identity;
  }

  async accountKey(): Promise<string> {
    const file = join(this.path, 'account.pem');
    const kept = await readIfThere(file);
    if (kept !== undefined) return kept;
    const made = (await crypto.createPrivateEcdsaKey()).toString();
    await writeWhole(file, made);
    return made;
  }

  get #certificateFile(): string {
    return join(this.path, `${this.#domain}.pem`);
  }
}

/**
 * Asks the authority for a certificate (ACME, RFC 8555, by HTTP-01).
 *
 * @throws Error saying what the authority, or the way to it, has against it
 */
export async function orderCertificate(
  { directory, domain, email }: AcmeConfiguration,
  folder: AcmeFolder,
  challenges: AcmeChallenges,
): Promise<TlsIdentity> {
  // When to ask again is decided by AcmeRenewal: the library would be silent for as long as an authority tells it to wait.
  const settings: unknown = Reflect.get(axios.defaults, 'acmeSettings');
  if (typeof settings === 'object' && settings !== null) Object.assign(settings, { retryMaxAttempts: 0 });
  const client = new Client({ directoryUrl: directory, accountKey: await folder.accountKey() });
  const [key, csr] = await crypto.createCsr(
    { commonName: domain, altNames: [domain] },
    await crypto.createPrivateEcdsaKey(),
  );
  await reach(new URL(directory));
  if (email === '') await findAccount(client);
  const chain = await client
    .auto({
      csr,
      ...(email === '' ? {} : { email }),
      termsOfServiceAgreed: true,
      challengePriority: ['http-01'],
      // From inside, the public address often cannot be reached; the authority says itself what it has found.
      skipChallengeVerification: true,
      challengeCreateFn: async (_authorization, { type, token }, answer) => {
        if (type !== 'http-01') throw new Error(`The authority offers no HTTP-01 for ${domain}.`);
        challenges.set(token, answer);
      },
      challengeRemoveFn: async (_authorization, { token }) => challenges.delete(token),
    })
    .catch(explain);
  return folder.writeIdentity(chain, key.toString());
}

/**
 * An account that is there already would be sent an update by `acme-client`, which has nothing in it without an address;
 * strict authorities refuse that. What goes wrong here goes wrong once more when the account is made, and is told then.
 */
async function findAccount(client: Client): Promise<void> {
  await client.createAccount({ onlyReturnExisting: true }).catch(() => undefined);
}

/** Rejects with the error of the network, where it is that: `acme-client` would say something else. */
async function reach({ protocol, hostname, port }: URL): Promise<void> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const socket = connect({ host, port: Number(port) || (protocol === 'http:' ? 80 : 443) });
  socket.setTimeout(reachMs, () =>
    socket.destroy(Object.assign(new Error(`${hostname} does not answer.`), { code: 'ETIMEDOUT' })),
  );
  try {
    await once(socket, 'connect');
  } finally {
    socket.destroy();
  }
}

/** What `acme-client` trips over, where an answer is missing or something else than ACME. */
function explain(cause: unknown): never {
  if (!(cause instanceof TypeError)) throw cause;
  throw new Error('The authority gave no answer that could be read.', { cause });
}

function isFor({ certificate }: TlsIdentity, name: string): boolean {
  return new X509Certificate(certificate).checkHost(name) !== undefined;
}

async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/** Complete before it has its name: a crash leaves the old one or the new one. */
async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
