import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import { mostVoices } from '@atrium/protocol';
import type { MediaPlan, MediaSource, PeerMediaState } from '@atrium/protocol';
import type { Cancel } from '../connection/timers.ts';
import type { MediaMessage } from '../session/mediaSignals.ts';
import { cameraLayer } from './core/cameraLayer.ts';
import { nearnessOf } from './core/nearness.ts';
import type { Nearness } from './core/nearness.ts';
import { positionalSound } from './core/positionalSound.ts';
import { inTime } from './core/untilObtained.ts';
import { arrivesMuted, sendsMicrophone } from './core/sendingRules.ts';
import type { SentTracks } from './links/mediaPath.ts';
import type { MediaControl, MediaState, ShownVideo } from './mediaControl.ts';
import type { MediaEngineOptions } from './mediaEngineOptions.ts';
import { MediaPaths } from './mediaPaths.ts';
import { PathWatch } from './pathWatch.ts';
import { describePeople } from './describePeople.ts';
import { SpeakingWatch } from './speakingWatch.ts';

/** How long people go on hearing each other without a connection to the server, in ms. */
const keptAfterLossMs = 30_000;
/** When the switches are told again that the server would not hear of, in ms. */
const retryMs = 1_000;
/** How often volume and direction follow the Avatars, in ms. */
const positionMs = 70;

/** Media of one visit: obeys the plans of the server, and tells the surface what there is to see and hear. */
export class MediaEngine implements MediaControl {
  readonly state: StoreApi<MediaState>;
  readonly #options: MediaEngineOptions;
  readonly #paths: MediaPaths;
  readonly #watch: PathWatch;
  readonly #speaking: SpeakingWatch;
  readonly #states = new Map<string, PeerMediaState>();
  readonly #stops: (() => void)[];
  #plan: MediaPlan | undefined;
  /** The next plan is the first one of a connection that is not the first. */
  #isFirstPlan = false;
  #toldState = '';
  /** Links and rooms from before that the server has yet to be told of on this connection. */
  #holdsToTell: string[] | undefined;
  /** Whether the server has been told of this Client on this connection: then it may be told of changes. */
  #hasBegun = false;
  #shown: readonly ShownVideo[] = [];
  /** Who speaks, as the SFU says. */
  #speakers: readonly string[] = [];
  /** The camera was paused, and the person switched it on again: for the rest of the visit. */
  #insistsOnCamera = false;
  /** Of those whose sound depends on the distance. */
  #nearness: ReadonlyMap<string, Nearness> = new Map();
  #cancelPositions: Cancel | undefined;
  #cancelLoss: Cancel | undefined;

