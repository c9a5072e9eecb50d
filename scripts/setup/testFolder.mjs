import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from './say.mjs';

/** Of Linux: files in memory. */
const memoryFolder = '/dev/shm';
const prefix = 'atrium-test-';
/** A run has about 1 GB of databases and browser profiles at a time. */
const leastBytes = 6 * 1024 ** 3;

/**
 * Makes the folder for a run's temporary files: in memory where there is plenty, since tests make some hundred databases
 * and remove them again; on disk otherwise. Folders that killed runs have left in memory go.
 *
 * @returns its path
 */
export function makeTestFolder() {
  if (hasRoomInMemory()) {
    removeLeftFolders();
    const folder = makeFolder(memoryFolder);
    if (mayRunPrograms(folder)) return folder;
    rmSync(folder, { recursive: true });
  }
  return makeFolder(tmpdir());
}

/** What the run's browsers still write into is no reason for a run to fail; the next one removes it. */
export function removeTestFolder(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  } catch (error) {
    say(`cannot remove ${folder} yet: ${error.message}`);
  }
}

function makeFolder(parent) {
  const folder = mkdtempSync(join(parent, `${prefix}${process.pid}-`));
  // Like the system's own: PostgreSQL runs as another account where the tests run as root.
  chmodSync(folder, 0o1777);
  return folder;
}

function hasRoomInMemory() {
  if (!existsSync(memoryFolder)) return false;
  const { bavail, bsize } = statfsSync(memoryFolder);
  return bavail * bsize >= leastBytes && freemem() >= leastBytes;
}

function removeLeftFolders() {
  for (const name of readdirSync(memoryFolder)) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (Number.isNaN(pid) || existsSync(`/proc/${pid}`)) continue;
    rmSync(join(memoryFolder, name), { recursive: true, force: true });
  }
}

/** Containers often forbid it there, and some tests make small programs. */
function mayRunPrograms(folder) {
  const program = join(folder, 'program');
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o700 });
  const { status } = spawnSync(program);
  rmSync(program);
  return status === 0;
}
