/**
 * Writes packages/world/schema/world.schema.json, by which editors complete and check World files.
 * With `--check` it writes nothing and fails where the file is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { worldJsonSchema } from './worldJsonSchema.ts';

const file = new URL('../schema/world.schema.json', import.meta.url);
const wanted = `${JSON.stringify(worldJsonSchema(), null, 2)}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(file, wanted);
} else if (readIfThere() !== wanted) {
  console.error('packages/world/schema/world.schema.json is out of date: run `npm run generate`.');
  process.exitCode = 1;
}

function readIfThere(): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
