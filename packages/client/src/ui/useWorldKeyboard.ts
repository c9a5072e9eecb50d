import { useEffect } from 'react';
import type { RefObject } from 'react';
import { useServices } from '../app/services.ts';
import { sitOrStand, togglePanel } from '../visit/visitActions.ts';
import { keyBindings } from '../input/shortcuts.ts';
import { attachWorldKeyboard } from '../input/worldKeyboard.ts';
import type { WorldView } from '../rendering/worldView.ts';
import { zoomRange } from '../settings/settings.ts';
import { useMedia } from './media/useMedia.ts';
import { useMediaActions } from './media/useMediaActions.ts';
import { useMinimapOpen } from './useMinimapOpen.ts';
import { useVisit } from './VisitContext.ts';

/** Keys walk and act while the World has the focus. */
export function useWorldKeyboard(
  region: RefObject<HTMLElement | null>,
  view: RefObject<WorldView | null>,
): void {
  const visit = useVisit();
  const media = useMedia();
  const actions = useMediaActions();
  const { settings } = useServices();
  const isMinimapOpen = useMinimapOpen();

  useEffect(() => {
    const element = region.current;
    if (element === null) return;
    const zoomBy = (steps: number) => {
      const zoom = (view.current?.zoom ?? 1) + steps * zoomRange.step;
      const rounded = Math.round(zoom / zoomRange.step) * zoomRange.step;
      const next = Math.min(zoomRange.most, Math.max(zoomRange.least, rounded));
      view.current?.setZoom(next);
      settings.setState({ zoom: next });
    };
    return attachWorldKeyboard({
      region: element,
      keys: () => keyBindings(settings.getState().keys),
      singleKeys: () => settings.getState().singleKeys,
      walk: (direction) => visit.session.walk(direction),
      pushToTalk: (isHeld) => media.pushToTalk(isHeld),
      escape: () => visit.surface.setState({ panel: undefined, showsZoneCard: false }),
      act(action) {
        switch (action) {
          case 'interact':
            return sitOrStand(visit);
          case 'microphone':
          case 'camera':
          case 'screen':
            return actions.press(action);
          case 'doNotDisturb':
            return actions.toggleDoNotDisturb();
          case 'people':
          case 'settings':
          case 'help':
            return togglePanel(visit, action);
          case 'minimap':
            return settings.setState({ minimap: !isMinimapOpen });
          case 'zoomIn':
            return zoomBy(1);
          case 'zoomOut':
            return zoomBy(-1);
          case 'centre':
            return view.current?.followSelf();
        }
      },
    });
  }, [visit, media, actions, settings, region, view, isMinimapOpen]);
}
