import { Mic, MicOff, MonitorUp, MonitorX, Video, VideoOff } from 'lucide-react';
import { useKeyBindings, useSettings, useStrings } from '../../app/useServices.ts';
import type { Strings } from '../../strings/en.ts';
import { keyLabel } from '../keyLabel.ts';
import { useSurface } from '../VisitContext.ts';
import { useMedia, useMediaState } from './useMedia.ts';
import { SwitchButton } from './SwitchButton.tsx';
import { cameraLook, microphoneLook, screenLook } from './switchLook.ts';
import type { SwitchLook } from './switchLook.ts';
import { useMediaActions } from './useMediaActions.ts';

/** The three switches: microphone, camera, screen. */
export function MediaSwitches() {
  return (
    <>
      <MicrophoneSwitch />
      <CameraSwitch />
      {canShareScreens() && <ScreenSwitch />}
    </>
  );
}

/** Phones cannot share their screens. */
function canShareScreens(): boolean {
  const { mediaDevices } = navigator as Partial<Navigator>;
  // Without any devices, as on an insecure origin, the switch says why.
  return mediaDevices === undefined || 'getDisplayMedia' in mediaDevices;
}

function useShortcut(action: 'microphone' | 'camera' | 'screen' | 'pushToTalk'): string | undefined {
  const strings = useStrings();
  const keys = useKeyBindings();
  const { singleKeys } = useSettings();
  return singleKeys ? keyLabel(keys[action], strings) : undefined;
}

function MicrophoneSwitch() {
  const strings = useStrings();
  const { media: words } = strings;
  const media = useMedia();
  const { press } = useMediaActions();
  const state = useMediaState((all) => all);
  const shortcut = useShortcut('microphone');
  const talkKey = useShortcut('pushToTalk');
  const look = microphoneLook(state);
  const zoneName = useZoneName();
  const byHand = look.kind === 'pushToTalk' || (look.kind === 'talking' && state.isPushedToTalk);
  const talks = byHand
    ? {
        onPointerDown: () => media.pushToTalk(true),
        onPointerUp: () => media.pushToTalk(false),
        onPointerCancel: () => media.pushToTalk(false),
        onPointerLeave: () => media.pushToTalk(false),
        onBlur: () => media.pushToTalk(false),
        onKeyDown: ({ key }: { readonly key: string }) => isPress(key) && media.pushToTalk(true),
        onKeyUp: ({ key }: { readonly key: string }) => isPress(key) && media.pushToTalk(false),
      }
    : { onClick: () => press('microphone') };
  return (
    <SwitchButton
      label={words.microphone}
      hint={microphoneHint(look, strings, talkKey, zoneName)}
      shortcut={byHand ? talkKey : shortcut}
      look={look}
      iconOn={Mic}
      iconOff={MicOff}
      isSpeaking={state.isSelfSpeaking && state.isSending}
      {...talks}
    />
  );
}

const isPress = (key: string) => key === ' ' || key === 'Enter';

function microphoneHint(
  look: SwitchLook,
  { media: words }: Strings,
  talkKey: string | undefined,
  zoneName: string,
): string {
  switch (look.kind) {
    case 'problem':
      return words.problemOf(words.microphone, words.problem[look.problem]);
    case 'doNotDisturb':
      return words.hint.doNotDisturb;
    case 'forbidden':
      return words.hint.microphone.forbidden(zoneName);
    case 'pushToTalk':
      return talkKey === undefined ? words.hint.talkByButton : words.hint.microphone.pushToTalk(talkKey);
    case 'on':
    case 'off':
    case 'starting':
    case 'muted':
    case 'talking':
      return words.hint.microphone[look.kind];
  }
}

function CameraSwitch() {
  const { media: words } = useStrings();
  const { press } = useMediaActions();
  const inZone = useSurface(({ zone }) => zone?.rules.camera ?? true);
  const shown = cameraLook(
    useMediaState((state) => state),
    inZone,
  );
  const zoneName = useZoneName();
  const shortcut = useShortcut('camera');
  return (
    <SwitchButton
      label={words.camera}
      hint={switchHint(shown, 'camera', words, zoneName)}
      shortcut={shortcut}
      look={shown}
      iconOn={Video}
      iconOff={VideoOff}
      onClick={() => press('camera')}
    />
  );
}

function ScreenSwitch() {
  const { media: words } = useStrings();
  const { press } = useMediaActions();
  const inZone = useSurface(({ zone }) => zone?.rules.screenShare ?? true);
  const shown = screenLook(
    useMediaState((state) => state),
    inZone,
  );
  const zoneName = useZoneName();
  const shortcut = useShortcut('screen');
  return (
    <SwitchButton
      label={words.screen}
      hint={switchHint(shown, 'screen', words, zoneName)}
      shortcut={shortcut}
      look={shown}
      iconOn={MonitorX}
      iconOff={MonitorUp}
      onClick={() => press('screen')}
    />
  );
}

function useZoneName(): string {
  return useSurface(({ zone }) => zone?.name ?? '');
}

function switchHint(
  look: SwitchLook,
  source: 'camera' | 'screen',
  words: Strings['media'],
  zoneName: string,
): string {
  switch (look.kind) {
    case 'problem':
      return words.problemOf(words[source], words.problem[look.problem]);
    case 'doNotDisturb':
      return words.hint.doNotDisturb;
    case 'forbidden':
      return look.why === 'soundOnly' ? words.hint.soundOnly : words.hint[source].forbidden(zoneName);
    case 'starting':
      return words.hint[source].starting;
    case 'on':
    case 'talking':
      return words.hint[source].on;
    case 'off':
    case 'muted':
    case 'pushToTalk':
      return words.hint[source].off;
  }
}
