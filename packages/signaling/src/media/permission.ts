import type { MediaRules, MediaSource } from '@atrium/protocol';
import type { MediaMember } from './mediaMember.ts';

/** Whether the Zone lets somebody send this at all; their own switch is another matter. */
export function maySend(rules: MediaRules, source: MediaSource): boolean {
  switch (source) {
    case 'microphone':
      return rules.microphone !== 'off';
    case 'camera':
      return rules.camera;
    case 'screen':
    case 'screen-audio':
      return rules.screenShare;
  }
}

/** Muting, by oneself or by a moderator, wins whatever is sent. A moderator's mute stops sound; pictures go on. */
export function isPaused({ switches, muted }: MediaMember, source: MediaSource): boolean {
  switch (source) {
    case 'microphone':
      return muted || !switches.microphone;
    case 'camera':
      return !switches.camera;
    case 'screen':
      return !switches.screen;
    case 'screen-audio':
      return muted || !switches.screen;
  }
}
