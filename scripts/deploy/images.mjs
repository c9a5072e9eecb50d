import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from '../setup/paths.mjs';
import { say } from '../setup/say.mjs';
import { buildah, debianImage, makeBaseImages, nodeImage } from './baseImages.mjs';

/** The targets of the Dockerfile, the tags of compose.yaml, and what each may weigh, in bytes. */
const targets = {
  atrium: { tags: ['localhost/atrium:0.1.0', 'localhost/atrium-sfu:1'], mostBytes: 260_000_000 },
  edge: { tags: ['localhost/atrium-edge:0.1.0'], mostBytes: 100_000_000 },
  turn: { tags: ['localhost/atrium-turn:0.1.0'], mostBytes: 100_000_000 },
};

/** Of each image, as the Open Container Initiative names them. */
const labels = ['title', 'description', 'licenses', 'version', 'revision'];

/** Builds the images from the unchanged Dockerfile. */
export async function buildImages({ check }) {
  await makeBaseImages(join(process.env.XDG_CACHE_HOME || '/root/.cache', 'atrium', 'base-images'));
  for (const [target, { tags, mostBytes }] of Object.entries(targets)) {
    say(`building the image ${target} ...`);
    const options = ['--layers', '--pull-never', '--format', 'docker', '--target', target];
    const named = tags.flatMap((tag) => ['-t', tag]);
    await buildah('bud', ...options, ...named, '-f', inRoot('deploy', 'docker', 'Dockerfile'), inRoot());
    const { config } = JSON.parse(await buildah('inspect', '--type', 'image', tags[0])).Docker;
    await check(`${target}: the image has OCI labels`, () =>
      labels.every((label) => Boolean(config.Labels[`org.opencontainers.image.${label}`])),
    );
    await check(`${target}: the image has at most ${mostBytes / 1_000_000} MB`, async () => {
      const bytes = await sizeOf(tags[0]);
      say(`the image ${target} has ${Math.round(bytes / 1_000_000)} MB`);
      if (bytes > mostBytes) throw new Error(`It has ${bytes} bytes.`);
    });
  }
}

/** What its files take, as `docker images` counts. */
async function sizeOf(image) {
  const [found] = JSON.parse(await buildah('images', '--json', image));
  const [, number, unit] = /^([\d.]+) (\w+)$/.exec(found.size) ?? [];
  const units = { KB: 1e3, MB: 1e6, GB: 1e9 };
  return Number(number) * (units[unit] ?? 1);
}

/**
 * PostgreSQL of Debian under the name of the official image, which no registry gives us here. It takes the same
 * variables, volume and account: https://hub.docker.com/_/postgres.
 */
const postgresEntry = `#!/bin/sh
set -eu
bin=$(echo /usr/lib/postgresql/*/bin)
export PGDATA=/var/lib/postgresql/data
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  # Read as root, before it becomes another account.
  cat "$POSTGRES_PASSWORD_FILE" > /tmp/password
  chown postgres /tmp/password "$PGDATA"
  chmod 700 "$PGDATA"
  su postgres -c "$bin/initdb -U '$POSTGRES_USER' --pwfile=/tmp/password -A scram-sha-256"
  rm /tmp/password
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
  sed -i '/^local/s/scram-sha-256/trust/' "$PGDATA/pg_hba.conf"
  su postgres -c "echo 'create database $POSTGRES_DB' | $bin/postgres --single -j postgres"
fi
mkdir -p /var/run/postgresql && chown postgres /var/run/postgresql
exec su postgres -c "exec $bin/postgres -c listen_addresses='*'"
`;

/** The S3 server of the other tests under the name of versitygw, with the options that compose.yaml uses of it. */
const s3Entry = `#!/usr/bin/env node
const S3rver = require('/opt/s3/node_modules/s3rver');
const Account = require('/opt/s3/node_modules/s3rver/lib/models/account');
const [portOption, port, backend, directory] = process.argv.slice(2);
if (portOption !== '--port' || backend !== 'posix') throw new Error('Not the options of versitygw');
const { ROOT_ACCESS_KEY, ROOT_SECRET_KEY } = process.env;
new Account('1', 'root').createKeyPair(ROOT_ACCESS_KEY, ROOT_SECRET_KEY);
const options = { address: '0.0.0.0', port: Number(port.slice(1)), directory, vhostBuckets: false, silent: true };
new S3rver(options).run().then(() => console.log('S3 listens'));
process.on('SIGTERM', () => process.exit(0));
`;

/** Makes the images of the profiles, which are other people's. */
export async function makeProfileImages(folder, { postgres, s3 }) {
  const file = (name, text) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, { mode: 0o755 });
    return path;
  };
  const apt = 'apt-get update && apt-get install -y --no-install-recommends postgresql';
  file(
    'postgres/Dockerfile',
    [
      `FROM ${debianImage}`,
      `RUN ${apt} && ln -s /usr/lib/postgresql/*/bin/pg_isready /usr/local/bin/ && mkdir -p /var/lib/postgresql/data`,
      'COPY entry /usr/local/bin/entry',
      'ENTRYPOINT ["entry"]',
    ].join('\n'),
  );
  file('postgres/entry', postgresEntry);
  file(
    's3/Dockerfile',
    [
      `FROM ${nodeImage}`,
      'RUN mkdir /opt/s3 && cd /opt/s3 && npm install --no-audit --no-fund --ignore-scripts s3rver@3.7.1',
      'COPY versitygw /usr/local/bin/versitygw',
    ].join('\n'),
  );
  file('s3/versitygw', s3Entry);
  for (const [name, { image }] of Object.entries({ postgres, s3 })) {
    say(`making what is used as ${image} here ...`);
    await buildah('bud', '--layers', '--pull-never', '--format', 'docker', '-t', image, join(folder, name));
  }
}
