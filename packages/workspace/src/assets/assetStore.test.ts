import { beforeEach, expect, it } from 'vitest';
import { onEachDatabase } from '../testing/onEachDatabase.ts';
import type { DatabaseTest } from '../testing/onEachDatabase.ts';
import { createWorkspaceServices } from '../workspaceServices.ts';
import type { AssetStore } from './assetStore.ts';

onEachDatabase('The bytes of images', (now) => {
  let kept: DatabaseTest['kept'];
  let acme: DatabaseTest['acme'];
  let count: number;
  /** What comes between the parts of what is tested. */
  const before: { remove: () => Promise<void>; write: () => Promise<void> } = {
    remove: async () => undefined,
    write: async () => undefined,
  };
  let assets: AssetStore;
  beforeEach(() => {
    ({ kept, acme, number: count } = now());
    before.remove = before.write = async () => undefined;
    const { blobs } = kept;
    const watched = {
      ...blobs,
      async remove(name: string) {
        await before.remove();
        await blobs.remove(name);
      },
      async write(name: string, bytes: Uint8Array) {
        await before.write();
        await blobs.write(name, bytes);
      },
    };
    ({ assets } = createWorkspaceServices(kept.ports, watched, (file) => file));
  });
  const upload = () => ({
    name: 'Line',
    metadata: { kind: 'logo' as const },
    bytes: new TextEncoder().encode(
      `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><path d="M0 ${count}h9"/></svg>`,
    ),
  });
  const add = (workspaceId = acme.workspaceId) => assets.add(workspaceId, acme.admin, upload());
  const isKept = async (file: string) =>
    (await kept.blobs.list('assets/')).some((name) => name.endsWith(file));

  it('are delivered no more once the image is removed, and gone after two sweeps', async () => {
    const { file } = await add();
    expect(await assets.readBytes(file)).toBeDefined();
    await assets.remove(acme.workspaceId, acme.admin, file);
    expect(await assets.readBytes(file)).toBeUndefined();
    await assets.sweepBytes();
    expect(await isKept(file)).toBe(true);
    await assets.sweepBytes();
    expect(await isKept(file)).toBe(false);
  });

  it('stay for as long as any Workspace has the image', async () => {
    const other = await kept.makeWorkspace(`Other${count}`);
    const { file } = await add();
    await add(other.workspaceId);
    await assets.remove(acme.workspaceId, acme.admin, file);
    for (let time = 0; time < 3; time++) await assets.sweepBytes();
    expect(await assets.readBytes(file)).toBeDefined();
  });

  it('stay where the image is added while its bytes are being swept', async () => {
    const { file } = await add();
    await assets.remove(acme.workspaceId, acme.admin, file);
    await assets.sweepBytes();
    // At the last moment: the sweep has looked for a row, and found none.
    before.remove = async () => {
      before.remove = async () => undefined;
      await add();
    };
    await assets.sweepBytes();
    expect(await assets.readBytes(file)).toBeDefined();
    expect(await isKept(file)).toBe(true);
  });

  it('stay where they are swept while the image is being added', async () => {
    const { file } = await add();
    await assets.remove(acme.workspaceId, acme.admin, file);
    await assets.sweepBytes();
    const adding = add();
    // Somewhere between the write and the commit.
    await assets.sweepBytes();
    await adding;
    expect(await assets.readBytes(file)).toBeDefined();
    expect(await isKept(file)).toBe(true);
  });
});
