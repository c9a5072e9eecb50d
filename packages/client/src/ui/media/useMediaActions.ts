import { useMemo } from 'react';
import type { ZoneInfo } from '@atrium/world';
import { useServices } from '../../app/services.ts';
import type { MediaControl, MediaState } from '../../media/mediaControl.ts';
import { tellMediaNews } from '../../visit/followMedia.ts';
import type { MediaNews, OwnSource } from '../../visit/mediaNews.ts';
import type { Visit } from '../../visit/visit.ts';
import { useVisit } from '../VisitContext.ts';
import { useMedia } from './useMedia.ts';
import { cameraLook, microphoneLook, screenLook } from './switchLook.ts';
import type { SwitchLook } from './switchLook.ts';

export interface MediaActions {
  /** Switches something on or off; where that cannot be, says why. To be called from a click or key. */
  readonly press: (source: OwnSource) => void;
  readonly toggleDoNotDisturb: () => void;
}

/** What buttons and shortcuts do about media. */
export function useMediaActions(): MediaActions {
  const visit = useVisit();
  const media = useMedia();
  const services = useServices();
  return useMemo(
    () => ({
      press: (source) => pressSwitch(visit, source, (news) => tellMediaNews(visit, services, news)),
      toggleDoNotDisturb: () => media.setDoNotDisturb(!media.state.getState().doNotDisturb),
    }),
    [visit, media, services],
  );
}

function pressSwitch({ media, surface }: Visit, source: OwnSource, tell: (news: MediaNews) => void): void {
  const state = media.state.getState();
  const look = lookOf(source, state, surface.getState().zone);
  const isOn = !state[source].isOn;
  switch (look.kind) {
    case 'forbidden':
      return tell({ kind: 'notAllowed', source, why: look.why });
    case 'muted':
      return tell({ kind: 'plain', what: 'mutedByModerator' });
    case 'doNotDisturb':
      return tell({ kind: 'doNotDisturbIsOn' });
    case 'starting':
      return setSource(media, source, false);
    case 'problem':
      tell({ kind: 'problem', source, problem: look.problem });
      return setSource(media, source, true);
    case 'pushToTalk':
    case 'talking':
    case 'on':
    case 'off':
      return setSource(media, source, isOn);
  }
}

function lookOf(source: OwnSource, state: MediaState, zone: ZoneInfo | undefined): SwitchLook {
  switch (source) {
    case 'microphone':
      return microphoneLook(state);
    case 'camera':
      return cameraLook(state, zone?.rules.camera ?? true);
    case 'screen':
      return screenLook(state, zone?.rules.screenShare ?? true);
  }
}

function setSource(media: MediaControl, source: OwnSource, isOn: boolean): void {
  switch (source) {
    case 'microphone':
      return media.setMicrophone(isOn);
    case 'camera':
      return media.setCamera(isOn);
    case 'screen':
      return media.setScreen(isOn);
  }
}
