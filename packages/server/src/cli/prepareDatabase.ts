import { prepareDatabase } from '@atrium/workspace/prepare';
import { databaseFiles } from '../shippedFolders.ts';

// The last step of a build: `build.mjs` runs it.
try {
  await prepareDatabase(databaseFiles);
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`No database was prepared: first starts take longer. ${reason}\n`);
}
