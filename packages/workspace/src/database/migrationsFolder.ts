import { fileURLToPath } from 'node:url';

/** The SQL that comes with this package. */
export const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));
