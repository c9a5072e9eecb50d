import { AwsClient } from 'aws4fetch';
import { DOMParser } from '@xmldom/xmldom';
import { checkBlobName } from './blobStore.ts';
import type { BlobStore } from './blobStore.ts';
import { BlobStoreError } from './storeFailure.ts';

/** A bucket of Amazon S3, or of anything that speaks like it. */
export interface S3Options {
  /** As in `https://s3.eu-central-1.amazonaws.com`. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const retries = 3;
/** Limit for a request with its retries: how long a caller waits for a store that hangs. */
const requestTimeoutMs = 15_000;

/**
 * A blob store in an S3 bucket. A PUT there takes effect whole or not at all; writes of one name are made one after the
 * other, so that the last one stays.
 *
 * @throws TypeError (rejects) for a name that is none; BlobStoreError
 */
export function createS3Blobs(options: S3Options): BlobStore {
  return new S3Blobs(options);
}

class S3Blobs implements BlobStore {
  readonly #client: AwsClient;
  readonly #bucketUrl: string;
  /** The last write of each name that is not done. */
  readonly #writings = new Map<string, Promise<void>>();

  constructor({ endpoint, bucket, region, accessKeyId, secretAccessKey }: S3Options) {
    this.#client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries });
    this.#bucketUrl = `${endpoint.replace(/\/$/, '')}/${encodeURIComponent(bucket)}`;
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    checkBlobName(name);
    await this.#writings.get(name)?.catch(() => undefined); // Its own writer is told.
    const response = await this.#ask(`give ${name}`, this.#urlOf(name), { method: 'GET' });
    return response.status === 404 ? undefined : new Uint8Array(await response.arrayBuffer());
  }

  async write(name: string, bytes: Uint8Array): Promise<void> {
    checkBlobName(name);
    const earlier = this.#writings.get(name)?.catch(() => undefined) ?? Promise.resolve();
    // From now on: who waits for an earlier write that hangs waits no longer than it.
    const deadline = AbortSignal.timeout(requestTimeoutMs);
    const writing = earlier.then(() => this.#put(name, bytes, deadline));
    this.#writings.set(name, writing);
    try {
      await writing;
    } finally {
      if (this.#writings.get(name) === writing) this.#writings.delete(name);
    }
  }

  async remove(name: string): Promise<void> {
    checkBlobName(name);
    await this.#writings.get(name)?.catch(() => undefined);
    await this.#ask(`remove ${name}`, this.#urlOf(name), { method: 'DELETE' });
  }

  async list(prefix: string): Promise<string[]> {
    const names: string[] = [];
    let token: string | undefined;
    do {
      const query = new URLSearchParams({ 'list-type': '2', prefix });
      if (token !== undefined) query.set('continuation-token', token);
      const response = await this.#ask('list what it has', `${this.#bucketUrl}?${query}`, { method: 'GET' });
      const page = new DOMParser().parseFromString(await response.text(), 'text/xml');
      const textsOf = (tag: string) =>
        Array.from(page.getElementsByTagName(tag), (element) => element.textContent ?? '');
      names.push(...textsOf('Key'));
      [token] = textsOf('NextContinuationToken');
    } while (token !== undefined && token !== '');
    return names;
  }

  async settled(): Promise<void> {
    while (this.#writings.size > 0) await Promise.allSettled(this.#writings.values());
  }

  async #put(name: string, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    const body = new Uint8Array(bytes);
    const { ok } = await this.#ask(`keep ${name}`, this.#urlOf(name), { method: 'PUT', body, signal });
    if (!ok) throw new BlobStoreError(`keep ${name}`, 'there is no such place');
  }

  #urlOf(name: string): string {
    return `${this.#bucketUrl}/${name.split('/').map(encodeURIComponent).join('/')}`;
  }

  /** That there is no such blob is an answer like any other. @throws BlobStoreError */
  async #ask(what: string, url: string, init: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await this.#client.fetch(url, { signal: AbortSignal.timeout(requestTimeoutMs), ...init });
    } catch (cause) {
      throw new BlobStoreError(what, reasonOf(cause));
    }
    if (response.ok) return response;
    const answer = await response.text();
    // Without its bucket, nothing would seem to be there.
    if (response.status === 404 && !answer.includes('NoSuchBucket')) return response;
    throw new BlobStoreError(what, `${response.status} ${shorten(answer)}`);
  }
}

/** Code and message of an error as S3 tells them, in XML; the beginning of what is none. */
function shorten(answer: string): string {
  const [, code] = /<Code>([^<]+)</.exec(answer) ?? [];
  const [, message = ''] = /<Message>([^<]+)</.exec(answer) ?? [];
  return code === undefined ? answer.slice(0, 300) : `${code} ${message}`.trim();
}

/** `fetch` itself says only that it failed; why is in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return error.cause.message || error.cause.name;
  return error.message;
}
