import { useMemo } from 'react';
import { useServices } from '../../app/useServices.ts';
import { tellMediaNews } from '../../visit/subscribeToMedia.ts';
import type { OwnSource } from '../../visit/mediaNews.ts';
import { useVisit } from '../VisitContext.ts';
import { pressSwitch } from './pressSwitch.ts';

interface MediaActions {
  readonly press: (source: OwnSource) => void;
  readonly toggleDoNotDisturb: () => void;
}

/** What buttons and shortcuts do about media. */
export function useMediaActions(): MediaActions {
  const visit = useVisit();
  const services = useServices();
  return useMemo(() => {
    const { media, surface } = visit;
    return {
      press: (source) =>
        pressSwitch(media, source, surface.getState().zone, (news) => tellMediaNews(visit, services, news)),
      toggleDoNotDisturb: () => media.setDoNotDisturb(!media.state.getState().doNotDisturb),
    };
  }, [visit, services]);
}
