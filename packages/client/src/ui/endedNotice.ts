import type { CloseReason } from '@atrium/protocol';
import type { EndReason } from '../connection/closeOutcome.ts';
import type { Strings } from '../strings/en.ts';

export type EndAction = 'useHere' | 'tryAgain' | 'reload' | 'lobby';

/** What somebody is told whose connection has ended for good, and what they can do, the likeliest first. */
export interface EndedNotice {
  readonly title: string;
  readonly text: string;
  readonly actions: readonly EndAction[];
}

export function endedNotice(reason: EndReason, strings: Strings): EndedNotice {
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
    case 'serverRestarting':
    case 'silent':
      return { title: connection.goneTitle, text, actions: ['tryAgain', 'lobby'] };
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
