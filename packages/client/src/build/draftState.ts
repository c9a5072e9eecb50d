import type { EditorLease, ErrorCode } from '@atrium/protocol';
import type { EditConflict, EditHistory, World } from '@atrium/world';
import type { ApiFailure } from '../api/atriumApi.ts';
import type { Timers } from '../connection/timers.ts';
import type { Log } from '../log/log.ts';
import type { DraftJournal } from './draftJournal.ts';
import type { DraftServer } from './draftServer.ts';
import type { UnreadDraft } from './keptJournal.ts';

/** Whether what was done is on the server. */
export type DraftSaving =
  | { readonly kind: 'saved' }
  /** It is being sent, or will be in a moment. */
  | { readonly kind: 'unsaved' }
  /** The server could not be reached or has no room; it is tried again. */
  | { readonly kind: 'retrying'; readonly failure: ApiFailure }
  /** The server does not take it as it is; the next step is tried again. */
  | { readonly kind: 'refused'; readonly failure: ApiFailure };

export interface EditingState {
  readonly kind: 'editing';
  readonly history: EditHistory;
  readonly saving: DraftSaving;
  /** The version that the draft began with. */
  readonly base: number;
  /** The current one; another than the base: see `rebase`. */
  readonly currentVersion: number;
  /** Own steps that no longer fit, since others have changed the same meanwhile. */
  readonly conflicts: readonly EditConflict[];
}

export type DraftSessionState =
  | { readonly kind: 'opening' }
  /** Another person is editing the World, or the same person in another tab. */
  | {
      readonly kind: 'held';
      readonly lease: EditorLease;
      /** The server's clock when it told. */
      readonly nowMs: number;
      /** What an earlier session has left on this device, and the server does not have. */
      readonly unsaved: World | undefined;
    }
  | EditingState
  /** Somebody has taken over, or the right has ended. */
  | {
      readonly kind: 'lost';
      readonly code: ErrorCode;
      /** What the page offers as a file or as a new World; `undefined`: everything is saved. */
      readonly unsaved: World | undefined;
    }
  /** There is a draft that this Atrium cannot open: it stays as it is. */
  | { readonly kind: 'unreadable'; readonly unread: UnreadDraft }
  | { readonly kind: 'failed'; readonly failure: ApiFailure }
  | { readonly kind: 'closed' };

export interface DraftSessionParts {
  readonly personId: string;
  readonly server: DraftServer;
  readonly journal: DraftJournal;
  readonly timers: Timers;
  readonly log: Log;
  /** How much is kept to be undone; `usualLimits` unless given. */
  readonly limits?: { readonly steps: number; readonly changes: number; readonly journal: number };
  /** Told of every new state. */
  readonly changed: (state: DraftSessionState) => void;
}
