/** What of the Client runs without a screen: bots and tests are in a World through this. */
export { createDraftServer } from './build/draftServer.ts';
export { DraftSession } from './build/draftSession.ts';
export { silentLog } from './log/log.ts';
export { openWebSocket } from './connection/webSocket.ts';
export { SessionError } from './connection/sessionError.ts';
export type { SessionErrorCode } from './connection/sessionError.ts';
export type { OpenSocket, SocketEvents, SocketLike } from './connection/socketLike.ts';
export { systemTimers } from './connection/timers.ts';
export type { Timers } from './connection/timers.ts';
export type { TicketStore } from './connection/signalingConnection.ts';
export type { EndReason } from './connection/closeOutcome.ts';
export type { MovementRefused } from './movement/movementRefused.ts';
export type { AvatarView } from './session/avatarView.ts';
export type { SessionState } from './session/sessionState.ts';
export { WorldSession } from './session/worldSession.ts';
export type { WorldSessionEvents, WorldSessionOptions } from './session/worldSession.ts';
