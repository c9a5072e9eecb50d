import { useEffect, useState } from 'react';
import { useLanguage, useServices } from '../../app/useServices.ts';
import { groupPeople } from '../peopleGroups.ts';
import type { ListedPerson, PeopleGroup } from '../peopleGroups.ts';
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

/** The people by Zone, as far as their names have `search` in them. */
export function usePeopleGroups(people: readonly ListedPerson[], search: string): readonly PeopleGroup[] {
  const locale = useLanguage();
  const { session, space } = useVisit();
  const here = useSurface((state) => state.here);
  const zone = useSurface((state) => state.zone);
  const { personId: selfId } = session.self;
  return groupPeople({
    people,
    zones: space.zones.all,
    selfId,
    selfZoneId: zone?.id ?? '',
    visibleIds: new Set([selfId, ...here.map(({ personId }) => personId)]),
    search,
    locale,
  });
}
