import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { untilFetched } from '../../api/untilFetched.ts';
import type { Log } from '../../log/log.ts';
import type { KeyValueStore } from '../../settings/keyValueStore.ts';
import type { BrowserDevices, BrowserMedia } from '../browserMedia.ts';
import type { LocalTracks } from '../mediaEngineOptions.ts';
import type { DeviceProblem, LocalMediaControl, LocalMediaState, SwitchState } from '../mediaControl.ts';
import { deviceListOf } from './deviceList.ts';
import { deviceProblemOf } from './deviceProblem.ts';
import type { HearYourselfPhase } from './hearYourself.ts';
import { MicrophoneMeter } from './microphoneMeter.ts';
import { screenOptions, screenSoundOf } from './screenSound.ts';

const off: SwitchState = { isOn: false, isStarting: false, problem: undefined };
const keys = { microphone: 'atrium.microphone', camera: 'atrium.camera', speaker: 'atrium.speaker' } as const;
const sound = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const picture = { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 24, max: 30 } };

type Switch = 'microphone' | 'camera' | 'screen';

/**
 * The own microphone, camera and screen: opens and closes them, and owns their tracks, whichever ways they are sent. A
 * microphone that was opened stays open while it is muted; a camera that is off is released.
 */
export class LocalMedia implements LocalMediaControl, LocalTracks {
  readonly state: StoreApi<LocalMediaState>;
  readonly #storage: KeyValueStore;
  readonly #browser: BrowserMedia;
  readonly #log: Log;
  /** A switch that is off: where the browser cannot do calls, it says so before anybody presses it. */
  readonly #off: SwitchState;
  readonly #meter: MicrophoneMeter;
  #microphone: MediaStreamTrack | undefined;
  /** Which microphone the system prefers, where the browser tells. */
  #preferredMicrophone: string | undefined;
  #camera: MediaStreamTrack | undefined;
  #screen: MediaStreamTrack | undefined;
  #screenSound: MediaStreamTrack | undefined;
  /** An answer to an older question is of no use any more. */
  readonly #asked: Record<Switch, number> = { microphone: 0, camera: 0, screen: 0 };

