export * from './avatarLook.ts';
export * from './binary/frameKinds.ts';
export * from './binary/moveIntent.ts';
export * from './binary/moveIntentReader.ts';
export * from './binary/presenceFrame.ts';
export * from './binary/presenceFrameWriter.ts';
export * from './closeCodes.ts';
export * from './errorCodes.ts';
export * from './errorMessages.ts';
export * from './limits.ts';
export * from './media/iceAndDtls.ts';
export * from './media/mediaPlan.ts';
export * from './media/mediaState.ts';
export * from './media/rtp.ts';
export * from './media/voices.ts';
export {
  idString,
  linkTokenSchema,
  nameSchema,
  peerSchema,
  placeSchema,
  someoneSchema,
  statuses,
  worldVersion,
  type Peer,
  type Place,
  type Someone,
  type Status,
} from './fields.ts';
export { chatLineSchema, type ChatLine } from './messages/chatLine.ts';
export { chatTextSchema } from './messages/chatText.ts';
export * from './messages/clientMessages.ts';
export { knockStates, type DoorShown, type KnockStatus } from './messages/doorMessages.ts';
export { moderationActions, type ModerationAction } from './messages/moderationMessages.ts';
export { interactRefusals, type InteractRefusal } from './messages/objectMessages.ts';
export { quickEmoji, reactionKinds, type Reaction, type ReactionKind } from './messages/togetherMessages.ts';
export {
  transportDirectionSchema,
  type LinkReport,
  type MediaReport,
  type TransportDirection,
} from './messages/mediaClientMessages.ts';
export * from './messages/serverMessages.ts';
export {
  silencingReasons,
  worldMoves,
  type SilencingReason,
  type WorldMove,
} from './messages/worldMessages.ts';
export * from './rest/accountBodies.ts';
export * from './rest/adminBodies.ts';
export * from './rest/assetMetadata.ts';
export * from './rest/bodies.ts';
export * from './rest/connectionTest.ts';
export * from './rest/draftBodies.ts';
export * from './rest/officeLink.ts';
export * from './rest/problemReport.ts';
export * from './rest/workspaceSettings.ts';
export * from './version.ts';
export * from './withoutUndefined.ts';
