import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Authority } from './deploy/authority.mjs';
import { checkBehindNat, checkCertificate, checkOnly443, checkReplacement } from './deploy/calls.mjs';
import { buildImages } from './deploy/images.mjs';
import { Machine } from './deploy/machine.mjs';
import { checkMove, takeAlong } from './deploy/moving.mjs';
import { checkConfinement, checkOffice, checkPreparation, startOffice } from './deploy/office.mjs';
import { Report } from './deploy/report.mjs';
import { checkPorts, checkTurn } from './deploy/turn.mjs';
import { checkFigures } from './deploy/watching.mjs';
import { ensureChromium } from './setup/ensureChromium.mjs';
import { ensureDebianPackages } from './setup/ensureDebianPackages.mjs';
import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { ensureHeadlessShell } from './setup/ensureHeadlessShell.mjs';
import { findOnPath } from './setup/findOnPath.mjs';
import { inRoot } from './setup/paths.mjs';
import { runQuietly } from './setup/run.mjs';

// npm run test:deploy: the images, built from the unchanged Dockerfile, run with the options of compose.yaml on a machine
// of its own (network namespaces), and looked at from outside of it. Needs root on Debian; see CONTRIBUTING.md. With
// --built, the images are those of the run before.

const domain = 'office.test';
const tools = {
  buildah: 'buildah',
  runc: 'runc',
  mmdebstrap: 'mmdebstrap',
  'docker-compose': 'docker-compose',
  nft: 'nftables',
  ip: 'iproute2',
  turnutils_uclient: 'coturn',
  curl: 'curl',
  nmap: 'nmap',
  openssl: 'openssl',
  pebble: 'pebble',
  prometheus: 'prometheus',
  psql: 'postgresql-client',
  socat: 'socat',
};
const chromium = await ensureChromium();
process.env.ATRIUM_CHROMIUM = chromium;
process.env.ATRIUM_HEADLESS_SHELL = await ensureHeadlessShell(chromium);
await ensureDependencies();
const missing = Object.keys(tools).filter((name) => findOnPath([name]) === undefined);
if (missing.length > 0) await ensureDebianPackages(missing.map((name) => tools[name]));

const report = new Report();
const { check } = report;
const folder = mkdtempSync(join(tmpdir(), 'atrium-deploy-'));
const machine = new Machine(folder, 'a');
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void machine.remove().finally(() => process.exit(1)));
try {
  await check('compose.desktop.yaml is a compose file', () => readServices({}, 'compose.desktop.yaml'));
  const services = await readServices();
  if (!process.argv.includes('--built')) await buildImages(report);
  const authority = new Authority(machine, folder);
  const office = {
    check,
    machine,
    services,
    authority,
    folder,
    domain,
    net: '172.29',
    base: `https://${domain}`,
  };
  await machine.setUp(domain, office.net);
  await runAll(office);
} catch (error) {
  report.fail('the run comes to its end', error.stack);
} finally {
  await machine.remove();
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`${report.passed} passed, ${report.failed} failed\n`);
process.exitCode = report.failed === 0 ? 0 : 1;

/** As the engine reads it. Debian's docker-compose 1.29 checks an older schema, which has no `name`. */
async function readServices(environment = {}, file = 'compose.yaml') {
  const text = readFileSync(inRoot('deploy', 'docker', file), 'utf8').replace(/^name: .*\n/m, '');
  const copy = join(folder, file);
  writeFileSync(copy, text);
  const args = ['--project-directory', inRoot('deploy', 'docker'), '-f', copy, 'config'];
  const env = { ...process.env, ATRIUM_DOMAIN: domain, ...environment };
  const { code, output } = await runQuietly('docker-compose', args, { env });
  if (code !== 0) throw new Error(output);
  return parse(output.slice(Math.max(0, output.search(/^(networks|services|x-)/m)))).services;
}

async function runAll(office) {
  await checkPreparation(office);
  await check('everything starts with nothing but a name, and gets healthy', () => startOffice(office));
  await checkConfinement(office);
  await checkOffice(office);
  await checkPorts(office);
  await checkTurn(office);
  const goods = await takeAlong(office);
  await checkReplacement(office);
  await checkFigures(office);
  await checkCertificate(office);
  await checkBehindNat(office);
  await checkOnly443(office);
  await checkMove(office, goods, readServices);
}
