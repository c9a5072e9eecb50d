export { databaseFiles } from './databaseFiles.ts';
export { findFreePort } from './findFreePort.ts';
export { prepareOldestDatabase } from './oldestDatabase.ts';
export { startPostgres, type RunningPostgres } from './postgres.ts';
export { openTestWorkspaces, type TestWorkspaces } from './testWorkspaces.ts';
export { startS3, type RunningS3 } from './s3Server.ts';
