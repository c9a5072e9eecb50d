import type { WorldSpace } from '@atrium/world';
import { freePlaceIn, roomToStand } from './roomToStand.ts';
import type { Visit } from './visit.ts';

/** Steps aside after you stop on another person's place on entering a Zone. @returns a function that ends this */
export function makeRoom({
  session,
  space,
  ticker,
}: Pick<Visit, 'session'> & {
  readonly space: WorldSpace;
  readonly ticker: Pick<Visit['ticker'], 'wake' | 'subscribe'>;
}): () => void {
  let zoneId: string | undefined;
  let hasJustCome = false;
  const stops = [
    session.on('zone', ({ zone, isConfirmed }) => {
      if (!isConfirmed || zone.id === zoneId) return;
      zoneId = zone.id;
      hasJustCome = true;
      ticker.wake();
    }),
    ticker.subscribe(() => {
      const { place } = session.self;
      // An Avatar is idle until the first step of a course is made, too.
      if (!hasJustCome || place.state !== 'idle' || session.isBoundElsewhere()) return;
      hasJustCome = false;
      const others = session
        .avatars(performance.now())
        .filter(({ isSelf, fade }) => !isSelf && fade !== 'leaving');
      const aside = roomToStand(place, others, freePlaceIn(space, session.self.zoneId));
      if (aside !== undefined) session.walkTo(aside);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
