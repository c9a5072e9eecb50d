import { useEffect } from 'react';
import { useStrings } from '../app/services.ts';
import { useSurface, useVisit } from './VisitContext.ts';

/** The tab says where one is. */
export function useDocumentTitle(): void {
  const { app } = useStrings();
  const world = useVisit().space.world.meta.name;
  const zone = useSurface((state) => state.zone?.name);
  useEffect(() => {
    document.title = zone === undefined || zone === world ? world : app.titleIn(zone, world);
  }, [app, zone, world]);
}
