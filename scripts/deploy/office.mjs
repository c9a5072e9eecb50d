import { statSync } from 'node:fs';
import { addresses } from './machine.mjs';

/** Starts a fresh office as `docker compose up -d` does. @param environment of the server, beside what compose sets */
export async function startOffice({ machine, services, net }, environment = {}) {
  const { edge, atrium, sfu, turn } = services;
  await machine.connect('sfu', 'media', `${net}.214.2`);
  await machine.connect('turn', 'media', `${net}.214.3`);
  await machine.start('sfu', sfu, 'sfu');
  await machine.start('turn', turn, 'turn');
  await machine.start('atrium', atrium, 'atrium', { environment });
  await machine.start('edge', edge, 'host');
  await machine.untilHealthy('atrium', atrium);
  await machine.untilHealthy('sfu', sfu);
}

/** Runs the service that the others wait for. */
export async function prepare({ machine, services, net }) {
  await machine.connect('prepare', 'office', `${net}.213.99`);
  await machine.connect('atrium', 'office', `${net}.213.10`);
  await machine.runOnce('prepare', services.prepare, 'prepare');
}

export async function checkPreparation(office) {
  const { machine, check } = office;
  await check('the first start makes what the containers share', () => prepare(office));
  const modeOf = (path) => (statSync(machine.volume('shared', path)).mode & 0o777).toString(8);
  await check('secrets are for their own account only', () => {
    const modes = ['turn/secret', 'turn/turnserver.conf', 'postgres/password', 's3/secret-key', 'turn'].map(
      modeOf,
    );
    if (modes.join() !== '600,600,600,600,700') throw new Error(modes.join());
  });
}

export async function checkConfinement({ machine, check }) {
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

/** Asks the office from outside. */
export function ask({ machine }, ...args) {
  return machine.run('outside', 'curl', '-sS', '-k', '--max-time', '20', ...args);
}

/** Waits until the edge lets people in. */
export async function untilOpen(office) {
  await office.machine.until('the edge lets in', async () => {
    const { output } = await ask(office, '-o', '/dev/null', '-w', '%{http_code}', `${office.base}/`);
    return output === '200';
  });
}

export const account = {
  name: 'Ada',
  email: 'ada@example.org',
  password: 'correct horse battery',
  workspaceName: 'Acme',
};

/** @returns the answer and, in a line of its own, its status */
export function signIn(office, { email, password }, ...more) {
  return post(office, 'session', { email, password }, ...more);
}

/** Sends JSON as a page of the office does. @returns the answer and, in a line of its own, its status */
function post(office, path, body, ...more) {
  const origin = ['-H', 'Content-Type: application/json', '-H', `Origin: ${office.base}`];
  const sent = ['-w', '\n%{http_code}', '-d', JSON.stringify(body)];
  return ask(office, ...sent, ...origin, ...more, `${office.base}/api/v1/${path}`);
}

export async function checkOffice(office) {
  const { machine, check, domain, base } = office;
  await check('the office opens by https and HTTP/2, at its own name', async () => {
    await untilOpen(office);
    const { output } = await ask(office, '-o', '/dev/null', '-w', '%{http_version}', `${base}/`);
    return output === '2';
  });
  await check('people who open http are sent to https', async () => {
    const { output } = await ask(
      office,
      ...['-o', '/dev/null', '-w', '%{http_code} %{redirect_url}', `http://${domain}/w/x`],
    );
    if (output !== `301 ${base}/w/x`) throw new Error(output);
  });
  await check('what an authority for certificates asks reaches Atrium', async () => {
    const { output } = await ask(office, '-i', `http://${domain}/.well-known/acme-challenge/token`);
    if (!/^HTTP\/1.1 (404|200)/.test(output)) throw new Error(output);
  });
  await check('an office is set up through the edge, and its page opens a WebSocket', async () => {
    const token = /\/setup#(\S+)/.exec(machine.outputOf('atrium'))?.[1];
    const made = await post(office, 'setup', { ...account, token });
    if (!made.output.endsWith('\n200')) throw new Error(`${made.output}\n${machine.outputOf('atrium')}`);
    const upgraded = await ask(
      office,
      ...['-i', '--http1.1', '--max-time', '3', '-H', 'Connection: Upgrade', '-H', 'Upgrade: websocket'],
      ...['-H', 'Sec-WebSocket-Version: 13', '-H', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=='],
      ...['-H', 'Sec-WebSocket-Protocol: atrium.v1', '-H', `Origin: ${base}`, `${base}/signal/headquarters`],
    );
    if (!upgraded.output.includes('101 Switching Protocols')) throw new Error(upgraded.output);
  });
  await check('the server believes the edge, and nobody else, who somebody is', async () => {
    const wrong = { ...account, password: 'not that one' };
    await signIn(office, wrong, '-H', 'X-Forwarded-For: 198.51.100.1');
    await machine.until('the refusal is logged', () =>
      machine.outputOf('atrium').includes('"sign_in_failed"'),
    );
    return machine.outputOf('atrium').includes(`"address":"${addresses.outside}"`);
  });
}
