import { useEffect, useState } from 'react';
import { useServices } from '../../app/useServices.ts';
import type { ListedPerson } from '../peopleGroups.ts';
import { useSurface, useVisit } from '../VisitContext.ts';

/** Changes that come together are asked about once. */
const gatherMs = 400;

export type PeopleAnswer =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'listed'; readonly people: readonly ListedPerson[] };

/** Everybody in the World: asked for when the list is opened, and again whenever somebody has come, gone or moved on. */
export function usePeople(): PeopleAnswer {
  const { session } = useVisit();
  const { log } = useServices();
  const counts = useSurface((state) => state.counts);
  const here = useSurface((state) => state.here);
  const isOnline = useSurface(({ connection }) => connection.kind === 'online');
  const [answer, setAnswer] = useState<PeopleAnswer>({ kind: 'loading' });
  const isFirst = answer.kind !== 'listed';

  useEffect(() => {
    if (!isOnline) return;
    let isShown = true;
    const ask = async () => {
      try {
        const people = await session.listPeople();
        if (isShown) setAnswer({ kind: 'listed', people });
      } catch (cause) {
        log.swallowed('The list of people was not given: one of before is worth more than none', cause);
        if (isShown) setAnswer((before) => (before.kind === 'listed' ? before : { kind: 'failed' }));
      }
    };
    const timer = setTimeout(() => void ask(), isFirst ? 0 : gatherMs);
    return () => {
      isShown = false;
      clearTimeout(timer);
    };
  }, [session, log, isOnline, counts, here, isFirst]);

  return answer;
}
