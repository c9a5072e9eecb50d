import { useMediaQuery, useSettings } from '../app/useServices.ts';

/** Where the minimap lies: it covers neither the toolbar nor the card of the Zone. */
export type MinimapPlace = 'besideToolbar' | 'aboveToolbar' | 'rightAboveToolbar';

/** Whether the minimap is shown: as the person chose, and before that where there is room for it. */
export function useMinimapOpen(): boolean {
  const { minimap } = useSettings();
  const hasRoom = useMediaQuery('(min-width: 48rem) and (min-height: 32.01rem)');
  return minimap ?? hasRoom;
}

export function useMinimapPlace(): MinimapPlace {
  const isWide = useMediaQuery('(min-width: 72rem)');
  // The card of the Zone reaches down to the toolbar there.
  const isShort = useMediaQuery('(max-height: 32rem)');
  if (isWide) return 'besideToolbar';
  return isShort ? 'rightAboveToolbar' : 'aboveToolbar';
}
