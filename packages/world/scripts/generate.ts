/**
 * Writes what is made by program: packages/world/schema/world.schema.json, by which editors complete and check World files,
 * and the templates in packages/world/worlds other than the Headquarters. With `--check` it writes nothing and fails where
 * a file is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { formatWorld } from '../src/format/formatWorld.ts';
import { templates } from './templates/templates.ts';
import { worldJsonSchema } from './worldJsonSchema.ts';

const folder = new URL('../', import.meta.url);
const wanted: readonly (readonly [file: string, text: string])[] = [
  ['schema/world.schema.json', `${JSON.stringify(worldJsonSchema(), null, 2)}\n`],
  ...templates.map((template) => {
    const world = template();
    return [`worlds/${world.worldId}.world.json`, formatWorld(world)] as const;
  }),
];

for (const [file, text] of wanted) {
  if (!process.argv.includes('--check')) {
    writeFileSync(new URL(file, folder), text);
  } else if (readIfThere(file) !== text) {
    console.error(`packages/world/${file} is out of date: run \`npm run generate\`.`);
    process.exitCode = 1;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(new URL(file, folder), 'utf8');
  } catch {
    return undefined;
  }
}
