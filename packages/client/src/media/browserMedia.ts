/** What devices and playback need of a browser; tests bring their own. */
export interface BrowserMedia {
  /** Whether it has WebRTC: some builds of WebKit have none. */
  readonly canCall: boolean;
  /** Browsers hide it from pages that are not served securely. */
  readonly mediaDevices: BrowserDevices | undefined;
  readonly createAudioContext: (options?: AudioContextOptions) => AudioContext;
  /** Puts tracks together for an element or a node of the Web Audio API. */
  readonly createStream: (tracks: MediaStreamTrack[]) => MediaStream;
  readonly createAudioElement: () => HTMLAudioElement;
}

/** The part of MediaDevices that is used (W3C Media Capture and Streams). */
export type BrowserDevices = Pick<
  MediaDevices,
  'getUserMedia' | 'getDisplayMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
> &
  Partial<Pick<MediaDevices, 'getSupportedConstraints'>>;

/** The browser of this page. */
export function browserMedia(): BrowserMedia {
  return {
    canCall: 'RTCPeerConnection' in globalThis,
    mediaDevices: (navigator as Partial<Navigator>).mediaDevices,
    createAudioContext: (options) => new AudioContext(options),
    createStream: (tracks) => new MediaStream(tracks),
    createAudioElement: () => new Audio(),
  };
}
