import type { MediaRules } from '@atrium/protocol';
import type { ZoneRules, ZoneType } from '@atrium/world';
import type { MediaThresholds } from '../../limits.ts';
import type { MediaDecision } from './decideMedia.ts';

/** What one person may send in a Zone, and how the others are played to them. */
export function mediaRulesOf(
  zone: { readonly type: ZoneType; readonly rules: ZoneRules },
  decision: MediaDecision,
  isMuted: boolean,
  { earshotTiles }: MediaThresholds,
): MediaRules {
  const { audio, camera, screenShare } = zone.rules;
  return {
    microphone: audio === 'off' || audio === 'push-to-talk' ? audio : 'open',
    muted: isMuted,
    camera: camera && decision.allowsVideo,
    screenShare: screenShare && decision.allowsVideo,
    positional: zone.type === 'OpenArea',
    earshotTiles,
    cameraQuality: decision.pausesCameras ? 'off' : decision.cameraQuality,
  };
}
