import type { CameraQuality, TopologyReason } from '@atrium/protocol';
import type { ZoneRules, ZoneType } from '@atrium/world';
import type { MediaThresholds } from '../../limits.ts';
import type { NetworkSummary } from './summariseNetwork.ts';

/** A Zone as the policy sees it. */
export interface MediaSituation {
  readonly zoneType: ZoneType;
  /** Overrides of the World file included. */
  readonly zoneRules: ZoneRules;
  /**
   * People who take part: with a Client that does, and not on do not disturb. In an OpenArea the most that anybody has
   * within earshot.
   */
  readonly people: number;
  /** Those whose camera is on, counted alike. */
  readonly cameras: number;
  readonly isSfuAvailable: boolean;
  /** It is gone, and another one is on its way. */
  readonly isSfuReturning: boolean;
  readonly network: NetworkSummary;
  readonly nowMs: number;
}

/** How the people of a Zone are connected, and what has to be remembered to decide it the next time. */
export interface MediaDecision {
  readonly path: 'P2P' | 'SFU';
  readonly reason: TopologyReason;
  /** Whether cameras and screens may be sent at all. */
  readonly allowsVideo: boolean;
  readonly cameraQuality: CameraQuality;
  /** Whether cameras wait for a moment, as long as there is nobody who could forward them. */
  readonly pausesCameras: boolean;
  /** What the network made necessary; it stays until the Zone has emptied. */
  readonly heldBy: 'relayed' | 'packet-loss' | undefined;
  /** Since when the Zone has been small enough to come back from the SFU. */
  readonly smallSinceMs: number | undefined;
  /** Since when it has been small enough for video without an SFU. */
  readonly videoFitsSinceMs: number | undefined;
  /** Since when the network has been good enough for better cameras. */
  readonly calmSinceMs: number | undefined;
}

/** Nobody has been here yet. */
export const emptyZoneDecision: MediaDecision = {
  path: 'P2P',
  reason: 'alone',
  allowsVideo: true,
  cameraQuality: 'full',
  pausesCameras: false,
  heldBy: undefined,
  smallSinceMs: undefined,
  videoFitsSinceMs: undefined,
  calmSinceMs: undefined,
};

/**
 * Decides how the people of a Zone are connected. Up at once, down only after a while: what was decided before goes in
 * again, so that a Zone never goes to and fro.
 */
export function decideMedia(
  situation: MediaSituation,
  previous: MediaDecision,
  thresholds: MediaThresholds,
): MediaDecision {
  if (situation.people === 0) return emptyZoneDecision;
  const heldBy = previous.heldBy ?? networkCause(situation.network, thresholds);
  const quality = decideCameraQuality(situation, previous, thresholds);
  const decision = situation.isSfuAvailable
    ? decideWithSfu(situation, { ...previous, heldBy }, thresholds)
    : decideWithoutSfu(situation, previous, thresholds);
  return { ...decision, ...quality, heldBy };
}

type PathDecision = Omit<MediaDecision, 'heldBy' | 'cameraQuality' | 'calmSinceMs'>;

function decideWithSfu(
  situation: MediaSituation,
  previous: MediaDecision,
  thresholds: MediaThresholds,
): PathDecision {
  const base = { allowsVideo: true, pausesCameras: false, videoFitsSinceMs: undefined };
  const cause = causeForSfu(situation, previous.heldBy, thresholds);
  if (cause !== undefined) return { ...base, path: 'SFU', reason: cause, smallSinceMs: undefined };
  const direct = {
    ...base,
    path: 'P2P',
    reason: reasonOfDirect(situation),
    smallSinceMs: undefined,
  } as const;
  if (previous.path === 'P2P') return direct;

  const { p2pMaxPeople, p2pMaxCameras, p2pReturnMargin, p2pReturnMs } = thresholds;
  const isSmall =
    situation.people <= Math.max(1, p2pMaxPeople - p2pReturnMargin) &&
    situation.cameras <= Math.max(0, p2pMaxCameras - p2pReturnMargin);
  if (!isSmall) return { ...base, path: 'SFU', reason: 'settling', smallSinceMs: undefined };
  const smallSinceMs = previous.smallSinceMs ?? situation.nowMs;
  if (situation.nowMs - smallSinceMs >= p2pReturnMs) return direct;
  return { ...base, path: 'SFU', reason: 'settling', smallSinceMs };
}

function causeForSfu(
  { zoneType, people, cameras }: MediaSituation,
  heldBy: MediaDecision['heldBy'],
  { p2pMaxPeople, p2pMaxCameras }: MediaThresholds,
): TopologyReason | undefined {
  if (zoneType === 'MeetingRoom' && people >= 2) return 'meeting';
  if (people > p2pMaxPeople) return 'too-many-people';
  if (cameras > p2pMaxCameras) return 'too-many-cameras';
  return heldBy;
}

/** Sound for everybody comes before pictures: in a mesh each camera costs its sender as much as there are people. */
function decideWithoutSfu(
  situation: MediaSituation,
  previous: MediaDecision,
  { audioOnlyAbovePeople, p2pReturnMs, p2pMaxPeople }: MediaThresholds,
): PathDecision {
  const { zoneType, people, nowMs } = situation;
  const fits = zoneType !== 'MeetingRoom' && people <= audioOnlyAbovePeople;
  const videoFitsSinceMs = fits ? (previous.videoFitsSinceMs ?? nowMs) : undefined;
  const hasFittedForLong = videoFitsSinceMs !== undefined && nowMs - videoFitsSinceMs >= p2pReturnMs;
  // Who has a camera on need not switch it on again because a worker was replaced.
  const waits = !fits && situation.isSfuReturning && previous.allowsVideo;
  const allowsVideo = waits || (fits && (previous.allowsVideo || hasFittedForLong));
  const isEnough = allowsVideo && !waits && people <= p2pMaxPeople;
  return {
    path: 'P2P',
    reason: isEnough || people === 1 ? reasonOfDirect(situation) : 'no-sfu',
    allowsVideo,
    pausesCameras: waits,
    smallSinceMs: undefined,
    videoFitsSinceMs,
  };
}

function reasonOfDirect({ people }: MediaSituation): TopologyReason {
  return people === 1 ? 'alone' : 'few-people';
}

function networkCause(
  { relayedShare, meanLoss }: NetworkSummary,
  { maxRelayedShare, maxLossShare }: MediaThresholds,
): MediaDecision['heldBy'] {
  if (relayedShare > maxRelayedShare) return 'relayed';
  return meanLoss > maxLossShare ? 'packet-loss' : undefined;
}

const qualities: readonly CameraQuality[] = ['full', 'low-layers', 'low-frame-rate', 'off'];

/** Worse at once, one step better each time the network has been calm for a while: sound is never touched. */
function decideCameraQuality(
  { network, nowMs }: MediaSituation,
  previous: MediaDecision,
  { maxLossShare, p2pReturnMs }: MediaThresholds,
): Pick<MediaDecision, 'cameraQuality' | 'calmSinceMs'> {
  const wanted = [1, 2, 4].filter((times) => network.meanLoss > maxLossShare * times).length;
  const current = qualities.indexOf(previous.cameraQuality);
  if (wanted >= current) return { cameraQuality: qualities[wanted] ?? 'off', calmSinceMs: undefined };
  const calmSinceMs = previous.calmSinceMs ?? nowMs;
  if (nowMs - calmSinceMs < p2pReturnMs) return { cameraQuality: previous.cameraQuality, calmSinceMs };
  return { cameraQuality: qualities[current - 1] ?? 'full', calmSinceMs: nowMs };
}
