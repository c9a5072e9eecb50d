import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runQuietly } from '../setup/run.mjs';
import { buildah } from './baseImages.mjs';

const account = 10_001;
const startMs = 120_000;
const pollMs = 200;

/**
 * A machine with a container engine as compose.yaml needs it, in network namespaces: `host` with the public address
 * 203.0.113.7 and the engine's bridges and NAT, and `outside`, from which people come. Containers are run by runc with
 * the options of compose.yaml.
 */
export class Machine {
  static publicAddress = '203.0.113.7';
  #folder;
  #name;
  #namespaces = [];
  #containers = new Map();
  #mounts = new Map();

  /** @param {string} folder for what the containers keep */
  constructor(folder) {
    this.#folder = folder;
    this.#name = `atrium${process.pid}`;
  }

  /** @param {string} domain that leads to its public address */
  async setUp(domain, net) {
    const [host, outside] = [await this.#addNamespace('host'), await this.#addNamespace('outside')];
    const { publicAddress } = Machine;
    this.hosts = `127.0.0.1 localhost\n${publicAddress} ${domain}\n`;
    mkdirSync(join('/etc/netns', outside), { recursive: true });
    writeFileSync(join('/etc/netns', outside, 'hosts'), this.hosts);
    await ip('link', 'add', 'wan', 'netns', host, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', outside);
    await ip('-n', host, 'addr', 'add', `${publicAddress}/24`, 'dev', 'wan');
    await ip('-n', outside, 'addr', 'add', '203.0.113.100/24', 'dev', 'eth0');
    for (const [namespace, link] of [
      [host, 'wan'],
      [outside, 'eth0'],
    ])
      await ip('-n', namespace, 'link', 'set', link, 'up');
    for (const [bridge, third] of [
      ['office', 213],
      ['media', 214],
    ]) {
      await ip('-n', host, 'link', 'add', bridge, 'type', 'bridge');
      await ip('-n', host, 'addr', 'add', `${net}.${third}.1/24`, 'dev', bridge);
      await ip('-n', host, 'link', 'set', bridge, 'up');
    }
    await this.inside('host', 'sysctl', '-qw', 'net.ipv4.ip_forward=1');
    await this.firewall('host', engineRules(net, publicAddress));
  }

  /** Replaces the packet filter of a namespace. */
  async firewall(namespace, rules) {
    const file = join(this.#folder, `${namespace}.nft`);
    writeFileSync(file, `flush ruleset\n${rules}`);
    await this.inside(namespace, 'nft', '-f', file);
  }

  /** Runs a program on the machine, or outside of it. @returns {Promise<{code: number, output: string}>} */
  run(namespace, command, ...args) {
    return runQuietly('ip', ['netns', 'exec', `${this.#name}-${namespace}`, command, ...args]);
  }

  /** The same, where it has to succeed. */
  async inside(namespace, command, ...args) {
    const { code, output } = await this.run(namespace, command, ...args);
    if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed in ${namespace}:\n${output}`);
    return output;
  }

  spawn(namespace, command, ...args) {
    const child = spawn('ip', ['netns', 'exec', `${this.#name}-${namespace}`, command, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#containers.set(`${namespace} ${command} ${child.pid}`, { child, isContainer: false });
    return child;
  }

  /** A namespace with an address on one of the bridges. */
  async connect(name, bridge, address) {
    const namespace = await this.#addNamespace(name);
    const host = `${this.#name}-host`;
    const link = `v${name}`.slice(0, 15);
    await ip('link', 'add', link, 'netns', host, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace);
    await ip('-n', host, 'link', 'set', link, 'master', bridge, 'up');
    await ip('-n', namespace, 'addr', 'add', `${address}/24`, 'dev', 'eth0');
    await ip('-n', namespace, 'link', 'set', 'eth0', 'up');
    await ip('-n', namespace, 'route', 'add', 'default', 'via', address.replace(/\d+$/, '1'));
    return name;
  }

  /**
   * Runs a service of compose.yaml.
   *
   * @param service as `docker-compose config` prints it
   * @param {string} namespace that it is in
   */
  async start(name, service, namespace, environment = {}) {
    const mount = await this.#mount(service.image);
    const image = JSON.parse(await buildah('inspect', '--type', 'image', service.image)).Docker.config;
    const bundle = join(this.#folder, 'bundles', name);
    mkdirSync(bundle, { recursive: true });
    rmSync(join(bundle, 'config.json'), { force: true });
    await runQuietly('runc', ['spec', '-b', bundle]);
    const spec = JSON.parse(readFileSync(join(bundle, 'config.json'), 'utf8'));
    const binds = [
      ...this.#volumes(service, image, mount),
      { source: this.#file('hosts', this.hosts), destination: '/etc/hosts' },
    ];
    writeFileSync(
      join(bundle, 'config.json'),
      JSON.stringify(
        specOf(spec, { service, image, mount, binds, environment, netns: this.#path(namespace) }),
      ),
    );
    const id = `${this.#name}-${name}`;
    const child = spawn('runc', ['run', '-b', bundle, id], { stdio: ['ignore', 'pipe', 'pipe'] });
    const container = { child, id, isContainer: true, output: '', code: undefined };
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (container.output += chunk.toString()));
    child.on('exit', (code) => (container.code = code ?? 1));
    this.#containers.set(name, container);
    return container;
  }

  /** What a service has printed. */
  outputOf(name) {
    return this.#containers.get(name)?.output ?? '';
  }

  /** Runs a program in a running container, as its account. */
  async exec(name, ...args) {
    return runQuietly('runc', ['exec', `${this.#name}-${name}`, ...args]);
  }

  /** Runs the service's own health check until it succeeds. */
  async untilHealthy(name, service) {
    const image = JSON.parse(await buildah('inspect', '--type', 'image', service.image)).Docker.config;
    const [, ...test] = service.healthcheck?.test ?? image.Healthcheck.Test;
    await this.until(`${name} is healthy`, async () => (await this.exec(name, ...test)).code === 0);
  }

  async until(what, holds) {
    const endMs = performance.now() + startMs;
    while (!(await holds())) {
      if (performance.now() > endMs) {
        const said = [...this.#containers].map(([name, { output }]) => `--- ${name}\n${output ?? ''}`);
        throw new Error(`It did not happen: ${what}\n${said.join('\n').slice(-6_000)}`);
      }
      await sleep(pollMs);
    }
  }

  async stop(name, signal = 'TERM') {
    const container = this.#containers.get(name);
    if (container === undefined) return;
    await runQuietly('runc', ['kill', container.id, signal]);
    await this.until(`${name} ends`, () => container.code !== undefined);
    this.#containers.delete(name);
    await runQuietly('runc', ['delete', '-f', container.id]);
  }

  async remove() {
    for (const { child, id, isContainer } of this.#containers.values()) {
      if (isContainer) await runQuietly('runc', ['delete', '-f', id]);
      else child.kill('SIGKILL');
    }
    for (const container of this.#mounts.values()) await buildah('rm', container.name);
    for (const namespace of this.#namespaces) {
      await runQuietly('ip', ['netns', 'delete', namespace]);
      rmSync(join('/etc/netns', namespace), { recursive: true, force: true });
    }
  }

  async #addNamespace(name) {
    const namespace = `${this.#name}-${name}`;
    await ip('netns', 'add', namespace);
    this.#namespaces.push(namespace);
    await ip('-n', namespace, 'link', 'set', 'lo', 'up');
    return namespace;
  }

  #path(namespace) {
    return `/var/run/netns/${this.#name}-${namespace}`;
  }

  async #mount(image) {
    const known = this.#mounts.get(image);
    if (known !== undefined) return known.path;
    const name = (await buildah('from', '--pull-never', image)).split('\n').at(-1);
    const path = await buildah('mount', name);
    this.#mounts.set(image, { name, path });
    return path;
  }

  #file(name, text) {
    const path = join(this.#folder, name);
    writeFileSync(path, text);
    return path;
  }

  /** New volumes begin as the image has the folder: owner and mode. */
  #volumes({ volumes = [] }) {
    return volumes.map((volume) => {
      const [name, destination] =
        typeof volume === 'string' ? volume.split(':') : [volume.source, volume.target];
      const source = join(this.#folder, 'volumes', name);
      mkdirSync(source, { recursive: true });
      if (name === 'shared' || name === 'data' || name === 'backups') {
        chownSync(source, account, account);
        chmodSync(source, name === 'shared' ? 0o2770 : 0o700);
      }
      return { source, destination };
    });
  }
}

/** What the engine does for `ports:` and between networks. */
function engineRules(net, publicAddress) {
  return `
table ip nat {
  chain arriving {
    type nat hook prerouting priority dstnat
    ip daddr ${publicAddress} udp dport 40000-40003 dnat to ${net}.214.2
    ip daddr ${publicAddress} tcp dport 40000-40003 dnat to ${net}.214.2
    ip daddr ${publicAddress} udp dport 3478 dnat to ${net}.214.3
  }
  chain leaving {
    type nat hook postrouting priority srcnat
    ip saddr ${net}.0.0/16 oifname "wan" masquerade
  }
}
table inet apart {
  chain forward {
    type filter hook forward priority filter
    iifname "office" oifname "media" drop
    iifname "media" oifname "office" drop
  }
}
`;
}

/** What an engine makes of the options of compose.yaml. */
function specOf(spec, { service, image, mount, binds, environment, netns }) {
  const isRoot = !image.User;
  const capabilities = (service.cap_add ?? []).map((name) => `CAP_${name}`);
  const own = Object.entries(service.environment ?? {}).map(([name, value]) => `${name}=${value ?? ''}`);
  const added = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const [uid, gid] = isRoot ? [0, 0] : image.User.split(':').map(Number);
  return {
    ...spec,
    hostname: 'container',
    process: {
      terminal: false,
      user: { uid, gid, additionalGids: (service.group_add ?? []).map(Number) },
      args: [...(service.entrypoint ?? image.Entrypoint), ...commandOf(service, image)],
      env: [...image.Env, ...own, ...added],
      cwd: image.WorkingDir || '/',
      // An account that is not root has none of those that are added.
      capabilities: {
        bounding: capabilities,
        effective: isRoot ? capabilities : [],
        permitted: isRoot ? capabilities : [],
      },
      noNewPrivileges: true,
    },
    root: { path: mount, readonly: service.read_only === true },
    mounts: [
      ...spec.mounts.filter(({ destination }) => destination !== '/sys/fs/cgroup'),
      ...(service.tmpfs ?? []).map((destination) => ({
        destination,
        type: 'tmpfs',
        source: 'tmpfs',
        options: ['nosuid', 'nodev', 'mode=1777'],
      })),
      ...binds.map((bind) => ({ ...bind, type: 'bind', options: ['rbind', 'rw'] })),
    ],
    linux: {
      ...spec.linux,
      namespaces: [
        ...spec.linux.namespaces.filter(({ type }) => type !== 'network'),
        { type: 'network', path: netns },
      ],
    },
  };
}

function commandOf(service, image) {
  if (service.command !== undefined && service.command !== null) return service.command;
  return service.entrypoint === undefined ? (image.Cmd ?? []) : [];
}

async function ip(...args) {
  const { code, output } = await runQuietly('ip', args);
  if (code !== 0) throw new Error(`ip ${args.join(' ')} failed: ${output}`);
}
