import type { Log } from '../../log/log.ts';
import type { BrowserDevices } from '../browserMedia.ts';

/** Options of W3C Screen Capture that TypeScript does not know yet. */
interface ScreenOptions extends DisplayMediaStreamOptions {
  readonly selfBrowserSurface: 'include' | 'exclude';
  readonly systemAudio: 'include' | 'exclude';
}

/**
 * What is asked for when a screen is shared. The page itself is not offered, and the sound of the whole system only where
 * the browser leaves the page's own out of it (`restrictOwnAudio`): people would hear themselves come back.
 */
export function screenOptions(devices: BrowserDevices): ScreenOptions {
  const supported: MediaTrackSupportedConstraints & { readonly restrictOwnAudio?: boolean } =
    devices.getSupportedConstraints?.() ?? {};
  const audio: MediaTrackConstraints & { readonly restrictOwnAudio: boolean } = { restrictOwnAudio: true };
  return {
    video: { width: { max: 1920 }, height: { max: 1080 }, frameRate: { max: 15 } },
    audio,
    selfBrowserSurface: 'exclude',
    systemAudio: supported.restrictOwnAudio === true ? 'include' : 'exclude',
  };
}

/** The sound that goes with a shared screen: that of another tab, or one that the call is not in. Any other is stopped. */
export function screenSoundOf(stream: MediaStream, log: Log): MediaStreamTrack | undefined {
  const [sound] = stream.getAudioTracks();
  if (sound === undefined) return undefined;
  const surface = stream.getVideoTracks()[0]?.getSettings().displaySurface;
  const { restrictOwnAudio }: MediaTrackSettings & { readonly restrictOwnAudio?: boolean } =
    sound.getSettings();
  if (surface === 'browser' || restrictOwnAudio === true) return sound;
  log.info('The sound of a shared screen is left out: the call would be in it');
  sound.stop();
  return undefined;
}
