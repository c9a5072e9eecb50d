import type { PeerMediaState } from '@atrium/protocol';
import { worstQuality } from './core/connectionQuality.ts';
import type { Nearness } from './core/nearness.ts';
import type { MediaState, PersonMedia } from './mediaControl.ts';
import type { HeldPath, MediaPaths } from './mediaPaths.ts';
import type { PathWatch } from './pathWatch.ts';
import type { SpeakingWatch } from './speakingWatch.ts';

/** Where what is said of people comes from. */
interface Sources {
  readonly states: ReadonlyMap<string, PeerMediaState>;
  readonly paths: MediaPaths;
  readonly measures: PathWatch;
  readonly speaking: SpeakingWatch;
  /** As the SFU says, the loudest first. */
  readonly speakers: readonly string[];
  readonly areVoicesChosen: boolean;
  readonly volumeOf: (personId: string) => number;
  /** By distance, in a Zone where that matters. */
  readonly nearnessOf: (personId: string) => Nearness | undefined;
  readonly createStream: (tracks: MediaStreamTrack[]) => MediaStream;
  readonly state: MediaState;
}

/** The part of the state that is about others; what has not changed stays the same object. */
export function describePeople(
  sources: Sources,
): Pick<
  MediaState,
  | 'people'
  | 'heardBy'
  | 'areVoicesChosen'
  | 'quality'
  | 'isInterrupted'
  | 'unreachable'
  | 'speakerId'
  | 'isSelfSpeaking'
> {
  const { states, paths, measures, speaking, speakers, state } = sources;
  const described = new Map<string, PersonMedia>();
  for (const peer of states.values()) described.set(peer.personId, describePerson(peer, sources));
  const isSame =
    described.size === state.people.size &&
    [...described].every(([personId, person]) => state.people.get(personId) === person);
  const heardBy = [...described.values()]
    .filter(({ personId, isAudible, doNotDisturb }) => {
      // A link in the plan is a promise; whom packets reach is another matter.
      return isAudible && !doNotDisturb && paths.chosen(personId)?.path.reaches === true;
    })
    .map(({ personId }) => personId);
  const unreachable = measures.unreachable.filter((personId) => described.get(personId)?.isAudible === true);
  const chosen = [...paths.people].flatMap((personId) => paths.chosen(personId) ?? []);
  return {
    people: isSame ? state.people : described,
    areVoicesChosen: sources.areVoicesChosen,
    heardBy: heardBy.join() === state.heardBy.join() ? state.heardBy : heardBy,
    // Nothing is known of what happens in the World: what was measured before says nothing.
    quality: state.isServerLost ? 'lost' : worstQuality(chosen.map((held) => measures.quality(held))),
    isInterrupted: measures.isInterrupted,
    unreachable: unreachable.join() === state.unreachable.join() ? state.unreachable : unreachable,
    speakerId: speakers[0] ?? speaking.lastSpeaker,
    isSelfSpeaking: speaking.isSelfSpeaking,
  };
}

function describePerson(peer: PeerMediaState, sources: Sources): PersonMedia {
  const { paths, measures, speaking, volumeOf, nearnessOf, state, createStream } = sources;
  const streamOf = (source: 'camera' | 'screen', before: MediaStream | undefined) => {
    const track = chosen?.path.track(source);
    // The one of before where it is the same: elements that show it go on undisturbed.
    if (track === undefined || before?.getVideoTracks()[0] === track) return track && before;
    return createStream([track]);
  };
  const { personId, microphone, camera, screen, doNotDisturb, canCall, muted } = peer;
  const before = state.people.get(personId);
  const chosen = paths.chosen(personId);
  const measured = chosen && measures.of(chosen);
  const isBeyond = state.rules?.positional === true && chosen?.link.audible !== true;
  const person: PersonMedia = {
    personId,
    microphone,
    camera,
    screen,
    doNotDisturb,
    canCall,
    muted,
    isAudible: chosen?.link.audible === true && !state.doNotDisturb,
    isSpeaking: speaking.isSpeaking(personId),
    nearness: isBeyond ? 'beyond' : (nearnessOf(personId) ?? 'close'),
    quality: chosen === undefined ? 'connecting' : measures.quality(chosen),
    path: chosen && pathOf(chosen, measured?.isRelayed === true),
    rttMs: measured?.rttMs,
    loss: measured?.loss,
    cameraStream: state.audioOnly || !camera ? undefined : streamOf('camera', before?.cameraStream),
    screenStream: state.audioOnly || !screen ? undefined : streamOf('screen', before?.screenStream),
    volume: volumeOf(personId),
  };
  return before !== undefined && isEqual(before, person) ? before : person;
}

function pathOf({ path }: HeldPath, isRelayed: boolean): PersonMedia['path'] {
  if (path.kind === 'sfu') return 'sfu';
  return isRelayed ? 'relayed' : 'direct';
}

function isEqual(a: PersonMedia, b: PersonMedia): boolean {
  const keys = Object.keys(b) as (keyof PersonMedia)[];
  return keys.every((key) => a[key] === b[key]);
}
