import { useMediaQuery, useSettings } from '../app/useServices.ts';

/** Whether the minimap is shown: as somebody chose, and before that where there is room for it. */
export function useMinimapOpen(): boolean {
  const { minimap } = useSettings();
  const hasRoom = useMediaQuery('(min-width: 48rem)');
  return minimap ?? hasRoom;
}
