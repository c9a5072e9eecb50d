import type { DeviceProblem, MediaState, SwitchState } from '../../media/mediaControl.ts';

/** What a switch of the toolbar shows; each of these has its own shape. */
export type SwitchLook =
  | { readonly kind: 'on' | 'off' | 'starting' | 'doNotDisturb' }
  /** The Zone does not allow it; `soundOnly` where it would, but there is no room for pictures. */
  | { readonly kind: 'forbidden'; readonly why: 'zone' | 'soundOnly' }
  | { readonly kind: 'problem'; readonly problem: DeviceProblem }
  /** By a moderator. */
  | { readonly kind: 'muted' }
  /** Sends only while the key is held. */
  | { readonly kind: 'pushToTalk' }
  /** The key is held. */
  | { readonly kind: 'talking' };

export function microphoneLook(state: MediaState): SwitchLook {
  const { microphone, rules, isPushedToTalk, isSending } = state;
  if (rules?.microphone === 'off') return { kind: 'forbidden', why: 'zone' };
  if (rules?.muted === true) return { kind: 'muted' };
  if (state.doNotDisturb) return { kind: 'doNotDisturb' };
  const device = deviceLook(microphone);
  if (device !== undefined) return device;
  if (isPushedToTalk && isSending) return { kind: 'talking' };
  if (rules?.microphone === 'push-to-talk') return { kind: 'pushToTalk' };
  return { kind: microphone.isOn ? 'on' : 'off' };
}

/** @param inZone whether the Zone itself allows cameras: the plan may not, for want of an SFU say */
export function cameraLook({ camera, rules, doNotDisturb }: MediaState, inZone: boolean): SwitchLook {
  if (!inZone) return { kind: 'forbidden', why: 'zone' };
  if (rules?.camera === false || rules?.cameraQuality === 'off')
    return { kind: 'forbidden', why: 'soundOnly' };
  if (doNotDisturb) return { kind: 'doNotDisturb' };
  return deviceLook(camera) ?? { kind: camera.isOn ? 'on' : 'off' };
}

/** @param inZone whether the Zone itself allows screen sharing */
export function screenLook({ screen, rules, doNotDisturb }: MediaState, inZone: boolean): SwitchLook {
  if (!inZone) return { kind: 'forbidden', why: 'zone' };
  if (rules?.screenShare === false) return { kind: 'forbidden', why: 'soundOnly' };
  if (doNotDisturb) return { kind: 'doNotDisturb' };
  return deviceLook(screen) ?? { kind: screen.isOn ? 'on' : 'off' };
}

function deviceLook({ isStarting, problem }: SwitchState): SwitchLook | undefined {
  if (isStarting) return { kind: 'starting' };
  return problem === undefined ? undefined : { kind: 'problem', problem };
}

/** Whether pressing the switch changes it; where not, it says why. */
export function canPress({ kind }: SwitchLook): boolean {
  return kind !== 'forbidden' && kind !== 'muted' && kind !== 'doNotDisturb' && kind !== 'pushToTalk';
}
