import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from '../setup/run.mjs';
import { addresses } from './machine.mjs';

/** How long its certificates last: they are due for renewal after two thirds of it. */
const validSeconds = 180;

/**
 * Let's Encrypt's own test server, in a namespace of its own. It looks the office up and asks it over port 80, as Let's
 * Encrypt does: its certificates prove something.
 */
export class Authority {
  directory = `https://${addresses.authority}:14000/dir`;
  #machine;
  #folder;

  constructor(machine, folder) {
    this.#machine = machine;
    this.#folder = join(folder, 'authority');
  }

  /** @returns the certificate of its own pages, which who asks it has to trust */
  async start() {
    mkdirSync(this.#folder, { recursive: true });
    await this.#machine.attach('authority', 'internet', 'wan', addresses.authority);
    const [certificate, privateKey, config] = ['pages.pem', 'pages.key', 'config.json'].map((name) =>
      join(this.#folder, name),
    );
    await runQuietly('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...['-subj', '/CN=authority', '-addext', `subjectAltName=IP:${addresses.authority}`],
      ...['-keyout', privateKey, '-out', certificate],
    ]);
    const listening = { listenAddress: '0.0.0.0:14000', managementListenAddress: '0.0.0.0:15000' };
    const ports = { httpPort: 80, tlsPort: 443, certificateValidityPeriod: validSeconds };
    writeFileSync(config, JSON.stringify({ pebble: { ...listening, ...ports, certificate, privateKey } }));
    const none = ['-http01', '', '-https01', '', '-tlsalpn01', '', '-defaultIPv6', ''];
    const names = ['-management', '127.0.0.1:8055', '-dns01', '127.0.0.1:8053'];
    this.#machine.spawn(
      'authority',
      'pebble-challtestsrv',
      ...names,
      ...none,
      '-defaultIPv4',
      addresses.machine,
    );
    const env = ['env', '-u', 'PEBBLE_VA_ALWAYS_VALID', 'PEBBLE_VA_NOSLEEP=1'];
    this.#machine.spawn('authority', ...env, 'pebble', '-config', config, '-dnsserver', '127.0.0.1:8053');
    await this.#machine.until('the authority answers', async () => (await this.#ask('roots')).code === 0);
    return certificate;
  }

  /** What people's programs trust: its root, as a file. */
  async root() {
    const file = join(this.#folder, 'root.pem');
    writeFileSync(file, (await this.#ask('roots')).output);
    return file;
  }

  /** The hash of the key that signs its certificates, as Chromium's command line takes it. */
  async intermediateHash() {
    const file = join(this.#folder, 'intermediate.pem');
    writeFileSync(file, (await this.#ask('intermediates')).output);
    const hash = `openssl x509 -in ${file} -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary`;
    const { output } = await runQuietly('sh', ['-c', `${hash} | openssl enc -base64`]);
    return output.trim();
  }

  #ask(what) {
    const address = `https://127.0.0.1:15000/${what}/0`;
    return this.#machine.run('authority', 'curl', '-sSfk', '--max-time', '5', address);
  }
}
