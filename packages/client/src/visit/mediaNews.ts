import type { TopologyReason } from '@atrium/protocol';
import { browserKind } from '../media/devices/browserKind.ts';
import type { DeviceProblem, MediaState, StoppedByZone, SwitchState } from '../media/mediaControl.ts';
import type { Strings } from '../strings/en.ts';

/** The switches a person has. */
export type OwnSource = 'microphone' | 'camera' | 'screen';

type PlainNews = Exclude<
  keyof Strings['media']['news'],
  'sharesScreen' | 'sharesNoLonger' | 'cannotCall' | 'unreachable' | 'stoppedByZone'
>;

/** Something about media that is worth a word. */
export type MediaNews =
  | { readonly kind: 'plain'; readonly what: PlainNews }
  | { readonly kind: 'screen'; readonly personId: string; readonly isOn: boolean }
  | { readonly kind: 'problem'; readonly source: OwnSource; readonly problem: DeviceProblem }
  | { readonly kind: 'reason'; readonly reason: TopologyReason }
  /** A person's browser has no WebRTC, so they cannot hear you. */
  | { readonly kind: 'cannotCall'; readonly personId: string }
  /** No path to somebody has come about for a while. */
  | { readonly kind: 'unreachable'; readonly personId: string }
  | {
      readonly kind: 'notAllowed';
      readonly source: OwnSource;
      readonly why: 'zone' | 'soundOnly';
      readonly zoneName: string;
    }
  | (Omit<StoppedByZone, 'zoneId'> & { readonly kind: 'stoppedByZone'; readonly zoneName: string })
  | { readonly kind: 'doNotDisturbIsOn' };

/** Reasons that people have to know without asking. */
const troubles: ReadonlySet<TopologyReason> = new Set(['no-sfu', 'no-sfu-full']);

/** What has changed from one state to the next that somebody who does not look should be told. */
export function mediaNews(
  before: MediaState,
  after: MediaState,
  zoneNameOf: (zoneId: string) => string,
): readonly MediaNews[] {
  const isNew = after.stoppedByZone !== before.stoppedByZone;
  const stopped = (isNew ? after.stoppedByZone : []).map(({ source, zoneId, isAllowed }): MediaNews => ({
    kind: 'stoppedByZone',
    source,
    zoneName: zoneNameOf(zoneId),
    isAllowed,
  }));
  const others = [...switchNews(before, after), ...limitNews(before, after), ...screenNews(before, after)];
  return [...stopped, ...others];
}

function switchNews(before: MediaState, after: MediaState): MediaNews[] {
  const news: MediaNews[] = [];
  const plain = (isNew: boolean, what: PlainNews) => {
    if (isNew) news.push({ kind: 'plain', what });
  };
  const changed = (source: OwnSource) => isWorking(after[source]) !== isWorking(before[source]);
  plain(changed('microphone'), isWorking(after.microphone) ? 'microphoneOn' : 'microphoneOff');
  // Why a picture was switched off is told when that is decided, and not once more when it is off.
  const isExplained = (source: StoppedByZone['source']) =>
    after.stoppedByZone.some((stopped) => stopped.source === source);
  const isPaused = after.cameraPausedBy !== undefined;
  const isCameraTold = isPaused || isExplained('camera');
  plain(changed('camera') && !isCameraTold, isWorking(after.camera) ? 'cameraOn' : 'cameraOff');
  plain(
    isPaused && before.cameraPausedBy === undefined,
    after.cameraPausedBy === 'power' ? 'cameraPausedForPower' : 'cameraPausedForCpu',
  );
  plain(changed('screen') && !isExplained('screen'), isWorking(after.screen) ? 'screenOn' : 'screenOff');
  plain(
    after.doNotDisturb !== before.doNotDisturb,
    after.doNotDisturb ? 'doNotDisturbOn' : 'doNotDisturbOff',
  );
  plain(after.audioOnly !== before.audioOnly, after.audioOnly ? 'audioOnlyOn' : 'audioOnlyOff');
  for (const source of ['microphone', 'camera', 'screen'] as const) {
    const { problem } = after[source];
    if (problem !== undefined && problem !== before[source].problem) {
      news.push({ kind: 'problem', source, problem });
    }
  }
  return news;
}

function isWorking({ isOn, isStarting, problem }: SwitchState): boolean {
  return isOn && !isStarting && problem === undefined;
}

