import { untilFetched } from '../api/untilFetched.ts';
import type { Services } from '../app/services.ts';
import type { Visit } from './visit.ts';

/** Fetches what chooses hints once the World can be seen, and shows them from then on. Gives back what ends that. */
export function showHintsLater(visit: Visit, services: Services): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const begin = async () => {
    const { subscribeToHints } = await untilFetched(() => import('./subscribeToHints.ts'));
    if (!signal.aborted) signal.addEventListener('abort', subscribeToHints(visit, services));
  };
  const stop = visit.surface.subscribe(({ isPictureShown }) => {
    if (!isPictureShown) return;
    stop();
    begin().catch((cause: unknown) => services.log.of('session').swallowed('No hints are shown', cause));
  });
  signal.addEventListener('abort', stop);
  return () => listening.abort();
}
