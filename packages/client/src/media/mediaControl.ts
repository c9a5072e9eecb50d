import type { StoreApi } from 'zustand/vanilla';
import type { MediaRules, MediaSource, Topology, TopologyReason } from '@atrium/protocol';
import type { HearYourselfPhase } from './devices/hearYourself.ts';
import type { ConnectionQuality } from './core/connectionQuality.ts';
import type { Nearness } from './core/nearness.ts';

/** Why a device cannot be used, as far as the browser tells. */
export type DeviceProblem =
  /** The page is not served over HTTPS (or from this machine): browsers give such pages no devices. */
  | 'insecure-origin'
  /** The browser has no WebRTC: there is nobody to open a device for. */
  | 'no-calls'
  /** The person or the browser's settings said no. */
  | 'denied'
  /** The operating system keeps the browser from it. */
  | 'denied-by-system'
  | 'none-found'
  /** Another program has it. */
  | 'in-use'
  /** The chosen device is not there any more. */
  | 'gone'
  /** It is open, but the system or a switch on the device keeps it silent or dark. */
  | 'silenced'
  | 'unknown';

/** One of the own switches. */
export interface SwitchState {
  /** What the person wants. */
  readonly isOn: boolean;
  /** The device is being opened. */
  readonly isStarting: boolean;
  readonly problem: DeviceProblem | undefined;
}

/** Somebody in the own Zone (or just out of reach for a moment), as far as media go. */
export interface PersonMedia {
  readonly personId: string;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
  readonly doNotDisturb: boolean;
  /** Whether their browser has WebRTC: where not, nobody hears them, nor do they hear anybody. */
  readonly canCall: boolean;
  /** By a moderator. */
  readonly muted: boolean;
  /** Whether there is a link through which they are heard. */
  readonly isAudible: boolean;
  readonly isSpeaking: boolean;
  /** In an OpenArea, by distance; elsewhere everybody is close. */
  readonly nearness: Nearness;
  readonly quality: ConnectionQuality;
  /** For the details behind the quality; undefined while nothing is known. */
  readonly path: 'direct' | 'relayed' | 'sfu' | undefined;
  readonly rttMs: number | undefined;
  /** 0 to 1. */
  readonly loss: number | undefined;
  /** Set where there is something to show; a new object when the tracks have changed. */
  readonly cameraStream: MediaStream | undefined;
  readonly screenStream: MediaStream | undefined;
  /** 0 to 1, as the person on this device has set it. */
  readonly volume: number;
}

export interface DeviceList {
  readonly microphones: readonly { readonly deviceId: string; readonly label: string }[];
  readonly cameras: readonly { readonly deviceId: string; readonly label: string }[];
  readonly speakers: readonly { readonly deviceId: string; readonly label: string }[];
}

/** The own camera or screen, which ended because the Zone forbids it. */
export interface StoppedByZone {
  readonly source: 'camera' | 'screen';
  readonly zoneId: string;
  readonly isAllowed: boolean;
}

