import type { World, WorldEdit } from '@atrium/world';

/** What an editor did, in order. */
export type JournalStep =
  | {
      readonly kind: 'edit';
      readonly edit: WorldEdit;
      /** It goes on with the edit before it: both are undone at once. */
      readonly joins?: true;
    }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' };

/** How far the server is known to have what was done. */
export interface JournalMark {
  /** Of the draft. */
  readonly revision: number;
  /** How many steps are in it. */
  readonly steps: number;
}

export interface JournalHead {
  readonly fence: string;
  /** The version that the draft began with. */
  readonly base: number;
  readonly saved: JournalMark;
  /** The save that was sent last: what it would have become. */
  readonly sent: JournalMark | undefined;
}

export interface JournalContent {
  readonly head: JournalHead;
  /** What the steps begin with, unpacked. */
  readonly origin: World;
  readonly steps: readonly JournalStep[];
}

/**
 * What one person does to the draft of one World, kept on this device at once: a crash loses nothing, and undo survives a
 * reload. Its methods reject where the device does not keep anything.
 */
export interface DraftJournal {
  /** Whether this page may write it: another one may be doing so. */
  claim(): Promise<boolean>;
  read(): Promise<JournalContent | undefined>;
  /** Puts a beginning, and the steps that follow, in place of all there is: all of it or nothing. */
  begin(head: JournalHead, origin: World, steps?: readonly JournalStep[]): Promise<void>;
  /** @param place how many steps there are before this one */
  add(place: number, step: JournalStep): Promise<void>;
  mark(head: JournalHead): Promise<void>;
  clear(): Promise<void>;
  /** Lets another page have it. */
  close(): void;
}

/** Of a device that keeps nothing. */
export const noJournal: DraftJournal = {
  claim: () => Promise.resolve(false),
  read: () => Promise.resolve(undefined),
  begin: () => Promise.resolve(),
  add: () => Promise.resolve(),
  mark: () => Promise.resolve(),
  clear: () => Promise.resolve(),
  close: () => undefined,
};
