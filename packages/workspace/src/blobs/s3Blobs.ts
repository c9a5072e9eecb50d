import { AwsClient } from 'aws4fetch';
import { DOMParser } from '@xmldom/xmldom';
import { checkBlobName } from './blobStore.ts';
import type { BlobStore } from './blobStore.ts';

/** A bucket of Amazon S3, or of anything that speaks like it. */
export interface S3Options {
  /** As in `https://s3.eu-central-1.amazonaws.com`. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Where the store cannot be reached or refuses; the message says what it answered, and no secret. */
export class BlobStoreError extends Error {
  constructor(what: string, answer: string) {
    super(`The S3 store did not ${what}: ${answer}`);
    this.name = 'BlobStoreError';
  }
}

const retries = 3;
const requestTimeoutMs = 30_000;

/**
 * A blob store in an S3 bucket. A PUT there takes effect whole or not at all; writes of one name are made one after the
 * other, so that the last one stays.
 *
 * @throws TypeError (rejects) for a name that is none; BlobStoreError
 */
export function createS3Blobs(options: S3Options): BlobStore {
  const { accessKeyId, secretAccessKey, region } = options;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries });
  const bucketUrl = `${options.endpoint.replace(/\/$/, '')}/${encodeURIComponent(options.bucket)}`;
  const urlOf = (name: string) => `${bucketUrl}/${name.split('/').map(encodeURIComponent).join('/')}`;
  /** The last write of each name that is not done. */
  const writings = new Map<string, Promise<void>>();

  const ask = async (what: string, url: string, init: RequestInit): Promise<Response> => {
    let response: Response;
    try {
      response = await client.fetch(url, { ...init, signal: AbortSignal.timeout(requestTimeoutMs) });
    } catch (cause) {
      throw new BlobStoreError(what, cause instanceof Error ? cause.message : String(cause));
    }
    if (response.ok || response.status === 404) return response;
    throw new BlobStoreError(what, `${response.status} ${(await response.text()).slice(0, 300)}`);
  };
  const put = async (name: string, bytes: Uint8Array): Promise<void> => {
    const body = new Uint8Array(bytes);
    const response = await ask(`keep ${name}`, urlOf(name), { method: 'PUT', body });
    if (response.status === 404) throw new BlobStoreError(`keep ${name}`, 'there is no such bucket');
  };

  return {
    async read(name) {
      checkBlobName(name);
      await writings.get(name)?.catch(() => undefined); // Its own writer is told.
      const response = await ask(`give ${name}`, urlOf(name), { method: 'GET' });
      return response.status === 404 ? undefined : new Uint8Array(await response.arrayBuffer());
    },
    async write(name, bytes) {
      checkBlobName(name);
      const earlier = writings.get(name)?.catch(() => undefined) ?? Promise.resolve();
      const writing = earlier.then(() => put(name, bytes));
      writings.set(name, writing);
      try {
        await writing;
      } finally {
        if (writings.get(name) === writing) writings.delete(name);
      }
    },
    async remove(name) {
      checkBlobName(name);
      await writings.get(name)?.catch(() => undefined);
      await ask(`remove ${name}`, urlOf(name), { method: 'DELETE' });
    },
    async list(prefix) {
      const names: string[] = [];
      let token: string | undefined;
      do {
        const query = new URLSearchParams({ 'list-type': '2', prefix });
        if (token !== undefined) query.set('continuation-token', token);
        const response = await ask('list what it has', `${bucketUrl}?${query}`, { method: 'GET' });
        const page = new DOMParser().parseFromString(await response.text(), 'text/xml');
        const textsOf = (tag: string) =>
          Array.from(page.getElementsByTagName(tag), (element) => element.textContent ?? '');
        names.push(...textsOf('Key'));
        [token] = textsOf('NextContinuationToken');
      } while (token !== undefined && token !== '');
      return names;
    },
    async settled() {
      while (writings.size > 0) await Promise.allSettled(writings.values());
    },
  };
}
