import { appendFileSync, existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { debianCommand, ensureDebianPackages } from './ensureDebianPackages.mjs';
import { findOnPath } from './findOnPath.mjs';
import { giveUp } from './say.mjs';

const debianFolder = '/usr/lib/postgresql';
const clusterSettings = '/etc/postgresql-common/createcluster.conf';

/**
 * Finds the PostgreSQL that the tests of persistence run against, and installs Debian's if there is none and this machine
 * lets us.
 *
 * @returns {Promise<string>} the folder of `initdb` and `postgres`; `ATRIUM_POSTGRES_BIN` if that is set
 */
export async function ensurePostgres() {
  const find = () => process.env.ATRIUM_POSTGRES_BIN ?? findInstalled();
  if (find() === undefined) await installWithoutCluster();
  return (
    find() ??
    giveUp(
      `the tests of persistence need PostgreSQL. On Debian or Ubuntu, run as root: ${debianCommand(['postgresql'])}\n` +
        'Elsewhere, install PostgreSQL and set ATRIUM_POSTGRES_BIN to the folder of initdb.',
    )
  );
}

function findInstalled() {
  const versions = existsSync(debianFolder)
    ? readdirSync(debianFolder)
        .map(Number)
        .sort((a, b) => b - a)
    : [];
  const ofDebian = versions.map((version) => join(debianFolder, String(version), 'bin'));
  const onPath = findOnPath(['initdb']);
  return [...ofDebian, ...(onPath === undefined ? [] : [dirname(onPath)])].find((folder) =>
    existsSync(join(folder, 'initdb')),
  );
}

/** Debian makes and starts a database server with the package: nobody asked for that. */
async function installWithoutCluster() {
  if (!(await ensureDebianPackages(['postgresql-common']))) return;
  appendFileSync(clusterSettings, '\ncreate_main_cluster = false\n');
  await ensureDebianPackages(['postgresql']);
}
