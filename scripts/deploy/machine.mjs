import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runQuietly } from '../setup/run.mjs';
import { buildah } from './baseImages.mjs';
import { changed, engineRules, specOf } from './engine.mjs';

const account = 10_001;
/** What holds ends the wait at once; a machine that many share takes its time. */
const startMs = 300_000;
const pollMs = 200;

/** In the Internet of the tests. */
export const addresses = {
  machine: '203.0.113.7',
  outside: '203.0.113.100',
  authority: '203.0.113.50',
  router: '203.0.113.60',
};

/**
 * A machine with a container engine as compose.yaml needs it, in network namespaces: `host` with the engine's bridges and
 * NAT, and `outside`, from which people come. Containers are run by runc with the options of compose.yaml.
 */
export class Machine {
  #folder;
  #name;
  #namespaces = [];
  #containers = new Map();
  #mounts = new Map();

  /**
   * @param {string} folder for what the containers keep
   * @param {string} name that tells it from other machines
   */
  constructor(folder, name) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    this.#name = `atrium${process.pid}${name}`;
  }

  /** Where the containers keep something. */
  volume(name, ...path) {
    return join(this.#folder, 'volumes', name, ...path);
  }

  /** @param {string} domain that leads to its public address */
  async setUp(domain, net) {
    this.hosts = `127.0.0.1 localhost\n${addresses.machine} ${domain}\n`;
    // What names of services lead to inside of the engine's network.
    this.containerHosts = `${this.hosts}${net}.213.20 postgres\n${net}.213.21 s3\n`;
    await this.#addNamespace('internet');
    await this.#addBridge('internet', 'wan');
    await this.attach('host', 'internet', 'wan', addresses.machine);
    await this.attach('outside', 'internet', 'wan', addresses.outside);
    for (const [bridge, third] of [
      ['office', 213],
      ['media', 214],
    ])
      await this.#addBridge('host', bridge, `${net}.${third}.1`);
    await this.firewall('host', engineRules(net, addresses.machine));
  }

  /** A router at a person's home, whose NAT gives each connection a port of its own. */
  async addHome() {
    await this.attach('router', 'internet', 'wan', addresses.router);
    await this.#addBridge('router', 'lan', '192.168.77.1');
    await this.firewall(
      'router',
      `table ip nat {
        chain leaving {
          type nat hook postrouting priority srcnat
          oifname "eth0" masquerade fully-random
        }
      }`,
    );
    for (const last of [2, 3]) {
      const name = `home${last}`;
      await this.attach(name, 'router', 'lan', `192.168.77.${last}`);
      await this.inside(name, 'ip', 'route', 'add', 'default', 'via', '192.168.77.1');
    }
  }

  async #addBridge(namespace, bridge, address) {
    const ns = `${this.#name}-${namespace}`;
    await ip('-n', ns, 'link', 'add', bridge, 'type', 'bridge');
    if (address !== undefined) {
      await ip('-n', ns, 'addr', 'add', `${address}/24`, 'dev', bridge);
      await this.inside(namespace, 'sysctl', '-qw', 'net.ipv4.ip_forward=1');
    }
    await ip('-n', ns, 'link', 'set', bridge, 'up');
  }

  /** A namespace with an address on a bridge of another one. */
  async attach(name, other, bridge, address) {
    const namespace = await this.#addNamespace(name);
    const ns = `${this.#name}-${other}`;
    const link = `v${name}`.slice(0, 15);
    await ip('link', 'add', link, 'netns', ns, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace);
    await ip('-n', ns, 'link', 'set', link, 'master', bridge, 'up');
    await ip('-n', namespace, 'addr', 'add', `${address}/24`, 'dev', 'eth0');
    await ip('-n', namespace, 'link', 'set', 'eth0', 'up');
  }

  /** A program that runs another one in a namespace: for what starts programs by itself. */
  wrapper(namespace, program) {
    const path = this.#file(
      `in-${namespace}`,
      `#!/bin/sh\nexec ip netns exec ${this.#name}-${namespace} ${program} "$@"\n`,
    );
    chmodSync(path, 0o755);
    return path;
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

  /** A container's namespace, on one of the engine's bridges. */
  async connect(name, bridge, address) {
    await this.attach(name, 'host', bridge, address);
    await this.inside(name, 'ip', 'route', 'add', 'default', 'via', address.replace(/\d+$/, '1'));
  }

  /**
   * Runs a service of compose.yaml.
   *
   * @param service as `docker-compose config` prints it
   * @param {string} namespace that it is in
   * @param more `environment` beside its own, `arguments` instead of its command, `entrypoint`, and `input` from a file
   */
  async start(name, service, namespace, more = {}) {
    const mount = await this.#mount(service.image);
    const image = JSON.parse(await buildah('inspect', '--type', 'image', service.image)).Docker.config;
    const bundle = join(this.#folder, 'bundles', name);
    mkdirSync(bundle, { recursive: true });
    rmSync(join(bundle, 'config.json'), { force: true });
    await runQuietly('runc', ['spec', '-b', bundle]);
    const spec = JSON.parse(readFileSync(join(bundle, 'config.json'), 'utf8'));
    const binds = [
      ...this.#volumes(service, image, mount),
      { source: this.#file('hosts', this.containerHosts), destination: '/etc/hosts' },
    ];
    writeFileSync(
      join(bundle, 'config.json'),
      JSON.stringify(
        specOf(spec, { service: changed(service, more), image, mount, binds, netns: this.#path(namespace) }),
      ),
    );
    const id = `${this.#name}-${name}`;
    const input = more.input === undefined ? 'ignore' : openSync(more.input, 'r');
    const child = spawn('runc', ['run', '-b', bundle, id], { stdio: [input, 'pipe', 'pipe'] });
    if (more.input !== undefined) closeSync(input);
    const container = { child, id, isContainer: true, output: '', code: undefined };
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (container.output += chunk.toString()));
    child.on('close', (code) => (container.code = code ?? 1));
    this.#containers.set(name, container);
    return container;
  }

  /** Runs a service to its end, as `compose run --rm` does. @returns what it printed */
  async runOnce(name, service, namespace, more) {
    const container = await this.start(name, service, namespace, more);
    await this.until(`${name} ends`, () => container.code !== undefined);
    await this.#forget(name, container);
    if (container.code !== 0) throw new Error(container.output);
    return container.output;
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
    await this.#forget(name, container);
  }

  async signal(name, signal) {
    await runQuietly('runc', ['kill', `${this.#name}-${name}`, signal]);
  }

  async #forget(name, container) {
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
    mkdirSync(join('/etc/netns', namespace), { recursive: true });
    writeFileSync(join('/etc/netns', namespace, 'hosts'), this.hosts);
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
      const [name, destination, mode] =
        typeof volume === 'string'
          ? volume.split(':')
          : [volume.source, volume.target, volume.read_only === true ? 'ro' : 'rw'];
      const source = this.volume(name);
      mkdirSync(source, { recursive: true });
      if (name === 'shared' || name === 'data' || name === 'backups') {
        chownSync(source, account, account);
        chmodSync(source, name === 'shared' ? 0o2770 : 0o700);
      }
      return { source, destination, mode };
    });
  }
}

async function ip(...args) {
  const { code, output } = await runQuietly('ip', args);
  if (code !== 0) throw new Error(`ip ${args.join(' ')} failed: ${output}`);
}
