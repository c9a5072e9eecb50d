import { Accounts } from './accounts/accounts.ts';
import { ApiTokens } from './accounts/apiTokens.ts';
import { Identities } from './accounts/identities.ts';
import { Invitations } from './accounts/invitations.ts';
import { Members } from './accounts/members.ts';
import { Sessions } from './accounts/sessions.ts';
import { Setup } from './accounts/setup.ts';
import { WorkspaceStore } from './accounts/workspaceStore.ts';
import { AssetStore } from './assets/assetStore.ts';
import { AuditLog } from './audit/auditLog.ts';
import type { BlobStore } from './blobs/blobStore.ts';
import { Bans } from './moderation/bans.ts';
import { ProblemReports } from './moderation/problemReports.ts';
import { Reports } from './moderation/reports.ts';
import { SanctionStore } from './moderation/sanctions.ts';
import type { WorkspacePorts } from './workspacePorts.ts';
import { BoardFiles } from './worlds/boardStore.ts';
import { DoorLockStore } from './worlds/doorLocks.ts';
import { DraftStore } from './worlds/draftStore.ts';
import { EditorLeases } from './worlds/editorLeases.ts';
import { WorldStore } from './worlds/worldStore.ts';

/** All that is kept, by subject. */
export interface WorkspaceServices {
  readonly ports: WorkspacePorts;
  readonly accounts: Accounts;
  readonly apiTokens: ApiTokens;
  readonly assets: AssetStore;
  readonly audit: AuditLog;
  readonly bans: Bans;
  readonly boards: BoardFiles;
  readonly doorLocks: DoorLockStore;
  readonly drafts: DraftStore;
  readonly identities: Identities;
  readonly invitations: Invitations;
  readonly leases: EditorLeases;
  readonly members: Members;
  readonly problemReports: ProblemReports;
  readonly reports: Reports;
  readonly sanctions: SanctionStore;
  readonly sessions: Sessions;
  readonly setup: Setup;
  readonly workspaces: WorkspaceStore;
  readonly worlds: WorldStore;
}

/** @param assetUrl where an image is delivered from, by its file name */
export function createWorkspaceServices(
  ports: WorkspacePorts,
  blobs: BlobStore,
  assetUrl: (file: string) => string,
): WorkspaceServices {
  const sessions = new Sessions(ports);
  const invitations = new Invitations(ports);
  const members = new Members(ports);
  const leases = new EditorLeases(ports);
  const worlds = new WorldStore(ports, blobs);
  return {
    ports,
    accounts: new Accounts(ports, sessions, invitations),
    apiTokens: new ApiTokens(ports),
    assets: new AssetStore(ports, blobs, assetUrl),
    audit: new AuditLog(ports),
    bans: new Bans(ports),
    boards: new BoardFiles(ports, blobs),
    doorLocks: new DoorLockStore(ports, blobs),
    drafts: new DraftStore(ports, blobs, worlds, leases),
    identities: new Identities(ports, invitations, members, sessions),
    invitations,
    leases,
    members,
    problemReports: new ProblemReports(ports),
    reports: new Reports(ports),
    sanctions: new SanctionStore(ports),
    sessions,
    setup: new Setup(ports),
    workspaces: new WorkspaceStore(ports),
    worlds,
  };
}

/** Forgets what has expired, and bytes that nothing names any more; to be called now and then. */
export async function removeExpired(services: WorkspaceServices): Promise<void> {
  const { assets, audit, boards, drafts, problemReports, sanctions, sessions, setup } = services;
  await sessions.removeExpired();
  await setup.removeExpiredLinks();
  await audit.removeOld();
  await problemReports.removeOld();
  await sanctions.removeExpired();
  await assets.sweepBytes();
  await drafts.sweepFiles();
  await boards.sweepBlobs();
}
