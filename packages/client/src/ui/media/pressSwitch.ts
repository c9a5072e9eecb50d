import type { ZoneInfo } from '@atrium/world';
import type { MediaControl, MediaState } from '../../media/mediaControl.ts';
import type { MediaNews, OwnSource } from '../../visit/mediaNews.ts';
import { cameraLook, microphoneLook, screenLook } from './switchLook.ts';
import type { SwitchLook } from './switchLook.ts';

/**
 * Switches something on or off; where that cannot be, says why. To be called from a click or key.
 *
 * @param zone where the person is, as far as is known
 * @param tell says something about it
 */
export function pressSwitch(
  media: MediaControl,
  source: OwnSource,
  zone: ZoneInfo | undefined,
  tell: (news: MediaNews) => void,
): void {
  const state = media.state.getState();
  const look = lookOf(source, state, zone);
  switch (look.kind) {
    case 'forbidden':
      return tell({ kind: 'notAllowed', source, why: look.why, zoneName: zone?.name ?? '' });
    case 'muted':
      return tell({ kind: 'plain', what: 'mutedByModerator' });
    case 'doNotDisturb':
      return tell({ kind: 'doNotDisturbIsOn' });
    case 'starting':
      return setSource(media, source, false);
    case 'problem':
      tell({ kind: 'problem', source, problem: look.problem });
      // It is open: pressing switches it off.
      return setSource(media, source, look.problem !== 'silenced');
    case 'pushToTalk':
    case 'talking':
    case 'on':
    case 'off':
      return setSource(media, source, !state[source].isOn);
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
