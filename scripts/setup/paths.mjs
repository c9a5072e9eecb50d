import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const rootFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A path inside the repository. */
export function inRoot(...parts) {
  return join(rootFolder, ...parts);
}

/** The program that an installed npm package puts on the path of scripts. */
export function binary(name) {
  return inRoot('node_modules', '.bin', name);
}
