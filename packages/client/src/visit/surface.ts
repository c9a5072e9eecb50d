import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { ZoneInfo } from '@atrium/world';
import type { PersonHere } from './announcer.ts';
import type { SessionState } from '../session/sessionState.ts';

export type PanelName = 'people' | 'settings' | 'help';

/** What the surface over the World shows; changes with events, never with frames. */
export interface SurfaceState {
  readonly connection: SessionState;
  /** Whether this visit has been in the World at all. */
  readonly wasOnline: boolean;
  readonly zone: ZoneInfo | undefined;
  /** Whether the card with the Zone's rules is open. */
  readonly showsZoneCard: boolean;
  readonly counts: ReadonlyMap<string, number>;
  /** Everybody else in the Zone. */
  readonly here: readonly PersonHere[];
  /** What the interaction key would do now. */
  readonly seat: 'sit' | 'standUp' | undefined;
  readonly panel: PanelName | undefined;
  /** For screen readers; the number tells two equal texts apart. */
  readonly spoken: { readonly text: string; readonly count: number };
}
export type SurfaceStore = StoreApi<SurfaceState>;

export function createSurfaceStore(connection: SessionState): SurfaceStore {
  return createStore<SurfaceState>(() => ({
    connection,
    wasOnline: false,
    zone: undefined,
    showsZoneCard: false,
    counts: new Map(),
    here: [],
    seat: undefined,
    panel: undefined,
    spoken: { text: '', count: 0 },
  }));
}
