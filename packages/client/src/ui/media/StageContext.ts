import { createContext, useContext, useEffect } from 'react';
import type { RefObject } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { useServices, useSettings } from '../../app/useServices.ts';
import type { ShownVideo } from '../../media/mediaControl.ts';
import { useSurface } from '../VisitContext.ts';
import { useMediaState } from './useMedia.ts';
import type { ShownVideos } from './shownVideos.ts';
import { stageMode } from './stage/arrangeStage.ts';
import type { StageMode } from './stage/arrangeStage.ts';

/** What somebody has chosen to see, until they leave the Zone. */
export interface StageChoices {
  readonly pinnedId: string | undefined;
  /** Whose screen is shown large. */
  readonly screenOf: string | undefined;
  /** Outside of MeetingRooms, where video stands along the top by itself. */
  readonly isEnlarged: boolean;
}
export type StageStore = StoreApi<StageChoices>;

export const noChoices: StageChoices = { pinnedId: undefined, screenOf: undefined, isEnlarged: false };

export function createStageStore(): StageStore {
  return createStore(() => noChoices);
}

interface Stage {
  readonly choices: StageStore;
  readonly shown: ShownVideos;
}

const StageContext = createContext<Stage | undefined>(undefined);
export const StageProvider = StageContext.Provider;

function useStage(): Stage {
  const stage = useContext(StageContext);
  if (stage === undefined) throw new Error('a component is outside of the StageProvider');
  return stage;
}

export function useStageStore(): StageStore {
  return useStage().choices;
}

export function useShownVideos(): ShownVideos {
  return useStage().shown;
}

/** Whether video covers the World, stands along its top, or is not there. */
export function useStageMode(): StageMode {
  const { meetingView } = useSettings();
  const zoneType = useSurface((state) => state.zone?.type);
  const isEnlarged = useStore(useStageStore(), (choices) => choices.isEnlarged);
  const here = useSurface((state) => state.here);
  const isBoardOpen = useSurface(({ opened }) => opened?.kind === 'board');
  const hasVideo = useMediaState(({ people, ownCameraStream, ownScreenStream, audioOnly }) => {
    const isSeen = ({ personId }: { readonly personId: string }) => {
      const person = people.get(personId);
      return person !== undefined && person.nearness !== 'beyond' && (person.camera || person.screen);
    };
    const isOwn = ownCameraStream !== undefined || ownScreenStream !== undefined;
    return isOwn || (!audioOnly && here.some(isSeen));
  });
  const mode = stageMode(zoneType, hasVideo, meetingView, isEnlarged);
  // Beside a Whiteboard people are seen along the top.
  return mode === 'large' && isBoardOpen ? 'strip' : mode;
}

/** Shows video large where it stands along the top. */
export function useEnlarge(): () => void {
  const { settings } = useServices();
  const store = useStageStore();
  const isMeeting = useSurface((state) => state.zone?.type === 'MeetingRoom');
  return () => {
    if (!isMeeting) store.setState({ isEnlarged: true });
    else if (settings.getState().meetingView === 'strip') settings.setState({ meetingView: 'grid' });
  };
}

/** Tells how large an element shows somebody's video, for as long as it is there. */
export function useShownVideo(
  element: RefObject<HTMLElement | null>,
  personId: string | undefined,
  source: ShownVideo['source'],
): void {
  const shown = useShownVideos();
  useEffect(() => {
    if (element.current === null || personId === undefined) return;
    const place = {};
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      shown.show(place, { personId, source, widthPx: Math.round(width), heightPx: Math.round(height) });
    });
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      shown.show(place, undefined);
    };
  }, [element, shown, personId, source]);
}
