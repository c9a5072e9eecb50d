import * as z from 'zod';
import { idString } from '../fields.ts';

/** What a person can send. */
export const mediaSources = ['microphone', 'camera', 'screen', 'screen-audio'] as const;
export const mediaSourceSchema = z.enum(mediaSources);
export type MediaSource = (typeof mediaSources)[number];

/** What a person has switched on, as the others in the Zone are told. */
export const mediaStateFields = {
  microphone: z.boolean(),
  camera: z.boolean(),
  screen: z.boolean(),
  /** Neither hears nor sends. */
  doNotDisturb: z.boolean(),
};

export const peerMediaStateSchema = z.object({
  personId: idString,
  ...mediaStateFields,
  /** Whether their browser has WebRTC: some have none, and nobody is connected with those. */
  canCall: z.boolean(),
  /** By a moderator. */
  muted: z.boolean(),
});
export type PeerMediaState = z.output<typeof peerMediaStateSchema>;
