import { fileURLToPath } from 'node:url';

/**
 * What comes with Atrium lies beside this package, wherever the server is started from. This file is as deep in the
 * package as the built server, so that both find it.
 */
export const shippedFolders = {
  worlds: fileURLToPath(new URL('../../world/worlds', import.meta.url)),
  client: fileURLToPath(new URL('../../client/dist', import.meta.url)),
};

/** What the database needs beside the server's own code. The build makes what is prepared. */
export const databaseFiles = {
  preparedFolder: fileURLToPath(new URL('../../workspace/dist/preparedDatabase', import.meta.url)),
  migrationsFolder: fileURLToPath(new URL('../../workspace/migrations', import.meta.url)),
  workerFile: fileURLToPath(new URL('../../workspace/src/database/pgliteWorker.mjs', import.meta.url)),
};
