import { readFileSync } from 'node:fs';
import { inRoot } from '../setup/paths.mjs';
import { addresses } from './machine.mjs';

const secretOf = ({ machine, domain }) => ({
  secret: readFileSync(machine.volume('shared', 'turn', 'secret'), 'utf8').trim(),
  domain,
});

/** A client of coturn's own. @returns whether packets came back */
async function relays(office, ...args) {
  const { secret, domain } = secretOf(office);
  const asked = ['-u', 'check', '-W', secret, '-n', '5', '-m', '1', ...args, domain];
  const { output } = await office.machine.run('outside', 'timeout', '40', 'turnutils_uclient', ...asked);
  // Some of coturn's client's first connections speak a TLS that is too old, and are refused: what counts is what arrives.
  return { isRelayed: /tot_recv_bytes ~ [1-9]/.test(output), output };
}

export async function checkTurn(office) {
  const { machine, check, net } = office;
  await machine.until('coturn listens', () => machine.outputOf('turn').includes('listener opened'));
  for (const { what, args } of [
    { what: 'by UDP', args: ['-y', '-p', '3478'] },
    { what: 'by TCP', args: ['-y', '-t', '-p', '3478'] },
    { what: 'by TLS on 443, at the same name', args: ['-y', '-t', '-S', '-p', '443'] },
  ]) {
    await check(`TURN relays between two people ${what}`, async () => {
      const { isRelayed, output } = await relays(office, ...args);
      if (!isRelayed) throw new Error(`${output.slice(-1_500)}\n${machine.outputOf('turn').slice(-1_500)}`);
    });
  }
  await check('coturn learns the addresses of people from the edge', () => {
    const known = addresses.outside.replaceAll('.', '\\.');
    if (!new RegExp(`tcp or tls\\S* .*${known}|remote ${known}`, 'i').test(machine.outputOf('turn')))
      throw new Error(machine.outputOf('turn').slice(-1_500));
  });
  await machine.connect('neighbour', 'media', `${net}.214.50`);
  machine.spawn('neighbour', 'socat', 'UDP4-RECVFROM:7777,fork', 'EXEC:cat');
  machine.spawn('host', 'socat', 'UDP4-RECVFROM:7777,fork', 'EXEC:cat');
  const echoes = (address) =>
    machine.until(`${address} echoes`, async () => {
      const hello = `echo hello | socat -t 2 - UDP4:${address}:7777`;
      return (await machine.run('host', 'sh', '-c', hello)).output.includes('hello');
    });
  await check('the echo server beside the SFU works, for those who may reach it', () =>
    echoes(`${net}.214.50`),
  );
  for (const [what, peer] of [
    ['an echo server beside the SFU', `${net}.214.50`],
    ['the machine itself by the address of its network', `${net}.214.1`],
    ['the machine itself by its public address', addresses.machine],
    ['the server', `${net}.213.10`],
  ]) {
    await check(`with TURN credentials nobody reaches ${what}`, async () => {
      const { isRelayed } = await relays(office, '-e', peer, '-r', '7777', '-p', '3478');
      return !isRelayed;
    });
  }
  // That the others are refused, and not merely silent, is told by this one.
  machine.spawn('sfu', 'socat', 'UDP4-RECVFROM:7777,fork', 'EXEC:cat');
  await check('with TURN credentials the address of the SFU is reached', async () => {
    await echoes(`${net}.214.2`);
    const { isRelayed, output } = await relays(office, '-e', `${net}.214.2`, '-r', '7777', '-p', '3478');
    if (!isRelayed) throw new Error(output.slice(-1_500));
  });
}

/** Before any test has opened a port of its own on the machine. */
export async function checkPorts(office) {
  const { machine, check } = office;
  await machine.until('coturn listens', () => machine.outputOf('turn').includes('listener opened'));
  await check(
    'who tries all TCP ports of the machine from outside finds 80, 443, 3478 and 40000',
    async () => {
      const all = ['-n', '-Pn', '-sT', '-p', '1-65535', '-T4', '-oG', '-', addresses.machine];
      const output = await machine.inside('outside', 'nmap', ...all);
      const open = Array.from(output.matchAll(/(\d+)\/(?:open|filtered)\//g), ([, port]) => port);
      if (open.join() !== '80,443,3478,40000') throw new Error(output);
    },
  );
  await check('who tries all UDP ports of the machine from outside finds 3478 and 40000', async () => {
    // Each closed port says so at once: the kernel holds back no refusal.
    for (const namespace of ['host', 'sfu', 'turn'])
      await machine.inside(namespace, 'sysctl', '-qw', 'net.ipv4.icmp_ratemask=0');
    const script = inRoot('scripts', 'deploy', 'scanUdp.mjs');
    const output = await machine.inside('outside', process.execPath, script, addresses.machine);
    if (output !== '3478,40000') throw new Error(output);
  });
  await checkPortsThroughTurn(office);
}

/** What a person with TURN credentials may send to, and what listens there. */
async function checkPortsThroughTurn(office) {
  const { machine, check, net } = office;
  const last = (third) => Array.from({ length: 254 }, (_, index) => `${net}.${third}.${index + 1}`);
  const others = ['127.0.0.1', '10.0.0.1', '100.64.0.1', '169.254.169.254', '192.168.77.2', '192.168.77.1'];
  const tried = [...last(213), ...last(214), ...Object.values(addresses), ...others];
  const granted = [`${net}.214.2`, `${net}.214.3`, addresses.machine];
  await check(`of ${tried.length} addresses TURN sends to the SFU and to itself alone`, async () => {
    const { secret, domain } = secretOf(office);
    const script = inRoot('packages', 'server', 'test', 'support', 'permittedByTurn.ts');
    const output = await machine.inside(
      'outside',
      ...[process.execPath, '--import', 'tsx', script, domain, secret, tried.join()],
    );
    // coturn takes the public address for its own behind NAT.
    if (output.trim() !== granted.join()) throw new Error(output);
  });
  await check('at these addresses nothing takes packets but the SFU and coturn', async () => {
    const listening = async (namespace) => {
      const output = await machine.inside(namespace, 'ss', '-lnHu');
      const ports = output
        .trim()
        .split('\n')
        .map((line) => line.split(/\s+/)[3].replace(/.*:/, ''));
      // The relays themselves: deploy/coturn/turnserver.conf.
      const others = ports.filter((port) => Number(port) < 49_152 || Number(port) > 51_151);
      return Array.from(new Set(others)).join();
    };
    const found = `${await listening('sfu')} ${await listening('turn')}`;
    if (found !== '40000 3478') throw new Error(found);
  });
}
