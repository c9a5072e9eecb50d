import { untilFetched } from '../api/untilFetched.ts';
import type { Services } from '../app/services.ts';
import type { Visit } from './visit.ts';

/**
 * Shows hints, and how people react and wave, once the World can be seen: what does that is fetched then. Gives back what
 * ends that.
 */
export function subscribeLater(visit: Visit, services: Services): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const begin = async () => {
    const later = await untilFetched(() => import('./laterSubscriptions.ts'));
    if (signal.aborted) return;
    signal.addEventListener('abort', later.subscribeToHints(visit, services));
    signal.addEventListener('abort', later.subscribeToExpressions(visit, services));
  };
  const stop = visit.surface.subscribe(({ isPictureShown }) => {
    if (!isPictureShown) return;
    stop();
    begin().catch((cause: unknown) =>
      services.log.of('session').swallowed('No hints and reactions are shown', cause),
    );
  });
  signal.addEventListener('abort', stop);
  return () => listening.abort();
}
