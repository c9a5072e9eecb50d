import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFolderBlobs, createS3Blobs } from '@atrium/workspace';
import type { BlobStore } from '@atrium/workspace';
import type { Configuration } from '../configuration/configuration.ts';

const tryMs = 5_000;

/** Where World files, images and Whiteboards are: an S3 bucket where there is one, else the data folder. */
export function openBlobs({ s3, dataFolder }: Pick<Configuration, 's3' | 'dataFolder'>): BlobStore {
  return s3 === undefined ? createFolderBlobs(join(dataFolder, 'blobs')) : createS3Blobs(s3);
}

/**
 * Asks an S3 store for something, so that the host learns of a wrong address, bucket or key at start. It is no reason not
 * to start: the store may be back before somebody needs it.
 *
 * @returns a sentence where it cannot be used
 */
export async function tryBlobs(blobs: BlobStore, s3: Configuration['s3']): Promise<string | undefined> {
  if (s3 === undefined) return undefined;
  const timer = new AbortController();
  const late = sleep(tryMs, 'it did not answer within 5 seconds', { signal: timer.signal });
  const reason = await Promise.race([reasonAgainst(blobs), late]);
  timer.abort();
  late.catch(() => undefined); // It was not late.
  if (reason === undefined) return undefined;
  const place = `The S3 store at ${s3.endpoint}, bucket "${s3.bucket}",`;
  return `${place} cannot be used: ${reason}. Until it can, nobody enters a World and nothing is uploaded.`;
}

/** What the store says against being listed. */
async function reasonAgainst(blobs: BlobStore): Promise<string | undefined> {
  try {
    await blobs.list('doors/');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
  }
}
