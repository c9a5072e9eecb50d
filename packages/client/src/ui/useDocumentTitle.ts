import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useStrings } from '../app/useServices.ts';
import { useSurface, useVisit } from './VisitContext.ts';

/** The tab says where one is, and first of all who waits for an answer. */
export function useDocumentTitle(): void {
  const { app, together } = useStrings();
  const { chat } = useVisit();
  const world = useSurface((state) => state.worldName);
  const zone = useSurface((state) => state.zone?.name);
  const knocking = useSurface((state) => state.pendingKnocks[0]?.person.name);
  const calling = useSurface((state) => state.calls[0]?.from.name);
  const unread = useStore(chat.store, (state) => state.unread);
  useEffect(() => {
    const place = zone === undefined || zone === world ? world : app.titleIn(zone, world);
    const waits =
      knocking !== undefined
        ? together.doors.knocks(knocking)
        : calling !== undefined
          ? together.people.callsShort(calling)
          : undefined;
    const count = unread > 0 ? `(${unread}) ` : '';
    document.title = waits === undefined ? `${count}${place}` : app.titleIn(waits, place);
  }, [app, together, zone, world, knocking, calling, unread]);
}
