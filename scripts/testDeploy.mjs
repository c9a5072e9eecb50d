import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { buildah, makeBaseImages } from './deploy/baseImages.mjs';
import { Machine } from './deploy/machine.mjs';
import { ensureChromium } from './setup/ensureChromium.mjs';
import { ensureDebianPackages } from './setup/ensureDebianPackages.mjs';
import { ensureDependencies } from './setup/ensureDependencies.mjs';
import { ensureHeadlessShell } from './setup/ensureHeadlessShell.mjs';
import { findOnPath } from './setup/findOnPath.mjs';
import { inRoot } from './setup/paths.mjs';
import { runQuietly } from './setup/run.mjs';
import { say } from './setup/say.mjs';

// npm run test:deploy: the images, built from the unchanged Dockerfile, run with the options of compose.yaml on a machine
// of its own (network namespaces), and looked at from outside of it. Needs root on Debian; see CONTRIBUTING.md.

const domain = 'office.test';
const net = '172.29';
const base = 'https://office.test';
const tools = {
  buildah: 'buildah',
  runc: 'runc',
  mmdebstrap: 'mmdebstrap',
  'docker-compose': 'docker-compose',
  nft: 'nftables',
  ip: 'iproute2',
  turnutils_uclient: 'coturn',
  curl: 'curl',
  socat: 'socat',
};
const chromium = await ensureChromium();
process.env.ATRIUM_CHROMIUM = chromium;
process.env.ATRIUM_HEADLESS_SHELL = await ensureHeadlessShell(chromium);
await ensureDependencies();

