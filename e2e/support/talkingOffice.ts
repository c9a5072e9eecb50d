import { writeMediaWorld } from './mediaWorld.ts';
import { startAtrium } from './startAtrium.ts';
import type { RunningAtrium } from './startAtrium.ts';
import { enterTalking, startTalkingBrowser } from './talker.ts';
import type { Modification } from './talker.ts';
import type { Visitor } from './visitor.ts';

/** A server with the World for talking, and a browser for people who talk in it. */
export interface TalkingOffice {
  readonly atrium: RunningAtrium;
  /** Somebody comes in, with what is different about their Client or their network. */
  enter(name: string, spawnPoint: string, modification?: Modification): Promise<Visitor>;
  close(): Promise<void>;
}

/** @param environment of the server */
export async function startTalkingOffice(
  environment: Readonly<Record<string, string>>,
): Promise<TalkingOffice> {
  const world = await writeMediaWorld();
  const talking = await startTalkingBrowser();
  const atrium = await startAtrium({
    ATRIUM_WORLDS_DIR: world.folder,
    ATRIUM_DEFAULT_WORLD: 'media',
    ...environment,
  });
  return {
    atrium,
    enter: (name, spawnPoint, modification) =>
      enterTalking(talking.browser, {
        url: atrium.url,
        name,
        spawnPoint,
        ...(modification === undefined ? {} : { modification }),
      }),
    async close() {
      await talking.close();
      await atrium.remove();
      await world.remove();
    },
  };
}
