import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { DoorShown } from '@atrium/protocol';
import type { DrawnWorldSpace, ZoneInfo } from '@atrium/world';
import type { EditorScene } from '../rendering/scene.ts';
import type { FirstHint } from '../settings/settings.ts';
import type { ModerationTold } from '../session/moderationSignals.ts';
import type { AskedToLeave, OwnKnock, PendingKnock } from '../session/roomSignals.ts';
import type { IncomingCall } from '../session/togetherSignals.ts';
import type { PersonHere } from './announcer.ts';
import type { Interaction } from './interaction.ts';
import type { SessionState } from '../session/sessionState.ts';

export type PanelName = 'people' | 'chat' | 'invite' | 'settings' | 'help';

/** What an Object has opened over the World. */
type OpenedThing =
  | { readonly kind: 'page'; readonly objectId: string; readonly address: string }
  | { readonly kind: 'board' | 'start'; readonly objectId: string };

/** What the surface over the World shows; changes with events, never with frames. */
export interface SurfaceState {
  readonly connection: SessionState;
  readonly worldName: string;
  /** The World that one has come to last while being in it; `undefined`: still the one that was entered. */
  readonly space: DrawnWorldSpace | undefined;
  /** Whether this visit has been in the World at all. */
  readonly wasOnline: boolean;
  /** Whether the World can be seen: what can wait until then leaves the line to it. */
  readonly isPictureShown: boolean;
  readonly zone: ZoneInfo | undefined;
  /** Whether the card with the Zone's rules is open. */
  readonly showsZoneCard: boolean;
  readonly counts: ReadonlyMap<string, number>;
  /** Everybody else in the Zone. */
  readonly here: readonly PersonHere[];
  /** What the interaction key would do now. */
  readonly interaction: Interaction | undefined;
  /** The Door that one stands before. */
  readonly doorAheadId: string | undefined;
  /** What a newcomer can do now. */
  readonly firstHint: FirstHint | undefined;
  readonly isSitting: boolean;
  /** Doors that are not as the World file says, by their id. */
  readonly doors: ReadonlyMap<string, DoorShown>;
  readonly ownKnock: OwnKnock | undefined;
  /** People who knock at your room. */
  readonly pendingKnocks: readonly PendingKnock[];
  readonly calls: readonly IncomingCall[];
  readonly askedToLeave: AskedToLeave | undefined;
  /** Who has just waved at oneself. */
  readonly wavedBy: { readonly personId: string; readonly name: string } | undefined;
  readonly opened: OpenedThing | undefined;
  /** The Object that one has for oneself. */
  readonly usingId: string | undefined;
  readonly followed: { readonly personId: string; readonly name: string } | undefined;
  /** Whether your hand is raised. */
  readonly isHandRaised: boolean;
  readonly panel: PanelName | undefined;
  /** Whose row in the People list is open. */
  readonly openPersonId: string | undefined;
  /** About whom one wants to do something. */
  readonly moderated: { readonly personId: string; readonly name: string } | undefined;
  /** What a moderator has done to oneself last. */
  readonly told: ModerationTold | undefined;
  /** When one's visit as a Guest ends, in ms since 1970; `undefined`: it lasts as long as one likes. */
  readonly visitEndsAtMs: number | undefined;
  /** Whether one shapes the World oneself; while it ends, what is not saved yet is saved. */
  readonly building: 'off' | 'on' | 'ending';
  /** Whether the person is offered what of a draft only this page has: nothing covers that. */
  readonly offersDraft: boolean;
  /** What is shown in place of the World while one does, and how. */
  readonly draft: DrawnWorldSpace | undefined;
  readonly editorScene: EditorScene | undefined;
  /** The name of another person who edits the World. */
  readonly builder: string | undefined;
  /** For screen readers; the number tells two equal texts apart. */
  readonly spoken: { readonly text: string; readonly count: number };
}
export type SurfaceStore = StoreApi<SurfaceState>;

/** @param isBuilding whether one goes on shaping the World from the visit before */
export function createSurfaceStore(
  connection: SessionState,
  worldName: string,
  isBuilding = false,
): SurfaceStore {
  return createStore<SurfaceState>(() => ({
    connection,
    worldName,
    space: undefined,
    wasOnline: false,
    isPictureShown: false,
    zone: undefined,
    showsZoneCard: false,
    counts: new Map(),
    here: [],
    interaction: undefined,
    doorAheadId: undefined,
    firstHint: undefined,
    isSitting: false,
    doors: new Map(),
    ownKnock: undefined,
    pendingKnocks: [],
    calls: [],
    askedToLeave: undefined,
    wavedBy: undefined,
    opened: undefined,
    usingId: undefined,
    followed: undefined,
    isHandRaised: false,
    panel: undefined,
    openPersonId: undefined,
    moderated: undefined,
    told: undefined,
    visitEndsAtMs: undefined,
    building: isBuilding ? 'on' : 'off',
    offersDraft: false,
    draft: undefined,
    editorScene: undefined,
    builder: undefined,
    spoken: { text: '', count: 0 },
  }));
}
