import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startS3 } from '../testing/s3Server.ts';
import type { RunningS3 } from '../testing/s3Server.ts';
import { blobNamePart } from './blobStore.ts';
import type { BlobStore } from './blobStore.ts';
import { createFolderBlobs } from './folderBlobs.ts';
import { createS3Blobs } from './s3Blobs.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);

let s3: RunningS3;
let folder: string;
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3.stop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atrium-blobs-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe.each<[string, () => BlobStore]>([
  ['a folder', () => createFolderBlobs(folder)],
  ['an S3 bucket', () => createS3Blobs(s3.options)],
])('a blob store in %s', (_kind, open) => {
  afterEach(async () => {
    const blobs = open();
    for (const name of await blobs.list('')) await blobs.remove(name);
  });

  it('gives back what was written, to another process too, and knows nothing else', async () => {
    await open().write('boards/hq/one.yjs', bytesOf('first'));
    expect(textOf(await open().read('boards/hq/one.yjs'))).toBe('first');
    expect(await open().read('boards/hq/two.yjs')).toBeUndefined();
  });

  it('keeps bytes as they are, none and many', async () => {
    const blobs = open();
    const many = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256);
    await blobs.write('many', many);
    await blobs.write('none', new Uint8Array());
    expect(Buffer.compare(Buffer.from((await blobs.read('many')) ?? []), Buffer.from(many))).toBe(0);
    expect((await blobs.read('none'))?.length).toBe(0);
  });

  it('keeps the last of many writes of one name', async () => {
    const blobs = open();
    const writes = Array.from({ length: 30 }, (_, index) => blobs.write('a', bytesOf(`write ${index}`)));
    expect(textOf(await blobs.read('a'))).toBe('write 29');
    await Promise.all(writes);
    await blobs.settled();
    expect(textOf(await blobs.read('a'))).toBe('write 29');
    expect(await blobs.list('')).toEqual(['a']);
  });

  it('lists names by how they begin, however many there are, and forgets those that are removed', async () => {
    const blobs = open();
    const names = Array.from({ length: 25 }, (_, index) => `worlds/hq/${index}.json`);
    await Promise.all(
      [...names, 'worlds/lab/1.json', 'boards/hq.yjs'].map((name) => blobs.write(name, bytesOf(name))),
    );
    expect((await blobs.list('worlds/hq/')).sort()).toEqual([...names].sort());
    await blobs.remove('worlds/hq/3.json');
    await blobs.remove('worlds/hq/3.json');
    expect(await blobs.read('worlds/hq/3.json')).toBeUndefined();
    expect(await blobs.list('worlds/hq/')).toHaveLength(24);
  });

  it.each(['', '../secret', 'a/../../b', '/etc/passwd', 'a//b', '.hidden', 'a/.', 'a?b', 'a\0b'])(
    'refuses the name "%s"',
    async (name) => {
      const blobs = open();
      await expect(blobs.read(name)).rejects.toThrow(TypeError);
      await expect(blobs.write(name, bytesOf('x'))).rejects.toThrow(TypeError);
      await expect(blobs.remove(name)).rejects.toThrow(TypeError);
    },
  );

  it.each(['..', '.', 'a/b', "it's (odd)*!", 'Ünicode', 'plain-id_1.2', '100%'])(
    'makes a name of the id "%s"',
    async (id) => {
      const blobs = open();
      const name = `ids/${blobNamePart(id)}`;
      await blobs.write(name, bytesOf(id));
      expect(textOf(await blobs.read(name))).toBe(id);
      expect(await blobs.list('ids/')).toEqual([name]);
    },
  );
});

it('a folder leaves no drafts behind', async () => {
  const blobs = createFolderBlobs(folder);
  await Promise.all(Array.from({ length: 20 }, (_, index) => blobs.write('a', bytesOf(`write ${index}`))));
  expect(await readdir(folder)).toEqual(['a']);
});

it('a folder that cannot be written says so, and goes on afterwards', async () => {
  await writeFile(join(folder, 'boards'), 'a file where a folder should be');
  const blobs = createFolderBlobs(folder);
  const both = [blobs.write('boards/x', bytesOf('1')), blobs.write('boards/x', bytesOf('2'))];
  const outcomes = await Promise.allSettled(both);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await rm(join(folder, 'boards'));
  await blobs.write('boards/x', bytesOf('3'));
  expect(textOf(await blobs.read('boards/x'))).toBe('3');
});

it('an S3 store that refuses says so, without the secret, and never pretends that there was nothing', async () => {
  const wrong = createS3Blobs({ ...s3.options, accessKeyId: 'nobody', secretAccessKey: 'a wrong secret' });
  const attempt = wrong.write('a', bytesOf('x'));
  await expect(attempt).rejects.toThrow(/did not keep a: 403/);
  await expect(attempt).rejects.not.toThrow(/wrong secret/);
  const noBucket = createS3Blobs({ ...s3.options, bucket: 'nowhere' });
  await expect(noBucket.write('a', bytesOf('x'))).rejects.toThrow(/NoSuchBucket/);
  await expect(noBucket.read('a')).rejects.toThrow(/NoSuchBucket/);
});
