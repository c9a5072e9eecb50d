import type { ServerMessageOf } from '@atrium/protocol';
import { RawWalker } from './rawWalker.ts';
import type { WalkerOptions } from './rawWalker.ts';
import type { TestServer } from './testServer.ts';

/** What a Client says that takes part in media: its microphone is on, and nothing else. */
export const switches = {
  type: 'media.state',
  microphone: true,
  camera: false,
  screen: false,
  doNotDisturb: false,
  audioOnly: false,
  holds: [],
};

/** Says that a walker takes part in media. Resolves once the server has answered. */
export async function takePart(walker: RawWalker): Promise<void> {
  await walker.reply(walker.send(switches));
}

/** Enters a World and takes part in media. */
export async function enterTalking(server: TestServer, options: WalkerOptions = {}): Promise<RawWalker> {
  const walker = await RawWalker.enter(server, options);
  await takePart(walker);
  return walker;
}

/** The latest MediaPlan of a walker; `undefined` before the first. */
export function planOf(walker: RawWalker): ServerMessageOf<'media.plan'> | undefined {
  return walker.all('media.plan').at(-1);
}

export function linksOf(walker: RawWalker): ServerMessageOf<'media.plan'>['links'] {
  return planOf(walker)?.links ?? [];
}
