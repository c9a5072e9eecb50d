import { FakeMediaStreamTrack } from 'fake-mediastreamtrack';
import { createStore } from 'zustand/vanilla';
import type { MediaSource } from '@atrium/protocol';
import type { IceServers, SignalingLimits } from '@atrium/signaling';
import type { World } from '@atrium/world';
import { silentLog } from '../../log/log.ts';
import { SimulatedOffice } from '../../session/testing/simulatedOffice.ts';
import type { VisitOptions, Visitor } from '../../session/testing/simulatedOffice.ts';
import { VirtualTime } from '../../session/testing/virtualTime.ts';
import type { LocalMediaState, SwitchState } from '../mediaControl.ts';
import { MediaEngine } from '../mediaEngine.ts';
import type { LocalTracks } from '../mediaEngineOptions.ts';
import type { Playback } from '../playback/playback.ts';
import { SimulatedPeers } from './simulatedPeers.ts';
import { SimulatedSfu } from './simulatedSfu.ts';

export interface CallOptions {
  readonly hasSfu?: boolean;
  readonly hasTurn?: boolean;
  readonly limits?: Partial<SignalingLimits>;
  readonly seed?: number;
}

/** Somebody with a simulated computer, microphone, camera and loudspeaker. */
export interface Talker extends Visitor {
  readonly name: string;
  readonly engine: MediaEngine;
  readonly devices: SimulatedDevices;
  readonly loudspeaker: SimulatedLoudspeaker;
}

/**
 * People who talk: real Clients (session and media engine) and the real Signaling Server on one clock, with simulated
 * networks, peer connections and SFU. What somebody hears is found at their loudspeaker, by following what is played
 * back to the microphone from which it comes.
 */
export class SimulatedCall {
  readonly time = new VirtualTime(settleAll);
  readonly peers = new SimulatedPeers(this.time);
  readonly sfu = new SimulatedSfu(this.time);
  readonly office: SimulatedOffice;
  /** Whatever each person last spoke into. */
  readonly #microphones = new Map<string, SimulatedDevices>();

  constructor(world: World, { hasSfu = true, hasTurn = false, limits = {}, seed = 1 }: CallOptions = {}) {
    const turn = [{ urls: ['turn:turn.example.com'], username: 'u', credential: 'c' }];
    const iceServers: IceServers = { stun: [], turn: () => (hasTurn ? turn : []) };
    this.office = new SimulatedOffice(world, seed, {
      time: this.time,
      iceServers,
      limits,
      ...(hasSfu ? { sfu: this.sfu } : {}),
    });
  }

  /**
   * Somebody opens a page and comes in.
   *
   * @param browser whether theirs can do calls
   */
  async enter(name: string, options: VisitOptions = {}, browser = { canCall: true }): Promise<Talker> {
    const devices = new SimulatedDevices();
    const loudspeaker = new SimulatedLoudspeaker();
    const engines: MediaEngine[] = [];
    const visitor = await this.office.visit(name, {
      ...options,
      prepare: (session) => {
        options.prepare?.(session);
        engines.push(
          new MediaEngine({
            signals: session.media,
            local: devices,
            playback: loudspeaker,
            timers: this.time,
            canCall: browser.canCall,
            createConnection: browser.canCall ? this.peers.create : missing,
            log: silentLog,
            loadSfuParts: browser.canCall ? this.sfu.loadParts : missing,
            createStream: ([track]) => streamOf(track),
            zoneTypeOf: (zoneId) => session.space.zones.get(zoneId)?.type,
            positionOf: (personId) =>
              personId === undefined
                ? session.self.place
                : session.avatars(this.time.now()).find(({ key }) => key === personId),
            staysOpenInTeamAreas: () => true,
            volumes: { get: () => 1, set: () => undefined },
            pixelRatio: () => 1,
          }),
        );
      },
    });
    const [engine] = engines;
    if (engine === undefined) throw new Error('The page was not put together.');
    this.#microphones.set(name, devices);
    return Object.assign(visitor, { name, engine, devices, loudspeaker });
  }

  /** The page is closed, as by a reload: nothing is said to anybody. */
  closePage({ session, engine, devices }: Talker): void {
    session.end();
    engine.stop();
    devices.closeAll();
  }

  /** The page is loaded anew, and its microphone switched on where it was. */
  async reload(talker: Talker): Promise<Talker> {
    const { ticket, name } = talker;
    this.closePage(talker);
    return this.enter(name, { ticket });
  }

  pass(ms: number): Promise<void> {
    return this.time.pass(ms);
  }

  /** @returns how long it took, in ms. @throws Error where it does not hold within a time */
  async until(holds: () => boolean, withinMs = 20_000, what = 'it'): Promise<number> {
    const startMs = this.time.now();
    while (!holds()) {
      if (this.time.now() - startMs >= withinMs) throw new Error(`${what} did not happen in ${withinMs} ms.`);
      await this.time.pass(20);
    }
    return this.time.now() - startMs;
  }

  /** Whether what somebody says into their microphone comes out of somebody else's loudspeaker. */
  hears(listener: Talker, speaker: string, source: MediaSource = 'microphone'): boolean {
    const played =
      source === 'microphone'
        ? listener.loudspeaker.voiceOf(speaker)
        : listener.loudspeaker.screenSoundOf(speaker);
    return played !== undefined && this.#comesFrom(played, speaker, source);
  }

