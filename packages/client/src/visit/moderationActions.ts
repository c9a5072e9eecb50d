import type { ChatLine } from '@atrium/protocol';
import { hasRight } from '@atrium/world';
import type { Role } from '@atrium/world';
import type { Services } from '../app/services.ts';
import { attempt, tell } from './tell.ts';
import type { Visit } from './visit.ts';

const choices = ['report', 'mute', 'removeFromZone', 'kick', 'ban'] as const;
export type ModerationChoice = (typeof choices)[number];

/** What somebody may do about others. */
export function actionsFor(role: Role): readonly ModerationChoice[] {
  return choices.filter((choice) => hasRight(role, choice));
}

export interface ModerationOrder {
  readonly personId: string;
  readonly choice: ModerationChoice;
  readonly reason: string;
  /** Of a ban; null: for good. */
  readonly hours: number | null;
  readonly withAddress: boolean;
  /** Attached to a report. */
  readonly chat: readonly ChatLine[];
  /** Whether they are muted already: it is lifted then. */
  readonly isMuted: boolean;
}

/** @param done what is said when it was done. @returns whether it was */
export async function actOn(
  visit: Visit,
  services: Services,
  { personId, choice, reason, hours, withAddress, chat, isMuted }: ModerationOrder,
  done: string,
): Promise<boolean> {
  const { moderation } = visit.session;
  const text = reason.trim();
  const requests: Readonly<Record<ModerationChoice, () => Promise<void>>> = {
    report: () => moderation.report(personId, text, chat),
    mute: () => moderation.mute(personId, !isMuted, text),
    removeFromZone: () => moderation.removeFromZone(personId, text),
    kick: () => moderation.kick(personId, text),
    ban: () => moderation.ban(personId, text, hours, withAddress),
  };
  const isDone = await attempt(visit, services, requests[choice]);
  if (isDone) tell(visit, services, 'info', () => done);
  return isDone;
}