function limitNews(before: MediaState, after: MediaState): MediaNews[] {
  const news: MediaNews[] = [];
  const [wasMuted, isMuted] = [before.rules?.muted === true, after.rules?.muted === true];
  if (wasMuted !== isMuted) {
    news.push({ kind: 'plain', what: isMuted ? 'mutedByModerator' : 'unmutedByModerator' });
  }
  if (after.reason !== undefined && after.reason !== before.reason && troubles.has(after.reason)) {
    news.push({ kind: 'reason', reason: after.reason });
  }
  for (const personId of after.unreachable)
    if (!before.unreachable.includes(personId)) news.push({ kind: 'unreachable', personId });
  for (const personId of talkedToInVain(after))
    if (!talkedToInVain(before).includes(personId)) news.push({ kind: 'cannotCall', personId });
  // That the server is not reached is said elsewhere; people may well hear each other meanwhile.
  const wasLost = before.isInterrupted && !before.isServerLost;
  const isLost = after.isInterrupted && !after.isServerLost;
  if (isLost && !wasLost) news.push({ kind: 'plain', what: 'connectionLost' });
  // Where nobody is left to be heard, nothing is back.
  if (wasLost && !after.isInterrupted && after.people.size > 0)
    news.push({ kind: 'plain', what: 'connectionBack' });
  return news;
}

/** Who cannot hear the person although they talk, in Zones where everybody hears everybody. */
function talkedToInVain({ isSending, rules, people }: MediaState): readonly string[] {
  if (!isSending || rules?.positional !== false) return [];
  return [...people.values()].filter(({ canCall }) => !canCall).map(({ personId }) => personId);
}

function screenNews(before: MediaState, after: MediaState): MediaNews[] {
  const news: MediaNews[] = [];
  for (const { personId, screen } of after.people.values()) {
    if (screen && before.people.get(personId)?.screen !== true)
      news.push({ kind: 'screen', personId, isOn: true });
  }
  for (const { personId, screen } of before.people.values()) {
    // Who is gone altogether has left, which is told elsewhere.
    if (screen && after.people.get(personId)?.screen === false) {
      news.push({ kind: 'screen', personId, isOn: false });
    }
  }
  return news;
}

/** Whether it is written at the top, too, for those who see: what they have not just done themselves. */
export function isForTheEyes(news: MediaNews): boolean {
  switch (news.kind) {
    case 'plain':
      return (
        news.what === 'noCalls' ||
        news.what === 'mutedByModerator' ||
        news.what === 'unmutedByModerator' ||
        news.what === 'cameraPausedForPower' ||
        news.what === 'cameraPausedForCpu' ||
        news.what === 'connectionLost' ||
        news.what === 'connectionBack'
      );
    case 'screen':
      return news.isOn;
    case 'problem':
    case 'reason':
    case 'cannotCall':
    case 'unreachable':
    case 'notAllowed':
    case 'stoppedByZone':
    case 'doNotDisturbIsOn':
      return true;
  }
}

/** The news in words; `undefined` where they are about somebody who has no name here. */
export function mediaNewsText(
  news: MediaNews,
  { media: words }: Strings,
  nameOf: (personId: string) => string | undefined,
): string | undefined {
  switch (news.kind) {
    case 'plain':
      return words.news[news.what];
    case 'screen': {
      const name = nameOf(news.personId);
      if (name === undefined) return undefined;
      return news.isOn ? words.news.sharesScreen(name) : words.news.sharesNoLonger(name);
    }
    case 'problem':
      return problemText(news.source, news.problem, words);
    case 'reason':
      return words.quality.reason[news.reason];
    case 'cannotCall':
    case 'unreachable': {
      const name = nameOf(news.personId);
      return name === undefined ? undefined : words.news[news.kind](name);
    }
    case 'notAllowed':
      return news.why === 'soundOnly'
        ? words.hint.soundOnly
        : words.hint[news.source].forbidden(news.zoneName);
    case 'stoppedByZone':
      return news.isAllowed
        ? words.news.stoppedByZone[news.source](news.zoneName)
        : words.hint[news.source].forbidden(news.zoneName);
    case 'doNotDisturbIsOn':
      return words.hint.doNotDisturb;
  }
}

/** What is wrong with a device; where the browser blocks it, where to allow it in the one at hand. */
function problemText(source: OwnSource, problem: DeviceProblem, words: Strings['media']): string {
  const said = words.problemOf(words[source], words.problem[problem]);
  if (problem !== 'denied' || source === 'screen') return said;
  return `${said} ${words.check.allow[browserKind(navigator.userAgent)]}`;
}
