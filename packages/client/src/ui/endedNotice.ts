import type { CloseReason } from '@atrium/protocol';
import type { ModerationTold } from '../session/moderationSignals.ts';
import type { EndReason } from '../connection/closeOutcome.ts';
import type { Strings } from '../strings/en.ts';

export type EndAction = 'useHere' | 'tryAgain' | 'reload' | 'lobby';

/** What somebody is told whose connection has ended for good, and what they can do, the likeliest first. */
export interface EndedNotice {
  readonly title: string;
  readonly text: string;
  readonly actions: readonly EndAction[];
}

/** @param told what a moderator has done last, if one has; `message` what the server said with the end */
export function endedNotice(
  { reason, message }: { readonly reason: EndReason; readonly message?: string | undefined },
  strings: Strings,
  told?: ModerationTold,
): EndedNotice {
  const { connection } = strings;
  const text = isCloseReason(reason, strings) ? strings.closings[reason] : strings.errors[reason];
  switch (reason) {
    case 'replaced':
      return {
        title: connection.replacedTitle,
        text: connection.replacedText,
        actions: ['useHere', 'lobby'],
      };
    case 'worldFull':
    case 'world_full':
      return { title: connection.fullTitle, text: strings.errors.world_full, actions: ['tryAgain', 'lobby'] };
    case 'kicked':
      return {
        title: connection.endedTitle,
        text: told?.action === 'kick' ? connection.sentOut(told.by, told.reason ?? '') : text,
        actions: ['lobby'],
      };
    case 'banned':
      return {
        title: connection.endedTitle,
        text: told?.action === 'ban' ? connection.bannedBy(told.by, told.reason ?? '') : (message ?? text),
        actions: ['lobby'],
      };
    case 'visitOver':
    case 'worldClosed':
      return { title: connection.endedTitle, text, actions: ['lobby'] };
    case 'serverRestarting':
    case 'silent':
      return { title: connection.goneTitle, text, actions: ['tryAgain', 'lobby'] };
    case 'worldOutdated':
      // The Client fetches it and goes on by itself.
      return { title: connection.changedTitle, text, actions: ['lobby'] };
    case 'versionMismatch':
    case 'version_mismatch':
      return { title: connection.versionTitle, text: strings.errors.version_mismatch, actions: ['reload'] };
    default:
      return { title: connection.endedTitle, text, actions: ['tryAgain', 'lobby'] };
  }
}

function isCloseReason(reason: EndReason, { closings }: Strings): reason is CloseReason {
  return reason in closings;
}
