export { BackupError } from './backup/backupFormat.ts';
export { restoreBackup } from './backup/restoreBackup.ts';
export { hasWorkspace, writeBackup, type WrittenBackup } from './backup/writeBackup.ts';
export { Attempts, SharedAttempts } from './accounts/attempts.ts';
export type { ClaimedAccount, ProvidedIdentity } from './accounts/identities.ts';
export { makePasswordLink } from './accounts/members.ts';
export { createFolderBlobs } from './blobs/folderBlobs.ts';
export type { BlobStore } from './blobs/blobStore.ts';
export { createS3Blobs, type S3Options } from './blobs/s3Blobs.ts';
export { storeFailureOf } from './blobs/storeFailure.ts';
export { askPostgres } from './database/askPostgres.ts';
export { connectionConfig, openDatabase, type Database, type DatabaseOptions } from './database/database.ts';
export { DatabaseFailure } from './database/databaseFailure.ts';
export { lockFolder } from './database/folderLock.mjs';
export { FolderInUseError } from './database/folderLock.ts';
export { noteSocket } from './database/noteSocket.ts';
export type { FileReaders } from './reading/fileReaders.ts';
export type { ReadingInputs, ReadingKind, ReadingResults } from './reading/readSentFile.ts';
export { answerCall, restEndpoints, type RawCall } from './rest/restApi.ts';
export {
  addressOfWorldFile,
  entranceEndpoints,
  type Entrance,
  type EntranceParts,
  type Seal,
  type AddressedVersion,
  type Seals,
} from './rest/entranceEndpoints.ts';
export { JsonDocument } from './rest/worldDocuments.ts';
export type { Endpoint, RefreshCookie } from './rest/endpoint.ts';
export type { RestParts, WorldTemplates } from './rest/restParts.ts';
export {
  Visits,
  type Credentials,
  type GuestPass,
  type SignedTokens,
  type VisitTokens,
} from './visits/visits.ts';
export { WorkspaceFailure } from './workspaceFailure.ts';
export type { AccessChange, News, WorkspacePorts, WorldNews } from './workspacePorts.ts';
export { createWorkspaceServices, removeExpired, type WorkspaceServices } from './workspaceServices.ts';
export { FairQueue } from './work/fairQueue.ts';
export { newsChannel, Outbox } from './cluster/outbox.ts';
export { SteadyConnection } from './cluster/steadyConnection.ts';
export { WorldLeases } from './cluster/worldLeases.ts';
export { createBoardStore } from './worlds/boardStore.ts';
export { createDoorLocks, DoorLockStore } from './worlds/doorLocks.ts';
export { draftOf, type WorldDraft } from './worlds/worldDraft.ts';
