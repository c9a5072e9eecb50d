import { fileURLToPath } from 'node:url';

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** What comes with this package to open a database with. */
export const databaseFiles = {
  migrationsFolder: pathOf('../../migrations'),
  workerFile: pathOf('../database/pgliteWorker.mjs'),
  preparedFolder: pathOf('../../dist/preparedDatabase'),
};