let [passed, failed] = [0, 0];
const missing = Object.keys(tools).filter((name) => findOnPath([name]) === undefined);
if (missing.length > 0) await ensureDebianPackages(missing.map((name) => tools[name]));
const folder = mkdtempSync(join(tmpdir(), 'atrium-deploy-'));
const machine = new Machine(folder);
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void machine.remove().finally(() => process.exit(1)));
try {
  const { services } = await readCompose();
  await build();
  await machine.setUp(domain, net);
  await runAll(services);
} catch (error) {
  failed++;
  process.stdout.write(`FAILED ${error.stack}\n`);
} finally {
  await machine.remove();
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

/** @param holds throws, or returns false, where the rule does not hold */
async function check(rule, holds) {
  try {
    if ((await holds()) === false) throw new Error('It does not hold.');
    passed++;
    process.stdout.write(`ok ${rule}\n`);
  } catch (error) {
    failed++;
    process.stdout.write(`FAILED ${rule}\n${error.message}\n`);
  }
}

/** As the engine reads it. Debian's docker-compose 1.29 checks an older schema, which has no `name`. */
async function readCompose() {
  let config;
  for (const file of ['compose.desktop.yaml', 'compose.yaml']) {
    const text = readFileSync(inRoot('deploy', 'docker', file), 'utf8').replace(/^name: .*\n/m, '');
    const copy = join(folder, file);
    writeFileSync(copy, text);
    const args = ['--project-directory', inRoot('deploy', 'docker'), '-f', copy, 'config'];
    const { code, output } = await runQuietly('docker-compose', args, {
      env: { ...process.env, ATRIUM_DOMAIN: domain },
    });
    await check(`${file} is a compose file`, () => {
      if (code !== 0) throw new Error(output);
    });
    config = parse(output.slice(Math.max(0, output.search(/^(networks|services|x-)/m))));
  }
  return config;
}

async function build() {
  await makeBaseImages(join(process.env.XDG_CACHE_HOME || '/root/.cache', 'atrium', 'base-images'));
  for (const [target, tags] of Object.entries({
    atrium: ['localhost/atrium:0.1.0', 'localhost/atrium-sfu:1'],
    edge: ['localhost/atrium-edge:0.1.0'],
    turn: ['localhost/atrium-turn:0.1.0'],
  })) {
    say(`building the image ${target} ...`);
    const file = inRoot('deploy', 'docker', 'Dockerfile');
    const named = tags.flatMap((tag) => ['-t', tag]);
    await buildah(
      'bud',
      '--layers',
      '--pull-never',
      '--format',
      'docker',
      '--target',
      target,
      ...named,
      '-f',
      file,
      inRoot(),
    );
    const { config } = JSON.parse(await buildah('inspect', '--type', 'image', tags[0])).Docker;
    await check(
      `${target}: the image has OCI labels`,
      () => 'org.opencontainers.image.title' in config.Labels,
    );
  }
}

async function runAll(services) {
  const { prepare, edge, atrium, sfu, turn } = services;
  await machine.connect('prepare', 'office', `${net}.213.99`);
  const prepared = await machine.start('prepare', prepare, 'prepare');
  await machine.until('everything is prepared', () => prepared.code !== undefined);
  await check('the first start makes what the containers share', () => {
    if (prepared.code !== 0) throw new Error(prepared.output);
  });
  const modeOf = (path) => (statSync(join(folder, 'volumes', 'shared', path)).mode & 0o777).toString(8);
  await check('secrets are for their own account only', () => {
    const modes = ['turn/secret', 'turn/turnserver.conf', 'postgres/password', 's3/secret-key', 'turn'].map(
      modeOf,
    );
    if (modes.join() !== '600,600,600,600,700') throw new Error(modes.join());
  });
  await machine.connect('sfu', 'media', `${net}.214.2`);
  await machine.connect('turn', 'media', `${net}.214.3`);
  await machine.connect('atrium', 'office', `${net}.213.10`);
  await machine.connect('neighbour', 'media', `${net}.214.50`);
  await machine.start('sfu', sfu, 'sfu');
  await machine.start('turn', turn, 'turn');
  await machine.start('atrium', atrium, 'atrium');
  await machine.start('edge', edge, 'host');
  await check('the server and the SFU get healthy', async () => {
    await machine.untilHealthy('atrium', atrium);
    await machine.untilHealthy('sfu', sfu);
  });
  await checkConfinement();
  await checkOffice();
  await checkTurn();
  await checkReplacement(atrium, sfu);
  await checkOnly443();
}

async function checkConfinement() {
  for (const name of ['atrium', 'sfu']) {
    await check(
      `${name} runs as account 10001, without capabilities, and writes to no file of its image`,
      async () => {
        const status = (await machine.exec(name, 'cat', '/proc/1/status')).output;
        for (const line of [/^Uid:\t10001\t10001/m, /^CapEff:\t0+$/m, /^CapBnd:\t0+$/m, /^NoNewPrivs:\t1$/m])
          if (!line.test(status)) throw new Error(`${line} is not in:\n${status}`);
        return (await machine.exec(name, 'touch', '/opt/atrium/x')).code !== 0;
      },
    );
  }
  await check('the edge is not root once it runs', async () => {
    const { output } = await machine.exec('edge', 'sh', '-c', 'cat /proc/[0-9]*/status | grep ^Uid');
    if (!/^Uid:\t(?!0\t)/m.test(output)) throw new Error(`${output}\n${machine.outputOf('edge')}`);
  });
}

function fromOutside(...args) {
  return machine.run('outside', 'curl', '-sS', '-k', '--max-time', '20', ...args);
}

async function checkOffice() {
  await check('the office opens by https and HTTP/2, at its own name', async () => {
    await machine.until('the edge lets in', async () => {
      const { output } = await fromOutside(
        '-o',
        '/dev/null',
        '-w',
        '%{http_code} %{http_version}',
        `${base}/`,
      );
      return output === '200 2';
    });
  });
  await check('people who open http are sent to https', async () => {
    const { output } = await fromOutside(
      '-o',
      '/dev/null',
      '-w',
      '%{http_code} %{redirect_url}',
      `http://${domain}/w/x`,
    );
    if (output !== `301 ${base}/w/x`) throw new Error(output);
  });
  await check('what an authority for certificates asks reaches Atrium', async () => {
    const { output } = await fromOutside('-i', `http://${domain}/.well-known/acme-challenge/token`);
    if (!/^HTTP\/1.1 (404|200)/.test(output)) throw new Error(output);
  });
  const token = /\/setup#(\S+)/.exec(machine.outputOf('atrium'))?.[1];
  const account = {
    name: 'Ada',
    email: 'ada@example.org',
    password: 'correct horse battery',
    workspaceName: 'Acme',
  };
  await check('an office is set up through the edge, and its page opens a WebSocket', async () => {
    const made = await fromOutside(
      ...['-w', '\n%{http_code}', '-H', 'Content-Type: application/json', '-H', `Origin: ${base}`],
      ...['-d', JSON.stringify({ ...account, token }), `${base}/api/v1/setup`],
    );
    if (!made.output.endsWith('\n200')) throw new Error(`${made.output}\n${machine.outputOf('atrium')}`);
    const upgraded = await fromOutside(
      ...['-i', '--http1.1', '--max-time', '3', '-H', 'Connection: Upgrade', '-H', 'Upgrade: websocket'],
      ...['-H', 'Sec-WebSocket-Version: 13', '-H', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=='],
      ...['-H', 'Sec-WebSocket-Protocol: atrium.v1', '-H', `Origin: ${base}`, `${base}/signal/headquarters`],
    );
    if (!upgraded.output.includes('101 Switching Protocols')) throw new Error(upgraded.output);
  });
  await check('the server believes the edge, and nobody else, who somebody is', async () => {
    const wrong = JSON.stringify({ email: 'ada@example.org', password: 'not that one' });
    await fromOutside(
      '-H',
      'X-Forwarded-For: 198.51.100.1',
      '-H',
      `Origin: ${base}`,
      '-H',
      'Content-Type: application/json',
      '-d',
      wrong,
      `${base}/api/v1/session`,
    );
    await machine.until('the refusal is logged', () =>
      machine.outputOf('atrium').includes('"sign_in_failed"'),
    );
    return machine.outputOf('atrium').includes('"address":"203.0.113.100"');
  });
}

/** A client of coturn's own. @returns whether packets came back */
async function relays(...args) {
  const secret = readFileSync(join(folder, 'volumes', 'shared', 'turn', 'secret'), 'utf8');
  const { output } = await machine.run(
    'outside',
    'timeout',
    '40',
    'turnutils_uclient',
    '-u',
    'check',
    '-W',
    secret,
    '-n',
    '5',
    '-m',
    '1',
    ...args,
    domain,
  );
  // Some of coturn's client's first connections speak a TLS that is too old, and are refused: what counts is what arrives.
  return { isRelayed: /tot_recv_bytes ~ [1-9]/.test(output), output };
}

async function checkTurn() {
  await machine.until('coturn listens', () => machine.outputOf('turn').includes('listener opened'));
  for (const { what, args } of [
    { what: 'by UDP', args: ['-y', '-p', '3478'] },
    { what: 'by TCP', args: ['-y', '-t', '-p', '3478'] },
    { what: 'by TLS on 443, at the same name', args: ['-y', '-t', '-S', '-p', '443'] },
  ]) {
    await check(`TURN relays between two people ${what}`, async () => {
      const { isRelayed, output } = await relays(...args);
      if (!isRelayed) throw new Error(`${output.slice(-1_500)}\n${machine.outputOf('turn').slice(-1_500)}`);
    });
  }
  await check('coturn learns the addresses of people from the edge', () => {
    if (!/tcp or tls\S* .*203\.0\.113\.100|remote 203\.0\.113\.100/i.test(machine.outputOf('turn')))
      throw new Error(machine.outputOf('turn').slice(-1_500));
  });
  machine.spawn('neighbour', 'socat', 'UDP4-RECVFROM:7777,fork', 'EXEC:cat');
  machine.spawn('host', 'socat', 'UDP4-RECVFROM:7777,fork', 'EXEC:cat');
  await check('the echo server beside the SFU works, for those who may reach it', async () => {
    const { output } = await machine.run(
      'host',
      'sh',
      '-c',
      `echo hello | socat -t 2 - UDP4:${net}.214.50:7777`,
    );
    return output.includes('hello');
  });
  for (const [what, peer] of [
    ['an echo server beside the SFU', `${net}.214.50`],
    ['the machine itself by the address of its network', `${net}.214.1`],
    ['the machine itself by its public address', Machine.publicAddress],
    ['the server', `${net}.213.10`],
  ]) {
    await check(`with TURN credentials nobody reaches ${what}`, async () => {
      const { isRelayed } = await relays('-e', peer, '-r', '7777', '-p', '3478');
      return !isRelayed;
    });
  }
  // That the others are refused, and not merely silent, is told by this one.
  machine.spawn('sfu', 'socat', 'UDP4-RECVFROM:7777,fork', 'EXEC:cat');
  await check('with TURN credentials the address of the SFU is reached', async () => {
    const { isRelayed, output } = await relays('-e', `${net}.214.2`, '-r', '7777', '-p', '3478');
    if (!isRelayed) throw new Error(output.slice(-1_500));
  });
}

async function writeMediaWorld() {
  const worlds = join(folder, 'volumes', 'data', 'worlds');
  const module = JSON.stringify(inRoot('e2e', 'support', 'mediaWorld.ts'));
  const print = `import(${module}).then(({ mediaWorld }) => process.stdout.write(JSON.stringify(mediaWorld)))`;
  const { code, output } = await runQuietly(process.execPath, ['--import', 'tsx', '-e', print]);
  if (code !== 0) throw new Error(output);
  mkdirSync(worlds, { recursive: true });
  writeFileSync(join(worlds, 'media.world.json'), output);
}

async function checkReplacement(atrium, sfu) {
  await check('the server is replaced while the SFU goes on', async () => {
    await machine.stop('atrium');
    await machine.untilHealthy('sfu', sfu);
    // Without accounts, in a World with a MeetingRoom: for those who come next.
    await writeMediaWorld();
    await machine.start('atrium', atrium, 'atrium', {
      ATRIUM_ACCOUNTS: 'off',
      ATRIUM_WORLDS_DIR: '/data/worlds',
      ATRIUM_DEFAULT_WORLD: 'media',
    });
    await machine.untilHealthy('atrium', atrium);
    await machine.until('the server has found the SFU', () =>
      machine.outputOf('atrium').includes('SFU: 1 worker'),
    );
    await machine.until('the edge has found the server', async () => {
      const { output } = await fromOutside('-o', '/dev/null', '-w', '%{http_code}', `${base}/`);
      return output === '200';
    });
  });
}

/** Two people in a browser each, behind a firewall that lets out nothing but TCP to port 443. */
async function checkOnly443() {
  await machine.firewall(
    'outside',
    `table inet strict {
      chain leaving {
        type filter hook output priority filter; policy drop
        oifname "lo" ip daddr 127.0.0.0/8 accept
        oifname "lo" ip6 daddr ::1 accept
        tcp dport 443 accept
      }
    }`,
  );
  await check('behind a firewall that lets out port 443 alone, people hear each other', async () => {
    // The certificate to begin with is nobody's.
    const settings = ['-C', inRoot('e2e'), 'NODE_TLS_REJECT_UNAUTHORIZED=0'];
    const project = ['playwright', 'test', '--project', 'deploy', '--reporter', 'list'];
    const { code, output } = await machine.run('outside', 'env', ...settings, 'npx', ...project);
    if (code !== 0) throw new Error(output.slice(-6_000));
  });
}