/** What the surface knows of media; changes with events, never with frames. */
export interface MediaState {
  readonly microphone: SwitchState;
  readonly camera: SwitchState;
  readonly screen: SwitchState;
  /** Space is held down: sends while it is, whatever the switch says. */
  readonly isPushedToTalk: boolean;
  readonly doNotDisturb: boolean;
  readonly audioOnly: boolean;
  /** What the Zone allows; undefined before the first plan. */
  readonly rules: MediaRules | undefined;
  readonly topology: Topology | undefined;
  readonly reason: TopologyReason | undefined;
  /** By personId: everyone whose media state is known. */
  readonly people: ReadonlyMap<string, PersonMedia>;
  /** Whether packets of the microphone go out at this moment: switch or key, and not muted, and allowed. */
  readonly isSending: boolean;
  readonly isSelfSpeaking: boolean;
  /** Who hears the person when they speak. */
  readonly heardBy: readonly string[];
  /** More microphones are open than are all heard: the SFU passes on the loudest. */
  readonly areVoicesChosen: boolean;
  /** The loudest speaker of late who is not oneself, for speaker view and picture-in-picture. */
  readonly speakerId: string | undefined;
  readonly ownCameraStream: MediaStream | undefined;
  readonly ownScreenStream: MediaStream | undefined;
  readonly devices: DeviceList;
  readonly microphoneId: string | undefined;
  readonly cameraId: string | undefined;
  readonly speakerDeviceId: string | undefined;
  /** The browser plays no sound before the next click or key. */
  readonly isPlaybackBlocked: boolean;
  /** The camera was switched off to save power or for the sake of a loaded machine. */
  readonly cameraPausedBy: 'power' | 'cpu' | undefined;
  /** What the Zone that one came into last has switched off, and whether it allows it at all. */
  readonly stoppedByZone: readonly StoppedByZone[];
  /** The whole connection in one word, the worst of what matters. */
  readonly quality: ConnectionQuality;
  /** The connection with a person who was heard before has been broken for a while. */
  readonly isInterrupted: boolean;
  /** The server is not reached: whatever else is shown may be old. */
  readonly isServerLost: boolean;
  /** People who should be heard and have not been reached for a while, over whatever path. */
  readonly unreachable: readonly string[];
}

/** What the surface may ask of media. None of these throws; what fails shows in the state. */
export interface MediaControl {
  readonly state: StoreApi<MediaState>;
  setMicrophone(isOn: boolean): void;
  setCamera(isOn: boolean): void;
  /** Asks the browser which screen; to be called from a click. */
  setScreen(isOn: boolean): void;
  pushToTalk(isHeld: boolean): void;
  /** Switches microphone, camera and screen off. */
  silence(): void;
  setDoNotDisturb(isOn: boolean): void;
  setAudioOnly(isOn: boolean): void;
  chooseMicrophone(deviceId: string | undefined): void;
  chooseCamera(deviceId: string | undefined): void;
  chooseSpeaker(deviceId: string | undefined): void;
  /** @param volume 0 to 1 */
  setVolume(personId: string, volume: number): void;
  /**
   * What of others is on the screen at this moment, and how large in CSS pixels; decides what is received. Call it
   * whenever that changes; nothing where nothing is shown.
   */
  setShown(shown: readonly ShownVideo[]): void;
  /** Level of the own microphone, 0 to 1, for a meter; 0 while it is closed. Cheap enough for each frame. */
  microphoneLevel(): number;
  /** To be called from a click or key: lets the browser play sound. */
  unlockPlayback(): void;
}

export interface ShownVideo {
  readonly personId: string;
  readonly source: Extract<MediaSource, 'camera' | 'screen'>;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The own devices: there before a World is entered (the lobby's check) and after it was left. */
export type LocalMediaState = Pick<
  MediaState,
  | 'microphone'
  | 'camera'
  | 'screen'
  | 'ownCameraStream'
  | 'ownScreenStream'
  | 'devices'
  | 'microphoneId'
  | 'cameraId'
  | 'speakerDeviceId'
>;

export interface LocalMediaControl extends Pick<
  MediaControl,
  'setMicrophone' | 'setCamera' | 'chooseMicrophone' | 'chooseCamera' | 'chooseSpeaker' | 'microphoneLevel'
> {
  readonly state: StoreApi<LocalMediaState>;
  /** Plays a short sound on the chosen speaker, so that one hears whether it is the right one. */
  testSpeaker(): void;
  /** Records a sentence and plays it back, to oneself alone. @returns what ends it */
  testMicrophone(told: (phase: HearYourselfPhase) => void): () => void;
  /** Opens the chosen camera for oneself alone; gives its picture, or why there is none. @returns what closes it */
  previewCamera(show: (stream: MediaStream) => void, fail: (problem: DeviceProblem) => void): () => void;
}
