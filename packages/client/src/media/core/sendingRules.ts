import type { MediaRules } from '@atrium/protocol';
import type { ZoneType } from '@atrium/world';

/** What decides whether the microphone is heard. */
export interface MicrophoneSituation {
  readonly isOn: boolean;
  /** The key is held down. */
  readonly isPushed: boolean;
  readonly doNotDisturb: boolean;
  /** `undefined` before the first plan. */
  readonly rules: Pick<MediaRules, 'microphone' | 'muted'> | undefined;
}

/** Muting always wins. */
export function sendsMicrophone({ isOn, isPushed, doNotDisturb, rules }: MicrophoneSituation): boolean {
  if (rules === undefined || rules.muted || doNotDisturb) return false;
  switch (rules.microphone) {
    case 'off':
      return false;
    case 'push-to-talk':
      return isPushed;
    case 'open':
      return isOn || isPushed;
  }
}

/** Switches that go off when somebody comes into a Zone; none ever goes on. */
export interface SwitchedOff {
  readonly microphone: boolean;
  readonly camera: boolean;
}

/**
 * What arriving in a Zone switches off: the camera (and with it the screen) stops with the Zone left behind, and in a TeamArea one arrives
 * muted, unless one has chosen to stay open there.
 *
 * @param cameFrom `undefined` on coming into the World
 */
export function switchedOffOnArrival(
  zoneType: ZoneType,
  cameFrom: string | undefined,
  staysOpenInTeamAreas: boolean,
): SwitchedOff {
  return {
    microphone: zoneType === 'TeamArea' && !staysOpenInTeamAreas,
    camera: cameFrom !== undefined,
  };
}
