import { basename, dirname } from 'node:path';
import { BackupError } from './backupFormat.ts';

/**
 * What the host reads where a backup could not be written.
 *
 * @param file the backup that was asked for
 * @param error of the file system, about that file or another one
 * @returns a BackupError where the file is what is wrong; else the error itself
 */
export function explainUnwritable(file: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code = '', path } = error as NodeJS.ErrnoException;
  if (path !== undefined && path !== dirname(file) && !path.startsWith(file)) return error;
  const sentence = sentences[code]?.(dirname(file), file);
  return sentence === undefined
    ? error
    : new BackupError(`No backup was made. ${sentence}`, { cause: error });
}

const mayNot = (folder: string) => `Atrium may not write into ${folder}.`;
const isFull = (folder: string) => `The disk of ${folder} is full.`;
const isFolder = (folder: string, file: string) =>
  `${file} is a folder: name a file in it, as in ${file}/${basename(folder) || 'atrium'}.tar.gz.`;

const sentences: Readonly<Record<string, (folder: string, file: string) => string>> = {
  ENOENT: (folder) => `There is no folder ${folder}. The server makes none for a backup.`,
  ENOTDIR: (folder) => `${folder} is not a folder.`,
  EACCES: mayNot,
  EPERM: mayNot,
  EROFS: mayNot,
  ENOSPC: isFull,
  EDQUOT: isFull,
  EFBIG: (folder) => `A file in ${folder} may not become as large as this backup.`,
  EISDIR: isFolder,
  ENOTEMPTY: isFolder,
  ENAMETOOLONG: (_folder, file) => `${file} is too long a name.`,
};
