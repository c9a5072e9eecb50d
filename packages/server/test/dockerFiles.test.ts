import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { readConfiguration } from '../src/configuration/configuration.ts';
import { findUnknownVariables } from '../src/configuration/unknownVariables.ts';

const read = (path: string) => readFile(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');
const serviceSchema = z.looseObject({
  image: z.string(),
  read_only: z.boolean().optional(),
  cap_drop: z.array(z.string()).optional(),
  cap_add: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  mem_limit: z.string().optional(),
  network_mode: z.string().optional(),
  profiles: z.array(z.string()).optional(),
  ports: z.array(z.string()).optional(),
});
const composeSchema = z.looseObject({ services: z.record(z.string(), serviceSchema) });

test('deploy/cluster names servers whose settings Atrium takes, and HAProxy knows their addresses', async () => {
  const { services } = z
    .object({
      services: z.record(
        z.string(),
        z.looseObject({
          environment: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
          networks: z.object({ office: z.object({ ipv4_address: z.string().optional() }) }),
        }),
      ),
    })
    .parse(parse(await read('deploy/cluster/compose.yaml'), { merge: true }));
  const { edge, atrium1, atrium2 } = services;
  for (const [index, server] of [atrium1, atrium2].entries()) {
    const address = server?.networks.office.ipv4_address;
    const settings = Object.entries(server?.environment ?? {}).map(
      // What the host sets.
      ([name, value]) => [name, String(value).replace(/\$\{\w+(:\?[^}]*)?\}/g, 'a'.repeat(32))] as const,
    );
    const { cluster } = readConfiguration(Object.fromEntries(settings));
    expect(cluster?.address).toEqual({ host: address, port: cluster?.listen.port });
    expect(edge?.environment[`ATRIUM_${index + 1}`]).toBe(`${address}:3000`);
    expect(server?.environment['ATRIUM_TRUSTED_PROXIES']).toBe(edge?.networks.office.ipv4_address);
    expect(findUnknownVariables(Object.fromEntries(settings))).toEqual([]);
  }
});

async function servicesOf(file: string) {
  const { services } = composeSchema.parse(parse(await read(`deploy/docker/${file}`), { merge: true }));
  return services;
}

test.each(['compose.yaml', 'compose.desktop.yaml'])(
  'containers of %s have no rights that they do not need',
  async (file) => {
    for (const [name, service] of Object.entries(await servicesOf(file))) {
      // Images of others, which begin as root.
      if (service.profiles !== undefined) continue;
      expect([name, service.read_only, service.cap_drop]).toEqual([name, true, ['ALL']]);
      expect(service.security_opt).toContain('no-new-privileges:true');
      expect([name, service.cap_add]).toEqual([
        name,
        name === 'edge' ? ['NET_BIND_SERVICE', 'SETUID', 'SETGID'] : undefined,
      ]);
      if (name !== 'prepare') expect(service.mem_limit).toBeDefined();
    }
  },
);

test('the engine publishes the ports of TURN and of the SFU alone; the server is reached through the edge', async () => {
  const services = Object.entries(await servicesOf('compose.yaml'));
  expect(
    Object.fromEntries(services.flatMap(([name, { ports }]) => (ports === undefined ? [] : [[name, ports]]))),
  ).toEqual({
    sfu: ['40000-40003:40000-40003/udp', '40000-40003:40000-40003/tcp'],
    turn: ['3478:3478/udp'],
  });
  expect(services.filter(([, { network_mode: mode }]) => mode === 'host').map(([name]) => name)).toEqual([
    'edge',
  ]);
});

test('the SFU has an image tag of its own, so that a new server does not replace it', async () => {
  const { sfu, ...others } = await servicesOf('compose.yaml');
  expect(Object.values(others).map(({ image }) => image)).not.toContain(sfu?.image);
});

test('what the bundle of the server leaves out is kept in the image', async () => {
  const listed = /external: \[([^\]]*)\]/.exec(await read('packages/server/build.mjs'))?.[1] ?? '';
  const external = Array.from(listed.matchAll(/'([^']+)'/g), ([, name]) => name);
  // Native speed-ups that are used where they happen to be installed.
  const optional = ['bufferutil', 'utf-8-validate', 'pg-native'];
  const kept = await read('deploy/docker/keepPackages.mjs');
  const missing = external.filter((name) => !optional.includes(name ?? '') && !kept.includes(`'${name}'`));
  expect([external.length > optional.length, missing]).toEqual([true, []]);
});

test('what runs is made on Debian alone: what Node and npm bring besides stays in the stages before', async () => {
  const runs = Array.from(
    (await read('deploy/docker/Dockerfile')).matchAll(/^FROM (\S+) AS (atrium|edge|turn)$/gm),
    ([, base, stage]) => [stage, base],
  );
  const debian = 'docker.io/library/debian:bookworm-slim';
  expect(runs).toEqual([
    ['atrium', debian],
    ['edge', debian],
    ['turn', debian],
  ]);
});

test('images of others have a version, and go on with it until the host says otherwise', async () => {
  const { postgres, s3 } = await servicesOf('compose.yaml');
  expect(postgres?.image).toMatch(/^docker\.io\/library\/postgres:\d+-bookworm$/);
  expect(s3?.image).toMatch(/^docker\.io\/versity\/versitygw:v\d+\.\d+\.\d+$/);
});

test('the base images are public ones, of Debian 12 and Node 24', async () => {
  const from = Array.from(
    (await read('deploy/docker/Dockerfile')).matchAll(/^FROM (\S+)/gm),
    ([, name]) => name,
  );
  expect(new Set(from)).toEqual(
    new Set(['docker.io/library/node:24-bookworm-slim', 'docker.io/library/debian:bookworm-slim']),
  );
});
