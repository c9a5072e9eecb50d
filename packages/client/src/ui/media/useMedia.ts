import { useStore } from 'zustand';
import type { MediaControl, MediaState } from '../../media/mediaControl.ts';
import { useVisit } from '../VisitContext.ts';

export function useMedia(): MediaControl {
  return useVisit().media;
}

/** A part of the state of media; re-rendered only when that part changes. */
export function useMediaState<Part>(select: (state: MediaState) => Part): Part {
  return useStore(useMedia().state, select);
}
