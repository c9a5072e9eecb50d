import { useMediaState } from '../media/useMedia.ts';

interface RoomAboveToolbar {
  /** Classes for what is right above the toolbar, and for the panels beside the plan. */
  readonly line: string;
  readonly panels: string;
}

const usual: RoomAboveToolbar = {
  line: 'bottom-[calc(max(0.5rem,env(safe-area-inset-bottom))+4.25rem)]',
  panels: 'bottom-13',
};
/** While one talks, the toolbar says above it who hears that. */
const whileHeard: RoomAboveToolbar = {
  line: 'bottom-[calc(max(0.5rem,env(safe-area-inset-bottom))+6.25rem)]',
  panels: 'bottom-17',
};

/** Where Build Mode ends above the toolbar, so that neither covers the other. */
export function useRoomAboveToolbar(): RoomAboveToolbar {
  return useMediaState(({ isSending }) => isSending) ? whileHeard : usual;
}
