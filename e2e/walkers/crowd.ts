import { composeLook, worldListSchema } from '@atrium/protocol';
import type { AvatarLook } from '@atrium/protocol';
import { createWorldSpace, parseWorld } from '@atrium/world';
import type { WorldSpace } from '@atrium/world';
import { startWalker } from './walker.ts';

const names = ['Ana', 'Ben', 'Chidi', 'Dana', 'Emre', 'Fatou', 'Goran', 'Hana', 'Ines', 'Jun', 'Kaya', 'Lea'];

export interface CrowdOptions {
  /** Of the server, as in `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly people: number;
  /** The server's default World, unless given. */
  readonly worldId?: string | undefined;
}

/**
 * Sends people into a World, who walk about until they are told to leave.
 *
 * @returns ends their visits
 */
export async function startCrowd({ url, people, worldId }: CrowdOptions): Promise<() => Promise<void>> {
  const space = await fetchSpace(url, worldId);
  const visits: (() => Promise<void>)[] = [];
  for (let number = 0; number < people; number++) {
    const name = `${names[number % names.length] ?? ''} ${Math.floor(number / names.length) + 1}`;
    visits.push(await startWalker({ url, space, name, look: randomLook(), random: Math.random }));
  }
  return async () => {
    await Promise.all(visits.map((leave) => leave()));
  };
}

/** @param worldId the default World where it is left out */
async function fetchSpace(url: string, worldId: string | undefined): Promise<WorldSpace> {
  const list = worldListSchema.parse(await (await fetch(new URL('/api/v1/worlds', url))).json());
  const world = worldId === undefined ? list.worlds[0] : list.worlds.find((one) => one.worldId === worldId);
  if (world === undefined) throw new Error('This server has no such World.');
  const reply = await fetch(new URL(world.file, url));
  const parsed = parseWorld(new Uint8Array(await reply.arrayBuffer()));
  if (!parsed.ok)
    throw new Error(`The World ${world.worldId} cannot be read: ${parsed.errors[0]?.message ?? ''}`);
  return createWorldSpace(parsed.world);
}

function randomLook(): AvatarLook {
  return composeLook((choices) => choices[Math.floor(Math.random() * choices.length)] ?? choices[0]);
}
