import type { Services } from '../app/services.ts';
import type { Log } from '../log/log.ts';
import { goToRoom } from './roomActions.ts';
import type { Visit } from './visit.ts';

/** An address that ends in `#` and the id of a Zone leads there, on arrival and whenever it changes. Gives back what ends that. */
export function subscribeToRoomLink(visit: Visit, services: Services): () => void {
  const { session, entrance } = visit;
  const follow = () => {
    const zoneId = zoneIdOf(window.location.hash, services.log);
    if (zoneId !== undefined) goToRoom(visit, services, zoneId);
  };
  const stopWaiting = session.on('zone', ({ isConfirmed }) => {
    if (!isConfirmed) return;
    stopWaiting();
    // After a reload or a lost connection you are where you were.
    if (entrance.takesRoomLink()) follow();
  });
  window.addEventListener('hashchange', follow);
  return () => {
    stopWaiting();
    window.removeEventListener('hashchange', follow);
  };
}

function zoneIdOf(hash: string, log: Log): string | undefined {
  try {
    return decodeURIComponent(hash.replace(/^#/, '')) || undefined;
  } catch (cause) {
    log.swallowed('The link has a percent sign that begins nothing: it leads nowhere', cause);
    return undefined;
  }
}
