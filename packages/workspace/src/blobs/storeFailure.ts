import { WorkspaceFailure } from '../workspaceFailure.ts';

/** An S3 store cannot be reached or refuses; the message says what it answered, and no secret. */
export class BlobStoreError extends Error {
  constructor(what: string, answer: string) {
    super(`The S3 store did not ${what}: ${answer}`);
    this.name = 'BlobStoreError';
  }
}

/** Of the file system and of PostgreSQL (class 53, https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const fullCodes = new Set(['ENOSPC', 'EDQUOT', '53100']);
const awayCodes = new Set(['EACCES', 'EPERM', 'EROFS', 'EIO', 'ENOTDIR', 'EISDIR', 'ESTALE', 'EMFILE']);

/**
 * What people are told where files could not be kept or read.
 *
 * @returns `storage_full`; `storage_unavailable`; `undefined` for an error of another kind
 */
export function storeFailureOf(error: unknown): WorkspaceFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as NodeJS.ErrnoException;
  if (fullCodes.has(code ?? '')) return new WorkspaceFailure('storage_full', undefined, { cause: error });
  if (error instanceof BlobStoreError || awayCodes.has(code ?? ''))
    return new WorkspaceFailure('storage_unavailable', undefined, { cause: error });
  return storeFailureOf(error.cause);
}
