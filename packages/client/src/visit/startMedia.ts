import type { WorldSpace } from '@atrium/world';
import { untilFetched } from '../api/untilFetched.ts';
import type { Timers } from '../connection/timers.ts';
import type { Services } from '../app/services.ts';
import { browserMedia } from '../media/browserMedia.ts';
import { loadSfuParts } from '../media/links/loadSfuParts.ts';
import type { MediaControl } from '../media/mediaControl.ts';
import { MediaEngine } from '../media/mediaEngine.ts';
import { createWebAudioPlayback } from '../media/playback/webAudioPlayback.ts';
import type { WorldSession } from '../session/worldSession.ts';

/** Lets a visit talk: through this browser, with the devices of this person. */
export function startMedia(
  session: WorldSession,
  space: WorldSpace,
  services: Services,
  timers: Timers,
): { readonly media: MediaControl; stop(): void } {
  const browser = browserMedia();
  const media = new MediaEngine({
    log: services.log.of('media'),
    signals: session.media,
    local: services.localMedia,
    playback: createWebAudioPlayback({
      browser,
      timers,
      log: services.log.of('playback'),
    }),
    timers,
    canCall: browser.canCall,
    createConnection: (configuration) => new RTCPeerConnection(configuration),
    loadSfuParts,
    createStream: browser.createStream,
    zoneTypeOf: (zoneId) => space.zones.get(zoneId)?.type,
    positionOf: (personId) =>
      personId === undefined
        ? session.self.place
        : session.avatars(timers.now()).find(({ key }) => key === personId),
    staysOpenInTeamAreas: () => services.settings.getState().staysOpenInTeamAreas,
    volumes: services.volumes,
    pixelRatio: () => window.devicePixelRatio,
  });
  const { state } = services.localMedia;
  const log = services.log.of('devices');
  let guarding: AbortController | undefined;
  const guardCamera = (isOn: boolean) => {
    if (isOn === (guarding !== undefined)) return;
    guarding?.abort();
    guarding = isOn ? new AbortController() : undefined;
    const signal = guarding?.signal;
    if (signal === undefined) return;
    untilFetched(() => import('../media/devices/powerGuard.ts')).then(
      ({ guardPower }) => guardPower((by) => media.pauseCamera(by), log, signal),
      (cause: unknown) => log.swallowed('The camera is not paused for the sake of the machine', cause),
    );
  };
  const stopFollowing = state.subscribe(({ camera }) => guardCamera(camera.isOn));
  guardCamera(state.getState().camera.isOn);
  return {
    media,
    stop() {
      stopFollowing();
      guardCamera(false);
      media.stop();
    },
  };
}
