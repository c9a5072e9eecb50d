import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blobNamePart } from './blobStore.ts';
import { createFolderBlobs } from './folderBlobs.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);

describe('a blob store in a folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'atrium-blobs-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('gives back what was written, to another process too, and knows nothing else', async () => {
    await createFolderBlobs(folder).write('boards/hq/one.yjs', bytesOf('first'));
    expect(textOf(await createFolderBlobs(folder).read('boards/hq/one.yjs'))).toBe('first');
    expect(await createFolderBlobs(folder).read('boards/hq/two.yjs')).toBeUndefined();
  });

  it('keeps the last of many writes of one name, and leaves no drafts behind', async () => {
    const blobs = createFolderBlobs(folder);
    const writes = Array.from({ length: 50 }, (_, index) => blobs.write('a', bytesOf(`write ${index}`)));
    expect(textOf(await blobs.read('a'))).toBe('write 49');
    await Promise.all(writes);
    await blobs.settled();
    expect(textOf(await blobs.read('a'))).toBe('write 49');
    expect(await readdir(folder)).toEqual(['a']);
  });

  it('says so where it cannot write, and goes on afterwards', async () => {
    await writeFile(join(folder, 'boards'), 'a file where a folder should be');
    const blobs = createFolderBlobs(folder);
    const both = [blobs.write('boards/x', bytesOf('1')), blobs.write('boards/x', bytesOf('2'))];
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await rm(join(folder, 'boards'));
    await blobs.write('boards/x', bytesOf('3'));
    expect(textOf(await blobs.read('boards/x'))).toBe('3');
  });

  it.each(['', '../secret', 'a/../../b', '/etc/passwd', 'a//b', '.hidden', 'a/.'])(
    'refuses the name "%s"',
    async (name) => {
      const blobs = createFolderBlobs(folder);
      await expect(blobs.read(name)).rejects.toThrow(TypeError);
      await expect(blobs.write(name, bytesOf('x'))).rejects.toThrow(TypeError);
    },
  );

  it.each(['..', '.', 'a/b', "it's (odd)*!", 'Ünicode', 'plain-id_1.2'])(
    'makes a name of the id "%s"',
    async (id) => {
      const blobs = createFolderBlobs(folder);
      await blobs.write(`ids/${blobNamePart(id)}`, bytesOf(id));
      expect(textOf(await blobs.read(`ids/${blobNamePart(id)}`))).toBe(id);
    },
  );
});
