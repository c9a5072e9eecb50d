export { findFreePort } from './findFreePort.ts';
export { prepareOldestDatabase } from './oldestDatabase.ts';
export { startPostgres, type RunningPostgres } from './postgres.ts';
export { startS3, type RunningS3 } from './s3Server.ts';
