export * from './limits.ts';
export * from './ports/boardStore.ts';
export * from './ports/clock.ts';
export * from './ports/connection.ts';
export * from './ports/doorLocks.ts';
export * from './ports/framing.ts';
export * from './ports/identity.ts';
export * from './ports/moderationRecords.ts';
export * from './ports/iceServers.ts';
export * from './ports/ids.ts';
export * from './ports/problems.ts';
export * from './ports/sfu.ts';
export * from './ports/signalingPorts.ts';
export * from './ports/tickets.ts';
export * from './ports/worldSource.ts';
export { TokenBucket } from './timing/tokenBucket.ts';
export {
  createSignalingServer,
  type Present,
  type SignalingServer,
  type SignalingStats,
} from './signalingServer.ts';
export type { Rate } from './timing/rate.ts';
