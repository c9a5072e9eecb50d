import { untilFetched } from '../api/untilFetched.ts';
import type { Services } from '../app/services.ts';
import type { Visit } from './visit.ts';

/** Carries what a change of the World means to the surface. Gives back what ends that. */
export function followWorld(visit: Visit, services: Services): () => void {
  const { session, surface, media, space } = visit;
  let before = space.now;
  const fetchNews = () => untilFetched(() => import('./worldNews.ts'));
  const log = services.log.of('session');
  const stops = [
    session.on('silenced', () => media.silence()),
    session.on('worldChanged', (change) => {
      const was = before;
      before = space.now;
      surface.setState({ space: before });
      fetchNews().then(
        ({ closeWhatHasEnded, tellOfChange }) => {
          closeWhatHasEnded(visit, was, before);
          tellOfChange(visit, services, change);
        },
        (cause: unknown) => log.swallowed('A change of the World is not told in words', cause),
      );
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
