import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { MediaControl, MediaState } from '../../media/mediaControl.ts';

const MediaContext = createContext<MediaControl | undefined>(undefined);
export const MediaProvider = MediaContext.Provider;

export function useMedia(): MediaControl {
  const media = useContext(MediaContext);
  if (media === undefined) throw new Error('a component is outside of the MediaProvider');
  return media;
}

/** A part of the state of media; re-rendered only when that part changes. */
export function useMediaState<Part>(select: (state: MediaState) => Part): Part {
  return useStore(useMedia().state, select);
}
