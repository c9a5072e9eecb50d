import * as z from 'zod';
import { worldSchema } from '../src/format/world.ts';

/** The shape of a World file, as people write it, as JSON Schema. */
export function worldJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(worldSchema, { target: 'draft-2020-12', io: 'input' });
  return {
    $schema,
    title: 'Atrium World',
    description:
      'One World of a Workspace: its Map, Zones, Doors, Objects and SpawnPoints. See docs/extend/world-file.md.',
    ...schema,
  };
}
