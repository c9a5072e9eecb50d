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

/** Whether one arrives muted: in a TeamArea, unless one has chosen to stay open there. */
export function arrivesMuted(zoneType: ZoneType, staysOpenInTeamAreas: boolean): boolean {
  return zoneType === 'TeamArea' && !staysOpenInTeamAreas;
}
