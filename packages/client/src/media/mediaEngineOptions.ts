import type { Position, ZoneType } from '@atrium/world';
import type { Timers } from '../connection/timers.ts';
import type { Log } from '../log/log.ts';
import type { MediaSignals } from '../session/mediaSignals.ts';
import type { LoadSfuParts } from './links/loadSfuParts.ts';
import type { LocalMediaControl } from './mediaControl.ts';
import type { Playback } from './playback/playback.ts';

/** The own devices as the engine uses them. */
export interface LocalTracks extends Pick<
  LocalMediaControl,
  | 'state'
  | 'setMicrophone'
  | 'setCamera'
  | 'chooseMicrophone'
  | 'chooseCamera'
  | 'chooseSpeaker'
  | 'microphoneLevel'
> {
  /** Open tracks, whether the switch is on or not. */
  readonly tracks: Readonly<
    Record<'microphone' | 'camera' | 'screen' | 'screen-audio', MediaStreamTrack | undefined>
  >;
  setScreen(isOn: boolean): void;
  openMicrophone(): Promise<void>;
  closeAll(): void;
}

/** Everything that media need from outside: a browser, or what stands for one in bots. */
export interface MediaEngineOptions {
  readonly log: Log;
  readonly signals: MediaSignals;
  readonly local: LocalTracks;
  readonly playback: Playback;
  readonly timers: Timers;
  /** Whether the browser has WebRTC; where not, the server is told so and plans no links. */
  readonly canCall: boolean;
  readonly createConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  readonly loadSfuParts: LoadSfuParts;
  /** Puts tracks together for an element to show. */
  readonly createStream: (tracks: MediaStreamTrack[]) => MediaStream;
  readonly zoneTypeOf: (zoneId: string) => ZoneType | undefined;
  /** Where somebody in the own Zone is at this moment; `undefined` names oneself. */
  readonly positionOf: (personId: string | undefined) => Position | undefined;
  readonly staysOpenInTeamAreas: () => boolean;
  /** Volumes that were set for people on this device before. */
  readonly volumes: { get(personId: string): number; set(personId: string, volume: number): void };
  /** Device pixels for each CSS pixel. */
  readonly pixelRatio: () => number;
}
