import { validateWorld } from '@atrium/world';
import type { World } from '@atrium/world';

// One World at a time: the page waits for the answer before it sends the next.
addEventListener('message', ({ data }: MessageEvent<World>) => postMessage(validateWorld(data)));
