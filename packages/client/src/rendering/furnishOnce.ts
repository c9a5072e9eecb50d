import { untilFetched } from '../api/untilFetched.ts';
import type { Log } from '../log/log.ts';
import { needsMoreArt } from './needsMoreArt.ts';
import type { WorldPicture } from './worldPicture.ts';

interface FurnishOptions {
  /** Ends it. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Told when more can be shown than before. */
  readonly shown: () => void;
}

/**
 * Fetches the art that a first picture may do without: at once where the World needs it.
 *
 * @returns what fetches it in any case, when there is time
 */
export function furnishOnce(picture: WorldPicture, { signal, log, shown }: FurnishOptions): () => void {
  let isFetched = false;
  const furnish = () => {
    if (isFetched) return;
    isFetched = true;
    untilFetched(() => import('./moreArt.ts')).then(
      (art) => {
        if (signal.aborted) return;
        picture.furnish(art, shown);
        shown();
      },
      (cause: unknown) => log.swallowed('Some furniture, floors and walls are not shown', cause),
    );
  };
  if (needsMoreArt(picture.space.world)) furnish();
  return furnish;
}
