import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import type { S3Options } from '../blobs/s3Blobs.ts';

/** Something that speaks like Amazon S3, on this machine alone. */
export interface RunningS3 {
  readonly options: S3Options;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

export async function startS3(): Promise<RunningS3> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-s3-'));
  const bucket = 'atrium';
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: folder,
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  const { port } = await server.run();
  const keys = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
  return {
    options: { endpoint: `http://127.0.0.1:${port}`, bucket, region: 'us-east-1', ...keys },
    async stop() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