  constructor(storage: KeyValueStore, browser: BrowserMedia, log: Log) {
    this.#storage = storage;
    this.#browser = browser;
    this.#log = log;
    this.#off = browser.canCall ? off : { ...off, problem: 'no-calls' };
    this.#meter = new MicrophoneMeter(browser, log);
    this.state = createStore<LocalMediaState>(() => ({
      microphone: this.#off,
      camera: this.#off,
      screen: this.#off,
      ownCameraStream: undefined,
      ownScreenStream: undefined,
      devices: { microphones: [], cameras: [], speakers: [] },
      microphoneId: storage.read(keys.microphone),
      cameraId: storage.read(keys.camera),
      speakerDeviceId: storage.read(keys.speaker),
    }));
    if (browser.mediaDevices === undefined) return;
    browser.mediaDevices.addEventListener('devicechange', () => void this.#followDevices());
    void this.#listDevices();
  }

  /** Open tracks, whether the switch is on or not. */
  get tracks(): Readonly<
    Record<'microphone' | 'camera' | 'screen' | 'screen-audio', MediaStreamTrack | undefined>
  > {
    return {
      microphone: this.#microphone,
      camera: this.#camera,
      screen: this.#screen,
      'screen-audio': this.#screenSound,
    };
  }

  setMicrophone(isOn: boolean): void {
    const problem = isOn && this.#microphone?.muted === true ? 'silenced' : this.#off.problem;
    this.#setSwitch('microphone', { ...this.state.getState().microphone, isOn, problem });
    if (isOn) void this.openMicrophone();
  }

  setCamera(isOn: boolean): void {
    if (isOn) void this.#openCamera();
    else this.#closeCamera(this.#off);
  }

  setScreen(isOn: boolean): void {
    if (isOn) void this.#openScreen();
    else this.#closeScreen(this.#off);
  }

  /** Opens the microphone without switching it on, as for push-to-talk. */
  async openMicrophone(): Promise<void> {
    if (this.#microphone?.readyState === 'live' || this.state.getState().microphone.isStarting) return;
    const { microphoneId } = this.state.getState();
    const stream = await this.#ask('microphone', (devices) =>
      devices.getUserMedia({ audio: { ...sound, ...chosen(microphoneId) } }),
    );
    const [track] = stream?.getAudioTracks() ?? [];
    if (track === undefined) return;
    this.#microphone = track;
    this.#meter.listen(track);
    track.addEventListener('ended', () => {
      if (this.#microphone === track) this.#replaceMicrophone();
    });
    const followSilence = () => {
      if (this.#microphone === track) this.#followSilence('microphone', track);
    };
    track.addEventListener('mute', followSilence);
    track.addEventListener('unmute', followSilence);
    this.#setSwitch('microphone', { ...this.state.getState().microphone, isStarting: false });
    followSilence();
  }

  chooseMicrophone(deviceId: string | undefined): void {
    this.#storage.write(keys.microphone, deviceId);
    this.state.setState({ microphoneId: deviceId });
    if (this.#microphone !== undefined) this.#replaceMicrophone();
  }

  chooseCamera(deviceId: string | undefined): void {
    this.#storage.write(keys.camera, deviceId);
    this.state.setState({ cameraId: deviceId });
    if (this.#camera === undefined) return;
    this.#closeCamera(off);
    void this.#openCamera();
  }

  chooseSpeaker(deviceId: string | undefined): void {
    this.#storage.write(keys.speaker, deviceId);
    this.state.setState({ speakerDeviceId: deviceId });
  }

  microphoneLevel(): number {
    return this.#meter.level();
  }

  testSpeaker(): void {
    const { speakerDeviceId } = this.state.getState();
    // Few try it: what it takes comes when they do.
    untilFetched(() => import('./testSound.ts')).then(
      ({ playTestSound }) => playTestSound(speakerDeviceId, this.#log),
      (cause: unknown) => this.#log.swallowed('The test sound did not arrive', cause),
    );
  }

  testMicrophone(told: (phase: HearYourselfPhase) => void): () => void {
    const ending = new AbortController();
    void this.#testMicrophone(told, ending.signal);
    return () => ending.abort();
  }

  /** A microphone that was closed before the test is closed after it. */
  async #testMicrophone(told: (phase: HearYourselfPhase) => void, signal: AbortSignal): Promise<void> {
    const wasOpen = this.#microphone !== undefined;
    await this.openMicrophone();
    const track = this.#microphone;
    if (track === undefined) return told('done');
    const { speakerDeviceId: speakerId } = this.state.getState();
    // Few try it: what it takes comes when they do.
    const { hearYourself } = await import('./hearYourself.ts');
    await hearYourself({ track, speakerId, log: this.#log, told, signal });
    const { microphone } = this.state.getState();
    if (!wasOpen && !microphone.isOn) this.#closeMicrophone(microphone);
  }

  previewCamera(show: (stream: MediaStream) => void, fail: (problem: DeviceProblem) => void): () => void {
    const { mediaDevices } = this.#browser;
    let isWanted = true;
    let opened: MediaStream | undefined;
    const close = () => opened?.getTracks().forEach((track) => track.stop());
    if (mediaDevices === undefined) fail('insecure-origin');
    mediaDevices
      ?.getUserMedia({ video: { ...picture, ...chosen(this.state.getState().cameraId) } })
      .then((stream) => {
        opened = stream;
        if (isWanted) show(stream);
        else close();
        return this.#listDevices();
      })
      .catch((cause: unknown) => {
        this.#log.info('The camera did not open for a test', { problem: deviceProblemOf(cause) });
        if (isWanted) fail(deviceProblemOf(cause));
      });
    return () => {
      isWanted = false;
      close();
    };
  }

  /** Releases every device, as when the World is left. */
  closeAll(): void {
    this.#closeMicrophone(this.#off);
    this.#closeCamera(this.#off);
    this.#closeScreen(this.#off);
  }

  async #openCamera(): Promise<void> {
    const { cameraId, camera } = this.state.getState();
    if (this.#camera !== undefined || camera.isStarting) return;
    this.#setSwitch('camera', { isOn: true, isStarting: true, problem: undefined });
    const stream = await this.#ask('camera', (devices) =>
      devices.getUserMedia({ video: { ...picture, ...chosen(cameraId) } }),
    );
    const [track] = stream?.getVideoTracks() ?? [];
    if (track === undefined) return;
    this.#camera = track;
    track.addEventListener('ended', () => {
      if (this.#camera === track) this.#closeCamera({ ...off, problem: 'gone' });
    });
    const followSilence = () => {
      if (this.#camera === track) this.#followSilence('camera', track);
    };
    track.addEventListener('mute', followSilence);
    track.addEventListener('unmute', followSilence);
    this.state.setState({
      camera: { isOn: true, isStarting: false, problem: undefined },
      ownCameraStream: this.#browser.createStream([track]),
    });
    followSilence();
  }

  async #openScreen(): Promise<void> {
    if (this.#screen !== undefined || this.state.getState().screen.isStarting) return;
    const stream = await this.#ask('screen', (devices) => devices.getDisplayMedia(screenOptions(devices)));
    const [track] = stream?.getVideoTracks() ?? [];
    if (track === undefined) return;
    // Text has to stay sharp; a late frame is no harm.
    track.contentHint = 'detail';
    this.#screen = track;
    this.#screenSound = stream && screenSoundOf(stream, this.#log);
    // The browser has a button of its own that ends sharing.
    track.addEventListener('ended', () => {
      if (this.#screen === track) this.#closeScreen(off);
    });
    this.state.setState({
      screen: { isOn: true, isStarting: false, problem: undefined },
      ownScreenStream: this.#browser.createStream([track]),
    });
  }

  /** `undefined` where there is no device to be had, or nobody wants it any more. */
  async #ask(
    name: Switch,
    open: (devices: BrowserDevices) => Promise<MediaStream>,
  ): Promise<MediaStream | undefined> {
    const { canCall, mediaDevices: devices } = this.#browser;
    if (!canCall || devices === undefined) {
      this.#setSwitch(name, { ...off, problem: canCall ? 'insecure-origin' : 'no-calls' });
      return undefined;
    }
    const question = ++this.#asked[name];
    this.#setSwitch(name, { ...this.state.getState()[name], isStarting: true, problem: undefined });
    try {
      const stream = await open(devices);
      if (question === this.#asked[name]) {
        void this.#listDevices();
        return stream;
      }
      for (const track of stream.getTracks()) track.stop();
    } catch (cause) {
      this.#log.info('A device did not open', { device: name, problem: deviceProblemOf(cause) });
      if (question === this.#asked[name]) this.#setSwitch(name, { ...off, problem: problemOf(name, cause) });
    }
    return undefined;
  }

  /** Opens the microphone that is the right one now, and goes on with it as it was with the other. */
  #replaceMicrophone(): void {
    const { isOn } = this.state.getState().microphone;
    this.#closeMicrophone({ ...off, isOn });
    void this.openMicrophone();
  }

  /** A device that the system or a switch on it keeps silent or dark looks on, and is not. */
  #followSilence(name: 'microphone' | 'camera', { muted }: MediaStreamTrack): void {
    const state = this.state.getState()[name];
    if (!state.isOn || muted === (state.problem === 'silenced')) return;
    this.#log.info('A device was silenced, or no longer', { device: name, muted });
    this.#setSwitch(name, { ...state, problem: muted ? 'silenced' : undefined });
  }

  /** Devices have come or gone, or the system prefers another one. */
  async #followDevices(): Promise<void> {
    const preferred = this.#preferredMicrophone;
    await this.#listDevices();
    const { devices, microphone, microphoneId } = this.state.getState();
    const isMissing = microphone.problem === 'none-found' || microphone.problem === 'gone';
    if (isMissing && devices.microphones.length > 0)
      this.#setSwitch('microphone', { ...microphone, problem: undefined });
    if (this.#microphone?.readyState !== 'live' || microphone.isStarting) return;
    const { deviceId } = this.#microphone.getSettings();
    const hasChosen = devices.microphones.some((device) => device.deviceId === microphoneId);
    const isOtherChosen = hasChosen && deviceId !== undefined && deviceId !== microphoneId;
    const isOtherPreferred = !hasChosen && preferred !== undefined && preferred !== this.#preferredMicrophone;
    if (!isOtherChosen && !isOtherPreferred) return;
    this.#log.info('Another microphone takes over', { why: isOtherChosen ? 'chosen' : 'preferred' });
    this.#replaceMicrophone();
  }

  #closeMicrophone(state: SwitchState): void {
    this.#asked.microphone++;
    this.#microphone?.stop();
    this.#microphone = undefined;
    this.#meter.listen(undefined);
    this.#setSwitch('microphone', state);
  }

  #closeCamera(camera: SwitchState): void {
    this.#asked.camera++;
    this.#camera?.stop();
    this.#camera = undefined;
    this.state.setState({ camera, ownCameraStream: undefined });
  }

  #closeScreen(screen: SwitchState): void {
    this.#asked.screen++;
    this.#screen?.stop();
    this.#screenSound?.stop();
    this.#screen = undefined;
    this.#screenSound = undefined;
    this.state.setState({ screen, ownScreenStream: undefined });
  }

  #setSwitch(name: Switch, state: SwitchState): void {
    this.state.setState({ [name]: state });
  }

  async #listDevices(): Promise<void> {
    try {
      const devices = await this.#browser.mediaDevices?.enumerateDevices();
      if (devices === undefined) return;
      const preferred = devices.find(({ kind, deviceId }) => kind === 'audioinput' && deviceId === 'default');
      this.#preferredMicrophone = preferred && `${preferred.groupId} ${preferred.label}`;
      this.state.setState({ devices: deviceListOf(devices) });
    } catch (cause) {
      this.#log.swallowed('The browser lists no devices: those that the system prefers are used', cause);
    }
  }
}

/** Prefers the saved device; falls back to any other. */
function chosen(deviceId: string | undefined): MediaTrackConstraints {
  return deviceId === undefined ? {} : { deviceId: { ideal: deviceId } };
}

/** Closing the browser's choice of screens cancels; it is not an error. */
function problemOf(name: Switch, cause: unknown): SwitchState['problem'] {
  const problem = deviceProblemOf(cause);
  return name === 'screen' && problem === 'denied' ? undefined : problem;
}
