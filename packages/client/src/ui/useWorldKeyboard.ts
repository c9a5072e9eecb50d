import { useEffect } from 'react';
import type { RefObject } from 'react';
import { useServices } from '../app/useServices.ts';
import type { Services } from '../app/services.ts';
import { dance, reactByNumber, stopFollowing, toggleHand, waveAtNearest } from '../visit/togetherActions.ts';
import type { Visit } from '../visit/visit.ts';
import { interact, togglePanel, closeTop } from '../visit/visitActions.ts';
import { keyBindings } from '../input/shortcuts.ts';
import type { PressedAction } from '../input/shortcuts.ts';
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
  const services = useServices();
  const { settings, keyboardLayout } = services;
  const isMinimapOpen = useMinimapOpen();

  useEffect(() => {
    const element = region.current;
    if (element === null) return;
    const doings = { visit, services, actions, view, isMinimapOpen };
    return attachWorldKeyboard({
      region: element,
      keys: () => keyBindings(settings.getState().keys, keyboardLayout.getState()),
      singleKeys: () => settings.getState().singleKeys,
      walk: (direction) => {
        if (direction !== undefined) stopFollowing(visit, services);
        visit.session.walk(direction);
      },
      hold: (action, isHeld) => (action === 'dance' ? dance(visit, isHeld) : media.pushToTalk(isHeld)),
      escape: () => closeTop(visit, services),
      act: (action) => actInWorld(action, doings),
    });
  }, [visit, media, actions, services, settings, keyboardLayout, region, view, isMinimapOpen]);
}

interface Doings {
  readonly visit: Visit;
  readonly services: Services;
  readonly actions: ReturnType<typeof useMediaActions>;
  readonly view: RefObject<WorldView | null>;
  readonly isMinimapOpen: boolean;
}

function actInWorld(action: PressedAction, { visit, services, actions, view, isMinimapOpen }: Doings): void {
  switch (action) {
    case 'interact':
      return interact(visit, services);
    case 'raiseHand':
      return void toggleHand(visit, services);
    case 'waveNearest':
      return void waveAtNearest(visit, services);
    case 'reaction1':
    case 'reaction2':
    case 'reaction3':
    case 'reaction4':
    case 'reaction5':
    case 'reaction6':
      return reactByNumber(visit, Number(action.slice(-1)));
    case 'microphone':
    case 'camera':
    case 'screen':
      return actions.press(action);
    case 'doNotDisturb':
      return actions.toggleDoNotDisturb();
    case 'people':
    case 'chat':
    case 'settings':
    case 'help':
      return togglePanel(visit, action);
    case 'minimap':
      return services.settings.setState({ minimap: !isMinimapOpen });
    case 'zoomIn':
      return zoomBy(1, view.current, services);
    case 'zoomOut':
      return zoomBy(-1, view.current, services);
    case 'centre':
      return view.current?.followSelf();
  }
}

function zoomBy(steps: number, view: WorldView | null, { settings }: Services): void {
  const zoom = (view?.zoom ?? 1) + steps * zoomRange.step;
  const rounded = Math.round(zoom / zoomRange.step) * zoomRange.step;
  const next = Math.min(zoomRange.most, Math.max(zoomRange.least, rounded));
  view?.setZoom(next);
  settings.setState({ zoom: next });
}
