import * as z from 'zod';
import type { PathStats } from './mediaPath.ts';

/** The entries of W3C webrtc-stats that are used here. */
const inbound = z.object({
  type: z.literal('inbound-rtp'),
  kind: z.string(),
  packetsReceived: z.number().catch(0),
  packetsLost: z.number().catch(0),
});
const transport = z.object({ type: z.literal('transport'), selectedCandidatePairId: z.string() });
const candidatePair = z.object({
  type: z.literal('candidate-pair'),
  localCandidateId: z.string(),
  remoteCandidateId: z.string(),
  currentRoundTripTime: z.number().optional(),
});
const candidate = z.object({ candidateType: z.string() });

/** What a browser's report says of a connection. */
export function readStats(report: RTCStatsReport): PathStats {
  const entries = [...(report as ReadonlyMap<string, unknown>).values()];
  const streams = entries.flatMap((entry) => inbound.safeParse(entry).data ?? []);
  const selected = entries.flatMap((entry) => transport.safeParse(entry).data ?? [])[0];
  const byId = (id: string | undefined): unknown =>
    id === undefined ? undefined : (report as ReadonlyMap<string, unknown>).get(id);
  const pair = candidatePair.safeParse(byId(selected?.selectedCandidatePairId)).data;
  const ends = [byId(pair?.localCandidateId), byId(pair?.remoteCandidateId)];
  const isRelayed = ends.some((end) => candidate.safeParse(end).data?.candidateType === 'relay');
  const sum = (pick: (stream: z.output<typeof inbound>) => number) =>
    streams.reduce((total, stream) => total + pick(stream), 0);
  return {
    audioPackets: sum((stream) => (stream.kind === 'audio' ? stream.packetsReceived : 0)),
    packetsLost: sum((stream) => stream.packetsLost),
    packetsReceived: sum((stream) => stream.packetsReceived),
    rttMs: pair?.currentRoundTripTime === undefined ? undefined : pair.currentRoundTripTime * 1000,
    isRelayed,
  };
}
