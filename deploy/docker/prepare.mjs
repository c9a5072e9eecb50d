// What the containers share, made before any of them starts: secrets, coturn's configuration, and a certificate to begin
// with. Run by the service `prepare`; what is there already stays, but for coturn's configuration.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const shared = '/shared';
const domain = requireVariable('ATRIUM_DOMAIN');
const net = requireVariable('ATRIUM_NET');

const turnSecret = keepSecret('turn', 'secret');
keepSecret('postgres', 'password');
keepSecret('s3', 'access-key');
keepSecret('s3', 'secret-key');
writeTurnConfiguration();
makeCertificate();
// The edge makes its socket here, as root without rights over other people's files: by the group of this folder.
folder('edge', 0o2770);
process.stdout.write(`Prepared for https://${domain}\n`);

function requireVariable(name) {
  const value = process.env[name]?.trim();
  if (value === undefined || value === '') {
    process.stderr.write(
      `${name} is not set. Start with: ATRIUM_DOMAIN=office.example.com docker compose up -d\n`,
    );
    process.exit(1);
  }
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value)) {
    process.stderr.write(`${name}="${value}" is not a name: give it without scheme, port and path.\n`);
    process.exit(1);
  }
  return value;
}

function folder(name, mode = 0o700) {
  const path = join(shared, name);
  mkdirSync(path, { recursive: true });
  chmodSync(path, mode);
  return path;
}

function keepSecret(where, name) {
  const path = join(folder(where), name);
  if (!existsSync(path)) write(path, randomBytes(32).toString('hex'), 0o600);
  return readFileSync(path, 'utf8').trim();
}

/** Complete before it has its name. */
function write(path, text, mode) {
  const draft = `${path}.new`;
  rmSync(draft, { force: true });
  writeFileSync(draft, text, { mode });
  chmodSync(draft, mode);
  renameSync(draft, path);
}

/** The sample configuration, with what the containers settle among themselves. */
function writeTurnConfiguration() {
  const own = new Set(['static-auth-secret', 'realm', 'syslog', 'tls-listening-port']);
  const sample = readFileSync(join(import.meta.dirname, 'turnserver.conf'), 'utf8').split('\n');
  const kept = sample.filter((line) => !own.has(line.split('=')[0]));
  const lines = [
    ...kept,
    '# --- Of the containers',
    `static-auth-secret=${turnSecret}`,
    `realm=${domain}`,
    // Behind the edge, which ends TLS and says who a person is (PROXY protocol).
    'no-tls',
    'tcp-proxy-port=3480',
    // Two addresses in a network of their own: where the SFU alone listens, and coturn itself, for two people who both
    // need it. Nothing else of this machine is reached.
    `relay-ip=${net}.214.3`,
    `allowed-peer-ip=${net}.214.2`,
    `allowed-peer-ip=${net}.214.3`,
    'verbose',
    'log-file=stdout',
    'pidfile=/tmp/turnserver.pid',
    'userdb=/tmp/turndb',
    '',
  ];
  write(join(folder('turn'), 'turnserver.conf'), lines.join('\n'), 0o600);
}

/** Browsers warn about it; Atrium replaces it once it has a certificate for the name. */
function makeCertificate() {
  const path = join(folder('tls', 0o2750), 'edge.pem');
  if (existsSync(path)) return;
  const [key, certificate] = ['/tmp/key.pem', '/tmp/certificate.pem'];
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '3650'],
      ...['-subj', `/CN=${domain.slice(0, 64)}`, '-addext', `subjectAltName=DNS:${domain}`],
      ...['-keyout', key, '-out', certificate],
    ],
    { stdio: 'ignore' },
  );
  write(path, readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'), 0o640);
}
