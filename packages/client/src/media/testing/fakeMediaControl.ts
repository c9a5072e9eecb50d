import { createStore } from 'zustand/vanilla';
import type { MediaControl, MediaState, PersonMedia, ShownVideo } from '../mediaControl.ts';

const off = { isOn: false, isStarting: false, problem: undefined } as const;

/** The state of somebody alone in a TeamArea who has switched nothing on. */
export const quietMediaState: MediaState = {
  microphone: off,
  camera: off,
  screen: off,
  isPushedToTalk: false,
  doNotDisturb: false,
  audioOnly: false,
  rules: {
    microphone: 'open',
    muted: false,
    camera: true,
    screenShare: true,
    positional: false,
    earshotTiles: 6,
    cameraQuality: 'full',
  },
  topology: 'P2P_DIRECT',
  reason: 'alone',
  people: new Map(),
  isSending: false,
  isSelfSpeaking: false,
  heardBy: [],
  areVoicesChosen: false,
  speakerId: undefined,
  ownCameraStream: undefined,
  ownScreenStream: undefined,
  devices: { microphones: [], cameras: [], speakers: [] },
  microphoneId: undefined,
  cameraId: undefined,
  speakerDeviceId: undefined,
  isPlaybackBlocked: false,
  cameraPausedBy: undefined,
  stoppedByZone: [],
  quality: 'good',
  isInterrupted: false,
  isServerLost: false,
  unreachable: [],
};

/** Somebody whose microphone is off and whose connection is good. */
export function quietPerson(personId: string, changes: Partial<PersonMedia> = {}): PersonMedia {
  return {
    personId,
    microphone: false,
    camera: false,
    screen: false,
    doNotDisturb: false,
    canCall: true,
    muted: false,
    isAudible: true,
    nearness: 'close',
    isSpeaking: false,
    quality: 'good',
    path: 'direct',
    rttMs: 20,
    loss: 0,
    cameraStream: undefined,
    screenStream: undefined,
    volume: 1,
    ...changes,
  };
}

interface FakeMediaControl extends MediaControl {
  /** What `setShown` was last told. */
  readonly shown: readonly ShownVideo[];
  /** Lets something happen to a person's media. */
  change(personId: string, changes: Partial<PersonMedia>): void;
}

/** Media that obey at once and send nothing, for tests of what shows and steers them. */
export function createFakeMediaControl(start: Partial<MediaState> = {}): FakeMediaControl {
  const state = createStore<MediaState>(() => ({ ...quietMediaState, ...start }));
  const change = (personId: string, changes: Partial<PersonMedia>) =>
    state.setState(({ people }) => {
      const before = people.get(personId) ?? quietPerson(personId);
      return { people: new Map(people).set(personId, { ...before, ...changes }) };
    });
  const setSending = () =>
    state.setState(({ microphone, isPushedToTalk, doNotDisturb, rules }) => ({
      isSending: (microphone.isOn || isPushedToTalk) && !doNotDisturb && rules?.muted !== true,
    }));
  let shown: readonly ShownVideo[] = [];
  return {
    state,
    get shown() {
      return shown;
    },
    change,
    setMicrophone(isOn) {
      state.setState({ microphone: { ...off, isOn } });
      setSending();
    },
    setCamera: (isOn) => state.setState({ camera: { ...off, isOn } }),
    setScreen: (isOn) => state.setState({ screen: { ...off, isOn } }),
    silence() {
      state.setState({ microphone: off, camera: off, screen: off, isPushedToTalk: false });
      setSending();
    },
    pushToTalk(isHeld) {
      state.setState({ isPushedToTalk: isHeld });
      setSending();
    },
    setDoNotDisturb(isOn) {
      state.setState({ doNotDisturb: isOn });
      setSending();
    },
    setAudioOnly: (isOn) => state.setState({ audioOnly: isOn }),
    chooseMicrophone: (deviceId) => state.setState({ microphoneId: deviceId }),
    chooseCamera: (deviceId) => state.setState({ cameraId: deviceId }),
    chooseSpeaker: (deviceId) => state.setState({ speakerDeviceId: deviceId }),
    setVolume: (personId, volume) => change(personId, { volume }),
    setShown: (next) => (shown = next),
    microphoneLevel: () => 0,
    unlockPlayback: () => state.setState({ isPlaybackBlocked: false }),
  };
}