  constructor(options: MediaEngineOptions) {
    const { signals, local, playback } = options;
    this.#options = options;
    this.state = createStore<MediaState>(() => ({ ...initialState, ...local.state.getState() }));
    this.#paths = new MediaPaths(options, {
      changed: () => {
        this.#watch.noteReach();
        this.#refresh();
      },
      connected: (linkId) => this.#watch.reportRecovery(linkId),
      failed: (linkId) => this.#watch.reportFailure(linkId),
    });
    this.#watch = new PathWatch({
      timers: options.timers,
      paths: this.#paths,
      // Where the SFU chooses, nothing may come of somebody who talks.
      isSilent: (personId) => !this.#mayBeHeard(personId) || this.#areVoicesChosen(),
      live: (linkIds) => {
        signals.cast({ type: 'media.live', linkIds });
        this.#paths.endReplacedOrphans();
        this.#refresh();
      },
      report: (links) => signals.cast({ type: 'media.report', links }),
      log: options.log,
      measured: () => this.#describe(),
    });
    this.#speaking = new SpeakingWatch({
      timers: options.timers,
      people: () => [...this.#paths.people],
      levelOf: (personId) => (this.#mayBeHeard(personId) ? playback.level(personId) : 0),
      ownLevel: () => (this.state.getState().isSending ? local.microphoneLevel() : 0),
      changed: () => this.#describe(),
    });
    this.#stops = [
      signals.on('message', (message) => this.#receive(message)),
      signals.on('online', () => this.#begin()),
      signals.on('offline', () => this.#lose()),
      signals.on('ended', () => this.#end()),
      signals.on('networkChanged', () => this.#paths.restartIce()),
      local.state.subscribe(() => this.#localChanged()),
    ];
    playback.onBlockedChanged(() => this.state.setState({ isPlaybackBlocked: playback.isBlocked }));
    playback.setSpeaker(local.state.getState().speakerDeviceId);
  }

  // What the person wants

  setMicrophone(isOn: boolean): void {
    this.#options.local.setMicrophone(isOn);
  }

  setCamera(isOn: boolean): void {
    // Switched on again all the same: it is wanted more than power or a quiet machine.
    if (isOn && this.state.getState().cameraPausedBy !== undefined) this.#insistsOnCamera = true;
    this.state.setState({ cameraPausedBy: undefined, stoppedByZone: [] });
    if (!isOn || this.#plan?.rules.camera === true) this.#options.local.setCamera(isOn);
  }

  setScreen(isOn: boolean): void {
    this.state.setState({ stoppedByZone: [] });
    if (!isOn || this.#plan?.rules.screenShare === true) this.#options.local.setScreen(isOn);
  }

  pushToTalk(isHeld: boolean): void {
    if (isHeld === this.state.getState().isPushedToTalk) return;
    this.state.setState({ isPushedToTalk: isHeld });
    if (isHeld) void this.#options.local.openMicrophone();
    this.#refresh();
  }

  silence(): void {
    this.pushToTalk(false);
    this.setMicrophone(false);
    this.setCamera(false);
    this.setScreen(false);
  }

  setDoNotDisturb(isOn: boolean): void {
    this.state.setState({ doNotDisturb: isOn });
    this.#refresh();
  }

  setAudioOnly(isOn: boolean): void {
    this.state.setState({ audioOnly: isOn });
    this.#applyShown();
    this.#refresh();
  }

  chooseMicrophone(deviceId: string | undefined): void {
    this.#options.local.chooseMicrophone(deviceId);
  }

  chooseCamera(deviceId: string | undefined): void {
    this.#options.local.chooseCamera(deviceId);
  }

  chooseSpeaker(deviceId: string | undefined): void {
    this.#options.local.chooseSpeaker(deviceId);
  }

  setVolume(personId: string, volume: number): void {
    this.#options.volumes.set(personId, volume);
    this.#options.playback.setVolume(personId, volume);
    this.#describe();
  }

  setShown(shown: readonly ShownVideo[]): void {
    this.#shown = shown;
    this.#applyShown();
  }

  microphoneLevel(): number {
    return this.#options.local.microphoneLevel();
  }

  unlockPlayback(): void {
    this.#options.playback.unlock();
  }

  /** Something outside of the person's will makes the camera stop; once. Who switches it on again keeps it. */
  pauseCamera(by: NonNullable<MediaState['cameraPausedBy']>): void {
    if (!this.state.getState().camera.isOn || this.#insistsOnCamera) return;
    // Why it stops is told before, and that it is off not once more.
    this.state.setState({ cameraPausedBy: by });
    this.#options.local.setCamera(false);
  }

  /** The visit is over: nothing is sent or heard any more. */
  stop(): void {
    for (const stop of this.#stops) stop();
    this.#end();
    this.#watch.stop();
    this.#speaking.stop();
    this.#options.playback.close();
  }

  // What the server says

  #begin(): void {
    this.#cancelLoss?.();
    this.#cancelLoss = undefined;
    this.#isFirstPlan = this.#plan !== undefined;
    this.#toldState = '';
    this.#hasBegun = true;
    this.state.setState({ isServerLost: false });
    this.#holdsToTell = this.#paths.holds;
    this.#tellState();
    this.#describe();
  }

  #lose(): void {
    this.#hasBegun = false;
    this.state.setState({ isServerLost: true });
    this.#cancelLoss ??= this.#options.timers.after(keptAfterLossMs, () => this.#paths.close());
    this.#describe();
  }

  #end(): void {
    this.#cancelLoss?.();
    this.#cancelPositions?.();
    this.#cancelPositions = undefined;
    this.#paths.close();
    for (const personId of this.#states.keys()) this.#options.playback.stop(personId);
    this.#states.clear();
    this.#options.local.closeAll();
  }

  #receive(message: MediaMessage): void {
    switch (message.type) {
      case 'media.plan':
        return this.#obey(message);
      case 'media.states':
        for (const state of message.states) this.#states.set(state.personId, state);
        return this.#refresh();
      case 'media.signal':
        return this.#paths.receive(message);
      case 'media.speakers':
        this.#speakers = message.personIds;
        return this.#describe();
      case 'sfu.published':
        return this.#paths.published(message);
    }
  }

  #obey(plan: MediaPlan): void {
    const before = this.#plan;
    this.#plan = plan;
    this.#stopPictures(plan, before?.zoneId);
    if (plan.zoneId !== before?.zoneId) this.#arrive(plan.zoneId, before?.zoneId);
    const { rules, topology, reason } = plan;
    this.#options.log.info('A plan came', {
      topology,
      reason,
      links: plan.links.length,
      isOtherZone: plan.zoneId !== before?.zoneId,
    });
    this.state.setState({ rules, topology, reason });
    const isFirst = this.#isFirstPlan;
    this.#isFirstPlan = false;
    this.#paths.apply(plan, isFirst);
    this.#watch.wake(plan.zoneId !== before?.zoneId);
    this.#speaking.wake();
    this.#followPositions();
  }

  /** Switches off what the Zone does not allow, and with a change of Zone both camera and screen. */
  #stopPictures({ zoneId, rules }: MediaPlan, cameFrom: string | undefined): void {
    const isAllowed = { camera: rules.camera, screen: rules.screenShare };
    const hasChanged = cameFrom !== undefined && zoneId !== cameFrom;
    const stopping = (['camera', 'screen'] as const).filter((source) => hasChanged || !isAllowed[source]);
    const on = stopping.filter((source) => this.state.getState()[source].isOn);
    // Why they stop is told before, and that they are off not once more.
    if (on.length > 0) {
      const stopped = on.map((source) => ({ source, zoneId, isAllowed: isAllowed[source] }));
      this.state.setState({ stoppedByZone: stopped });
    }
    if (stopping.includes('camera')) this.#options.local.setCamera(false);
    if (stopping.includes('screen')) this.#options.local.setScreen(false);
  }

  #arrive(zoneId: string, cameFrom: string | undefined): void {
    const { local, zoneTypeOf, staysOpenInTeamAreas } = this.#options;
    // What was told of another Zone holds no more. Before the first plan nothing but this Zone has been told of: who
    // comes back to a Zone hears who talks there before they hear how they are connected.
    if (cameFrom !== undefined) {
      this.#speakers = [];
      this.#states.clear();
    }
    const zoneType = zoneTypeOf(zoneId);
    if (zoneType === undefined) return;
    const isMuted = arrivesMuted(zoneType, staysOpenInTeamAreas());
    if (isMuted && local.state.getState().microphone.isOn) local.setMicrophone(false);
  }

  // What is sent

  #localChanged(): void {
    const local = this.#options.local.state.getState();
    const { speakerDeviceId } = this.state.getState();
    if (local.speakerDeviceId !== speakerDeviceId) this.#options.playback.setSpeaker(local.speakerDeviceId);
    this.state.setState(local);
    if (local.camera.isOn) this.state.setState({ cameraPausedBy: undefined });
    this.#refresh();
  }

  #sentTracks(): SentTracks {
    const { tracks } = this.#options.local;
    const sent: Partial<Record<MediaSource, MediaStreamTrack>> = {};
    if (this.state.getState().isSending && tracks.microphone !== undefined)
      sent.microphone = tracks.microphone;
    const { rules } = this.#plan ?? {};
    if (rules?.camera === true && rules.cameraQuality !== 'off' && tracks.camera !== undefined)
      sent.camera = tracks.camera;
    if (rules?.screenShare !== true) return sent;
    if (tracks.screen !== undefined) sent.screen = tracks.screen;
    if (tracks['screen-audio'] !== undefined && !rules.muted) sent['screen-audio'] = tracks['screen-audio'];
    return sent;
  }

  #tellState(): void {
    const { signals, timers, log, canCall } = this.#options;
    if (!signals.isOnline || !this.#hasBegun) return;
    const { isSending, camera, screen, doNotDisturb, audioOnly, ownCameraStream, ownScreenStream } =
      this.state.getState();
    const switches = {
      microphone: isSending,
      camera: camera.isOn && ownCameraStream !== undefined,
      screen: screen.isOn && ownScreenStream !== undefined,
      doNotDisturb,
      audioOnly,
      canCall,
    };
    const text = JSON.stringify(switches);
    if (text === this.#toldState) return;
    this.#toldState = text;
    const holds = this.#holdsToTell;
    const { worldVersion } = signals;
    const request = { type: 'media.state', ...switches, worldVersion, holds: holds ?? [] } as const;
    inTime(signals.request(request), timers).then(
      () => {
        if (this.#holdsToTell === holds) this.#holdsToTell = undefined;
      },
      (cause: unknown) => {
        log.swallowed(
          'The state was not taken: lost with the connection, it is told on the next one; otherwise in a moment',
          cause,
        );
        // What has been told since counts.
        if (this.#toldState === text) this.#toldState = '';
        timers.after(retryMs, () => this.#refresh());
      },
    );
  }

  /** Whatever has changed: what is sent, heard and shown follows from plan, switches and paths. */
  #refresh(): void {
    const state = this.state.getState();
    const { rules } = this.#plan ?? {};
    const isSending = sendsMicrophone({
      isOn: state.microphone.isOn,
      isPushed: state.isPushedToTalk,
      doNotDisturb: state.doNotDisturb,
      rules,
    });
    if (isSending !== state.isSending) this.state.setState({ isSending });
    this.#tellState();
    this.#paths.setOutgoing({
      tracks: this.#sentTracks(),
      cameraQuality: rules?.cameraQuality ?? 'full',
      receivesVideo: !state.audioOnly,
    });
    this.#listen();
    this.#describe();
  }

  // What is heard

  /** What a modified Client sends beyond its state is not played. */
  #mayBeHeard(personId: string): boolean {
    const state = this.#states.get(personId);
    return state?.microphone === true && !state.muted && !state.doNotDisturb;
  }

  /** As the SFU does: it passes on the loudest where more microphones are open than `mostVoices`. */
  #areVoicesChosen(): boolean {
    const throughSfu = this.#paths.all.filter(
      ({ path, link, personId }) => path.kind === 'sfu' && link.audible && this.#mayBeHeard(personId),
    );
    const open = new Set(throughSfu.map(({ personId }) => personId)).size;
    return open > 0 && open + (this.state.getState().isSending ? 1 : 0) > mostVoices;
  }

  #listen(): void {
    const { playback, volumes } = this.#options;
    const people = this.#paths.people;
    for (const personId of people) {
      const chosen = this.#paths.chosen(personId);
      const isAudible = chosen?.link.audible === true && !this.state.getState().doNotDisturb;
      const voice = isAudible && this.#mayBeHeard(personId) ? chosen.path.track('microphone') : undefined;
      const state = this.#states.get(personId);
      const sharesScreen = isAudible && state?.screen === true && !state.muted;
      playback.play(personId, voice, sharesScreen ? chosen.path.track('screen-audio') : undefined);
      playback.setVolume(personId, volumes.get(personId));
    }
    for (const personId of this.#states.keys()) if (!people.has(personId)) playback.stop(personId);
  }

  #followPositions(): void {
    this.#cancelPositions?.();
    this.#cancelPositions = undefined;
    const { playback, positionOf, timers } = this.#options;
    const { rules } = this.#plan ?? {};
    const own = rules?.positional === true ? positionOf(undefined) : undefined;
    const before = this.#nearness;
    const nearness = new Map<string, Nearness>();
    for (const personId of this.#paths.people) {
      const other = positionOf(personId);
      const isPlaced = own !== undefined && other !== undefined && rules !== undefined;
      playback.setPosition(personId, isPlaced ? positionalSound(own, other, rules.earshotTiles) : undefined);
      if (!isPlaced) continue;
      nearness.set(personId, nearnessOf(own, other, rules.earshotTiles, before.get(personId)));
    }
    this.#nearness = nearness;
    if ([...nearness].some(([personId, step]) => before.get(personId) !== step)) this.#describe();
    if (rules?.positional !== true || this.#paths.people.size === 0) return;
    this.#cancelPositions = timers.after(positionMs, () => this.#followPositions());
  }

  // What is shown

  #applyShown(): void {
    const { audioOnly } = this.state.getState();
    const ratio = this.#options.pixelRatio();
    this.#paths.setWanted((personId, source) => {
      const shown = this.#shown.find((video) => video.personId === personId && video.source === source);
      if (audioOnly || shown === undefined) return undefined;
      return source === 'screen' ? 2 : cameraLayer(shown.widthPx * ratio);
    });
  }

  #describe(): void {
    const people = this.#paths.people;
    for (const personId of this.#states.keys()) {
      const isHere = people.has(personId) || this.#options.positionOf(personId) !== undefined;
      if (!isHere) this.#states.delete(personId);
    }
    this.state.setState((state) =>
      describePeople({
        states: this.#states,
        paths: this.#paths,
        measures: this.#watch,
        speaking: this.#speaking,
        speakers: this.#speakers,
        areVoicesChosen: this.#areVoicesChosen(),
        volumeOf: (personId) => this.#options.volumes.get(personId),
        nearnessOf: (personId) => this.#nearness.get(personId),
        createStream: this.#options.createStream,
        state,
      }),
    );
  }
}

const off = { isOn: false, isStarting: false, problem: undefined } as const;
const initialState: MediaState = {
  microphone: off,
  camera: off,
  screen: off,
  isPushedToTalk: false,
  doNotDisturb: false,
  audioOnly: false,
  rules: undefined,
  topology: undefined,
  reason: undefined,
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
