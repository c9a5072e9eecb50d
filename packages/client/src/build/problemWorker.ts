import { validateWorld } from '@atrium/world';
import type { World } from '@atrium/world';

let world: World | undefined;

// One World at a time: the page waits for the answer before it sends what the next one has changed.
addEventListener('message', ({ data }: MessageEvent<World>) => {
  world = { ...world, ...data };
  postMessage(validateWorld(world));
});
