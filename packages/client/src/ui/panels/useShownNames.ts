import { useEffect } from 'react';
import { useSurface, useVisit } from '../VisitContext.ts';

/** Shows in the World the names of those who are searched for, and of the person whose row is open. */
export function useShownNames(foundIds: readonly string[]): void {
  const { picture } = useVisit();
  const openPersonId = useSurface((state) => state.openPersonId);
  const ids = openPersonId === undefined ? foundIds : [...foundIds, openPersonId];
  const wanted = ids.join(' ');
  useEffect(() => {
    picture.emit('names', new Set(wanted.split(' ')));
    return () => picture.emit('names', new Set());
  }, [picture, wanted]);
}
