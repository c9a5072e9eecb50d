import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from '../setup/paths.mjs';
import { runQuietly } from '../setup/run.mjs';
import { addresses } from './machine.mjs';
import { untilOpen } from './office.mjs';
import { openFigures } from './watching.mjs';

/** The server anew, in a World with a MeetingRoom and without accounts, and with an authority for certificates. */
export async function checkReplacement(office) {
  const { machine, check, services } = office;
  await check('the server is replaced while the SFU goes on', async () => {
    await machine.stop('atrium');
    await machine.untilHealthy('sfu', services.sfu);
    await writeMediaWorld(office);
    await startAuthority(office);
    await startServer(office);
  });
}

async function startServer(office) {
  const { machine, services } = office;
  await machine.start('atrium', services.atrium, 'atrium', {
    environment: {
      ...openFigures,
      ATRIUM_ACME_DIRECTORY: office.authority.directory,
      NODE_EXTRA_CA_CERTS: '/shared/authority.pem',
      ATRIUM_ACCOUNTS: 'off',
      ATRIUM_WORLDS_DIR: '/data/worlds',
      ATRIUM_DEFAULT_WORLD: 'media',
    },
  });
  await machine.untilHealthy('atrium', services.atrium);
  await machine.until('the server has found the SFU', () =>
    machine.outputOf('atrium').includes('SFU: 1 worker'),
  );
  await untilOpen(office);
}

/** What asks it, and what looks at its certificates, has to trust it. */
async function startAuthority({ authority, machine }) {
  const pages = await authority.start();
  const trusted = [pages, await authority.root()].map((file) => readFileSync(file, 'utf8'));
  writeFileSync(machine.volume('shared', 'authority.pem'), trusted.join(''));
}

async function writeMediaWorld({ machine }) {
  const module = JSON.stringify(inRoot('e2e', 'support', 'mediaWorld.ts'));
  const print = `import(${module}).then(({ mediaWorld }) => process.stdout.write(JSON.stringify(mediaWorld)))`;
  const { code, output } = await runQuietly(process.execPath, ['--import', 'tsx', '-e', print]);
  if (code !== 0) throw new Error(output);
  mkdirSync(machine.volume('data', 'worlds'), { recursive: true });
  writeFileSync(machine.volume('data', 'worlds', 'media.world.json'), output);
}

/** @returns the fingerprint of the certificate that people get, if the authority's root vouches for it; else `''` */
async function certificate({ machine, domain }, root) {
  const asked = `-connect ${domain}:443 -servername ${domain} -verify_hostname ${domain} -CAfile ${root}`;
  const shown = `openssl s_client ${asked} -verify_return_error < /dev/null 2> /dev/null`;
  const { output } = await machine.run('outside', 'sh', '-c', `${shown} | openssl x509 -noout -fingerprint`);
  return /Fingerprint=(\S+)/i.exec(output)?.[1] ?? '';
}

export async function checkCertificate(office) {
  const { machine, check, authority } = office;
  await check('the office gets a certificate from an authority that asks it over port 80', async () => {
    const root = await authority.root();
    await machine.until('the edge has it', async () => (await certificate(office, root)) !== '');
  });
  await check(
    'the doctor finds nothing wrong in the containers, but how soon such a certificate ends',
    async () => {
      const { output } = await machine.exec('atrium', 'node', 'docker/start.mjs', 'doctor');
      const wrong = output.split('\n').filter((line) => line.startsWith('WRONG'));
      if (wrong.length !== 1 || !wrong[0].includes('Certificate: It ends in 0 days')) throw new Error(output);
    },
  );
}

/**
 * Runs a file of e2e/deploy in browsers. The browsers trust the authority of the tests alone; the program that drives
 * them asks for lists of Worlds, and trusts everything.
 */
function runSpec(office, file, settings) {
  const env = { ...settings, NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  const named = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const spec = ['playwright', 'test', '--project', 'deploy', '--reporter', 'list', `deploy/${file}`];
  return office.machine.run('outside', 'env', '-C', inRoot('e2e'), ...named, 'npx', ...spec);
}

const demand = ({ code, output }) => {
  if (code !== 0) throw new Error(output.slice(-6_000));
};

/** Two people in a browser each, behind a firewall that lets out nothing but TCP to port 443. */
export async function checkOnly443(office) {
  const { machine, check, authority, folder } = office;
  const strict = `table inet strict {
      chain leaving {
        type filter hook output priority filter; policy drop
        oifname "lo" ip daddr 127.0.0.0/8 accept
        oifname "lo" ip6 daddr ::1 accept
        tcp dport 443 accept
      }
    }`;
  await machine.firewall('outside', strict);
  const trust = { ATRIUM_TEST_TRUST: await authority.intermediateHash() };
  await check('behind a firewall that lets out port 443 alone, people hear each other', async () =>
    demand(await runSpec(office, 'only443.spec.ts', trust)),
  );
  await check('a certificate is renewed during a call, and newcomers get the new one', async () => {
    const root = await authority.root();
    const signs = join(folder, 'signs');
    mkdirSync(signs);
    const settings = { ...trust, ATRIUM_TEST_SIGNS: signs };
    const calling = runSpec(office, 'renewal.spec.ts', settings);
    let hasEnded = false;
    void calling.finally(() => (hasEnded = true));
    await machine.until('they talk', () => hasEnded || existsSync(join(signs, 'talking')));
    const before = await certificate(office, root);
    await machine.until('the certificate is renewed', async () => {
      // Looks whether it is due, as Atrium does by itself every six hours.
      await machine.signal('atrium', 'HUP');
      const now = await certificate(office, root);
      return hasEnded || (now !== '' && now !== before);
    });
    writeFileSync(join(signs, 'renewed'), '');
    demand(await calling);
  });
  await check('people go on hearing each other while the server is replaced', async () => {
    const signs = join(folder, 'signs');
    const calling = runSpec(office, 'replaced.spec.ts', { ...trust, ATRIUM_TEST_SIGNS: signs });
    let hasEnded = false;
    void calling.finally(() => (hasEnded = true));
    await machine.until('they listen', () => hasEnded || existsSync(join(signs, 'listening')));
    await machine.stop('atrium');
    await startServer(office);
    writeFileSync(join(signs, 'replaced'), '');
    demand(await calling);
  });
  await check('without TURN, people there are told that nothing gets through', async () => {
    await machine.stop('turn');
    // As in any network with a way out, which the firewall closes: without one, browsers give calls no address.
    await machine.inside('outside', 'ip', 'route', 'add', 'default', 'via', addresses.router);
    demand(await runSpec(office, 'blocked.spec.ts', trust));
  });
  await machine.firewall('outside', '');
}

/** Two people behind one router, and one elsewhere. */
export async function checkBehindNat(office) {
  const { machine, check, authority } = office;
  await machine.addHome();
  const browser = process.env.ATRIUM_HEADLESS_SHELL;
  const browsers = ['home2', 'home3', 'outside'].map((name) => machine.wrapper(name, browser));
  const settings = {
    ATRIUM_TEST_TRUST: await authority.intermediateHash(),
    ATRIUM_TEST_BROWSERS: browsers.join(),
  };
  await check('two people behind one NAT and one outside hear each other', async () =>
    demand(await runSpec(office, 'behindNat.spec.ts', settings)),
  );
}
