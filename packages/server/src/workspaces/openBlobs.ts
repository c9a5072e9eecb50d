import { join } from 'node:path';
import { createFolderBlobs, createS3Blobs } from '@atrium/workspace';
import type { BlobStore } from '@atrium/workspace';
import type { Configuration } from '../configuration/configuration.ts';

/** Where World files, images and Whiteboards are: an S3 bucket where there is one, else the data folder. */
export function openBlobs({ s3, dataFolder }: Pick<Configuration, 's3' | 'dataFolder'>): BlobStore {
  return s3 === undefined ? createFolderBlobs(join(dataFolder, 'blobs')) : createS3Blobs(s3);
}
