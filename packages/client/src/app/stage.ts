import type { AvatarLook, ErrorCode, WorldList } from '@atrium/protocol';
import type { DrawnWorldSpace } from '@atrium/world';
import type { AccountPage } from './route.ts';

export type WorldSummary = WorldList['worlds'][number];

/** Somebody who is about to be in a World. */
export interface Visitor {
  /** The one that holds at this moment. */
  readonly token: () => string;
  readonly name: string;
  readonly look: AvatarLook;
  readonly spawnPointId: string | undefined;
}

/** Pages that say why there is nothing to enter. */
type MessagePage = 'notFound' | 'notSetUp' | 'unknownWorld' | 'noWorlds' | 'unreachable' | 'brokenWorld';

/** What the Client shows as a whole. */
export type Stage =
  | { readonly kind: 'loading' }
  | { readonly kind: 'message'; readonly page: MessagePage; readonly worldId: string }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message?: string }
  | AccountStage
  | LobbyStage
  | WorldStage;

/** A page about accounts and Workspaces. */
export interface AccountStage {
  readonly kind: 'account';
  readonly page: AccountPage;
  readonly section: string | undefined;
}

export interface LobbyStage {
  readonly kind: 'lobby';
  readonly world: WorldSummary;
  readonly others: readonly WorldSummary[];
  /** Whether people can have an account here. */
  readonly hasAccounts: boolean;
  /** Why the person is here again; `undefined` when they have just come. */
  readonly because: 'left' | ErrorCode | undefined;
}

/** Where a pointer pressed, in CSS px of the window. */
export interface PressPlace {
  readonly x: number;
  readonly y: number;
}

export interface WorldStage {
  readonly kind: 'world';
  readonly space: DrawnWorldSpace;
  /** The number of the version that `space` is made of. */
  readonly version: number;
  /** What the World was called when the page asked. */
  readonly name: string;
  readonly visitor: Visitor;
  /** Where a pointer pressed Enter in the lobby a moment ago; `undefined` after a reload, which leads straight back in. */
  readonly enteredAt: PressPlace | undefined;
  /** Origins whose pages may be shown beside the World. */
  readonly embedOrigins: readonly string[];
  /** Counts the connections this page began: each is drawn from scratch. */
  readonly visit: number;
}
