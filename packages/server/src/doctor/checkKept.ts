import { constants } from 'node:fs';
import { access, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { askPostgres } from '@atrium/workspace';
import type { Configuration } from '../configuration/configuration.ts';
import { askRunningServer } from '../control/controlSocket.ts';
import { openBlobs, tryBlobs } from '../workspaces/openBlobs.ts';
import { fine, notChecked, reasonOf, wrong } from './finding.ts';
import type { Finding } from './finding.ts';

const mebibyte = 1024 * 1024;
/** Below that, the next backup, log or image may be the last. */
const leastFreeBytes = 1024 * mebibyte;
const checkText = 'the doctor has been here';

/** The data folder, and the room on its disk. */
export async function checkDisk({ dataFolder }: Configuration): Promise<readonly Finding[]> {
  const subject = 'Disk';
  const path = resolve(dataFolder);
  try {
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      return [
        wrong(
          subject,
          `There is no data folder at ${path}.`,
          'Start Atrium once, or set ATRIUM_DATA_DIR to the right folder.',
        ),
      ];
    return [
      wrong(
        subject,
        `This account may not read and write ${path}.`,
        'Run this with the account of the server, or give the folder to it.',
      ),
    ];
  }
  const { bavail, bsize, ffree, files } = await statfs(path);
  const freeMiB = Math.floor((bavail * bsize) / mebibyte);
  if (bavail * bsize < leastFreeBytes)
    return [
      wrong(
        subject,
        `${freeMiB} MiB are free at ${path}.`,
        'Make room: with a full disk, nothing can be saved.',
      ),
    ];
  // Some file systems count no files.
  if (files > 0 && ffree < files / 100)
    return [
      wrong(
        subject,
        `The disk of ${path} can take hardly any more files.`,
        'Delete files that are not needed.',
      ),
    ];
  return [fine(subject, `${freeMiB} MiB are free at ${path}.`)];
}

/** Whether the database answers, and quickly. */
export async function checkDatabase({
  databaseUrl,
  dataFolder,
  hasAccounts,
}: Configuration): Promise<readonly Finding[]> {
  const subject = 'Database';
  if (!hasAccounts) return [notChecked(subject, 'There is none (ATRIUM_ACCOUNTS=off).')];
  if (databaseUrl !== undefined) return [await checkPostgres(databaseUrl)];
  const answer = await askRunningServer(dataFolder, { command: 'check' });
  if (answer === undefined)
    return [
      notChecked(subject, 'It is in the data folder, and opened by the server alone, which does not run.'),
    ];
  return [
    answer.ok
      ? fine(subject, answer.text)
      : wrong(subject, answer.text, 'Look into the log, and start Atrium again.'),
  ];
}

async function checkPostgres(url: string): Promise<Finding> {
  const subject = 'Database';
  try {
    const { tookMs } = await askPostgres(url);
    return fine(subject, `PostgreSQL answers within ${Math.ceil(tookMs)} ms.`);
  } catch (cause) {
    return wrong(
      subject,
      `${reasonOf(cause)}.`,
      'Check DATABASE_URL, and whether the database runs and lets this machine in.',
    );
  }
}

/** Whether files can be written, read and removed. */
export async function checkFiles(configuration: Configuration): Promise<readonly Finding[]> {
  return [
    configuration.s3 === undefined ? await checkFolder(configuration) : await checkStore(configuration),
  ];
}

async function checkFolder({ dataFolder }: Configuration): Promise<Finding> {
  const file = join(dataFolder, `.doctor-${process.pid}`);
  try {
    await writeFile(file, checkText, { mode: 0o600 });
    const read = await readFile(file, 'utf8');
    await rm(file);
    if (read !== checkText) throw new Error('what was written is not what was read');
    return fine('Files', 'They can be written, read and removed in the data folder.');
  } catch (cause) {
    return wrong(
      'Files',
      `Nothing can be kept in the data folder: ${reasonOf(cause)}.`,
      'See what is said of the disk.',
    );
  }
}

async function checkStore(configuration: Configuration): Promise<Finding> {
  const { s3 } = configuration;
  const advice =
    'Check ATRIUM_S3_..., the rights of the key (read, write, delete, list), and whether the store runs.';
  const blobs = openBlobs(configuration);
  const unusable = await tryBlobs(blobs, s3);
  if (unusable !== undefined) return wrong('Files', unusable, advice);
  const place = `the S3 store at ${s3?.endpoint}, bucket "${s3?.bucket}"`;
  const name = `doctor/${process.pid}-${Date.now()}`;
  try {
    await blobs.write(name, Buffer.from(checkText));
    const read = await blobs.read(name);
    await blobs.remove(name);
    if (read === undefined || Buffer.from(read).toString() !== checkText)
      throw new Error('what was written is not what was read');
    return fine('Files', `They can be written, read and removed in ${place}.`);
  } catch (cause) {
    return wrong('Files', `Nothing can be kept in ${place}: ${reasonOf(cause)}.`, advice);
  }
}
