import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { officeDraft } from './officeDraft.ts';
import type { AccountRole } from '@atrium/protocol';
import { createFolderBlobs } from '../blobs/folderBlobs.ts';
import type { BlobStore } from '../blobs/blobStore.ts';
import { openDatabase } from '../database/database.ts';
import type { Database } from '../database/database.ts';
import { databaseFiles } from './databaseFiles.ts';
import { mergeBoards } from './mergeBoards.ts';
import { readHere } from './readHere.ts';
import type { AccessChange, Actor, WorldNews } from '../workspacePorts.ts';
import { createWorkspaceServices } from '../workspaceServices.ts';
import type { WorkspaceServices } from '../workspaceServices.ts';

export const testPassword = 'correct horse battery';

/** Everything that is kept, on a real database, with a clock that a test turns. */
export interface TestWorkspaces extends WorkspaceServices {
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly accessChanges: AccessChange[];
  readonly worldNews: WorldNews[];
  nowMs: number;
  /** A Workspace with one Admin and one World. */
  makeWorkspace(name: string): Promise<TestWorkspace>;
  /** Somebody joins a Workspace. */
  join(workspace: TestWorkspace, name: string, role: AccountRole): Promise<Actor>;
  remove(): Promise<void>;
}

export interface TestWorkspace {
  readonly workspaceId: string;
  readonly worldId: string;
  readonly admin: Actor;
}

/** @param url of an empty PostgreSQL; the embedded database where it is left out */
export async function openTestWorkspaces(url?: string): Promise<TestWorkspaces> {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-workspaces-'));
  const database = await openDatabase({
    url,
    folder: join(folder, 'database'),
    ...databaseFiles,
    onIdleError: () => undefined,
  });
  const blobs = createFolderBlobs(join(folder, 'blobs'));
  const accessChanges: AccessChange[] = [];
  const worldNews: WorldNews[] = [];
  let ids = 0;
  const clock = { nowMs: Date.UTC(2026, 0, 5) };
  const services = createWorkspaceServices(
    {
      sql: database.sql,
      readers: readHere,
      nowMs: () => clock.nowMs,
      newId: () => `id-${ids++}`,
      serverId: 'this-server',
      mergeBoards,
      newsCame: (news) => {
        if (news.about === 'access') accessChanges.push(news.change);
        else worldNews.push(news.news);
      },
    },
    blobs,
    (file) => `/asset/${file}`,
  );
  return Object.assign(clock, services, {
    database,
    blobs,
    accessChanges,
    worldNews,
    makeWorkspace: (name: string) => makeWorkspace(services, name),
    async join({ workspaceId, admin }: TestWorkspace, name: string, role: AccountRole) {
      const invitation = { kind: 'account', role, note: '', uses: 1, days: 1 } as const;
      const { token } = await services.invitations.make(workspaceId, admin, invitation);
      const email = `${name.toLowerCase()}@example.org`;
      const { userId } = await services.accounts.join({ token, name, email, password: testPassword });
      return { personId: userId, name, role };
    },
    async remove() {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  });
}

/** A Workspace with an Admin and one World. */
async function makeWorkspace(services: WorkspaceServices, name: string): Promise<TestWorkspace> {
  const request = {
    workspaceName: name,
    name: `${name} Admin`,
    email: `admin@${name.toLowerCase()}.example`,
  };
  let worldId = '';
  const token = await services.setup.makeLink();
  const { workspaceId, userId } = await services.setup.complete(
    { ...request, token, password: testPassword },
    async (id) => {
      const world = await services.worlds.prepare(id, 'Office', officeDraft());
      worldId = world.worldId;
      return world;
    },
  );
  return {
    workspaceId,
    worldId,
    admin: { personId: userId, name: request.name, role: 'Admin' as const },
  };
}