  /** Whether a picture of somebody arrives where it is shown. */
  sees(viewer: Talker, person: string, source: 'camera' | 'screen' = 'camera'): boolean {
    const { cameraStream, screenStream } = viewer.engine.state.getState().people.get(person) ?? {};
    const [track] = (source === 'camera' ? cameraStream : screenStream)?.getVideoTracks() ?? [];
    return track !== undefined && this.#comesFrom(track, person, source);
  }

  #comesFrom(track: MediaStreamTrack, person: string, source: MediaSource): boolean {
    const origin = this.peers.originOf(track) ?? this.sfu.originOf(track);
    return origin !== undefined && origin === this.#microphones.get(person)?.tracks[source];
  }
}

/** Longer chains of promises than those of the session alone: mediasoup-client has queues of its own. */
async function settleAll(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

function streamOf(track: MediaStreamTrack | undefined): MediaStream {
  const stream: Pick<MediaStream, 'getVideoTracks'> = {
    getVideoTracks: () => (track === undefined ? [] : [track]),
  };
  // Of the interface as large as a browser's, it has what is looked at.
  return stream as MediaStream;
}

/** Remembers what is played of whom. */
class SimulatedLoudspeaker implements Playback {
  readonly isBlocked = false;
  readonly volumes = new Map<string, number>();
  readonly #playing = new Map<
    string,
    { readonly voice: MediaStreamTrack | undefined; readonly screenSound: MediaStreamTrack | undefined }
  >();

  voiceOf(personId: string): MediaStreamTrack | undefined {
    return this.#playing.get(personId)?.voice;
  }

  screenSoundOf(personId: string): MediaStreamTrack | undefined {
    return this.#playing.get(personId)?.screenSound;
  }

  play(
    personId: string,
    voice: MediaStreamTrack | undefined,
    screenSound: MediaStreamTrack | undefined,
  ): void {
    this.#playing.set(personId, { voice, screenSound });
  }

  stop(personId: string): void {
    this.#playing.delete(personId);
  }

  setVolume(personId: string, volume: number): void {
    this.volumes.set(personId, volume);
  }

  setPosition(): void {
    // Where somebody is heard from is another matter.
  }

  level(): number {
    return 0;
  }

  setSpeaker(): void {
    // There is one alone.
  }

  unlock(): void {
    // Nothing is locked.
  }

  onBlockedChanged(): void {
    // Never.
  }

  close(): void {
    this.#playing.clear();
  }
}

const off: SwitchState = { isOn: false, isStarting: false, problem: undefined };
const on: SwitchState = { ...off, isOn: true };

/** Devices that are there at once, and never refuse. */
export class SimulatedDevices implements LocalTracks {
  readonly state = createStore<LocalMediaState>(() => ({
    microphone: off,
    camera: off,
    screen: off,
    ownCameraStream: undefined,
    ownScreenStream: undefined,
    devices: { microphones: [], cameras: [], speakers: [] },
    microphoneId: undefined,
    cameraId: undefined,
    speakerDeviceId: undefined,
  }));
  readonly #tracks: Record<MediaSource, MediaStreamTrack | undefined> = {
    microphone: undefined,
    camera: undefined,
    screen: undefined,
    'screen-audio': undefined,
  };

  get tracks(): Readonly<Record<MediaSource, MediaStreamTrack | undefined>> {
    return { ...this.#tracks };
  }

  setMicrophone(isOn: boolean): void {
    if (isOn) void this.openMicrophone();
    this.state.setState({ microphone: isOn ? on : off });
  }

  async openMicrophone(): Promise<void> {
    // As a browser: what is open is not opened again, and nobody is told.
    if (this.#tracks.microphone !== undefined) return;
    await Promise.resolve();
    this.#tracks.microphone ??= new FakeMediaStreamTrack({ kind: 'audio' });
    this.state.setState((state) => ({ microphone: { ...state.microphone } }));
  }

  /** Another microphone takes the place of this one. */
  chooseMicrophone(): void {
    this.#tracks.microphone?.stop();
    this.#tracks.microphone = new FakeMediaStreamTrack({ kind: 'audio' });
    this.state.setState((state) => ({ microphone: { ...state.microphone } }));
  }

  setCamera(isOn: boolean): void {
    this.#tracks.camera?.stop();
    this.#tracks.camera = isOn ? new FakeMediaStreamTrack({ kind: 'video' }) : undefined;
    const ownCameraStream = isOn ? streamOf(this.#tracks.camera) : undefined;
    this.state.setState({ camera: isOn ? on : off, ownCameraStream });
  }

  setScreen(isOn: boolean): void {
    for (const source of ['screen', 'screen-audio'] as const) {
      this.#tracks[source]?.stop();
      const kind = source === 'screen' ? 'video' : 'audio';
      this.#tracks[source] = isOn ? new FakeMediaStreamTrack({ kind }) : undefined;
    }
    const ownScreenStream = isOn ? streamOf(this.#tracks.screen) : undefined;
    this.state.setState({ screen: isOn ? on : off, ownScreenStream });
  }

  chooseCamera(): void {
    // There is one alone.
  }

  chooseSpeaker(): void {
    // There is one alone.
  }

  microphoneLevel(): number {
    return 0;
  }

  closeAll(): void {
    this.#tracks.microphone?.stop();
    this.#tracks.microphone = undefined;
    this.setMicrophone(false);
    this.setCamera(false);
    this.setScreen(false);
  }
}

/** What a browser without WebRTC does where it is asked for a connection. */
function missing(): never {
  throw new ReferenceError('RTCPeerConnection is not defined');
}
