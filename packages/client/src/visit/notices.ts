import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { CorrectionReason } from '@atrium/protocol';
import type { Blocker, WorldSpace } from '@atrium/world';
import type { Strings } from '../strings/en.ts';
import { mediaNewsText } from './mediaNews.ts';
import type { MediaNews } from './mediaNews.ts';

/** Something worth a few words at the top of the screen. */
export type NoticeContent =
  | { readonly kind: 'refused'; readonly reason: CorrectionReason; readonly blocker: Blocker | undefined }
  | { readonly kind: 'noWay'; readonly target: string | undefined }
  | { readonly kind: 'walkingTo'; readonly target: string }
  | { readonly kind: 'connectedAgain' }
  | { readonly kind: 'media'; readonly news: MediaNews }
  /** Said in the language of the moment. */
  | { readonly kind: 'together'; readonly icon: NoticeIcon; readonly text: string };

/** What something about rooms, Objects and people is about, at a glance. */
export type NoticeIcon = 'door' | 'object' | 'person' | 'hand' | 'chat' | 'info';

export interface Notice {
  readonly id: number;
  readonly content: NoticeContent;
}

/** How long the same thing is not said again after it last happened: pushing against a door is one refusal. */
const repeatAfterMs = 4_000;
const mostNotices = 3;

/** The words at the top of the screen, newest last. */
export class Notices {
  readonly store: StoreApi<readonly Notice[]> = createStore<readonly Notice[]>(() => []);
  readonly #now: () => number;
  readonly #lastHappened = new Map<string, number>();
  #nextId = 1;

  /** @param now monotonic ms */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Says something, unless it has just been said. Whether it was said. */
  say(content: NoticeContent): boolean {
    const key = JSON.stringify(content);
    const now = this.#now();
    const last = this.#lastHappened.get(key);
    this.#lastHappened.set(key, now);
    if (last !== undefined && now - last < repeatAfterMs) return false;
    const notice = { id: this.#nextId++, content };
    this.store.setState((notices) => [...notices, notice].slice(-mostNotices), true);
    return true;
  }

  dismiss(id: number): void {
    this.store.setState((notices) => notices.filter((notice) => notice.id !== id), true);
  }
}

/**
 * The notice in plain words; `undefined` where there is nothing to say: walls explain themselves.
 *
 * @param nameOf of somebody in the same Zone
 */
export function noticeText(
  content: NoticeContent,
  strings: Strings,
  space: WorldSpace,
  nameOf: (personId: string) => string | undefined = () => undefined,
): string | undefined {
  switch (content.kind) {
    case 'refused':
      return refusalText(content.reason, content.blocker, strings, space);
    case 'noWay':
      return content.target === undefined ? strings.refused.noWay : strings.people.noWay(content.target);
    case 'walkingTo':
      return strings.people.walkingTo(content.target);
    case 'connectedAgain':
      return strings.connection.back;
    case 'together':
      return content.text;
    case 'media':
      return mediaNewsText(content.news, strings, nameOf);
  }
}

function refusalText(
  reason: CorrectionReason,
  blocker: Blocker | undefined,
  { refused }: Strings,
  space: WorldSpace,
): string | undefined {
  switch (reason) {
    case 'door-closed': {
      const door = blocker !== undefined && 'id' in blocker ? space.door(blocker.id) : undefined;
      const zone = door === undefined ? undefined : space.zones.get(door.leadsToZone);
      if (door === undefined || zone === undefined) return refused.noWay;
      const { type, allowedRoles = [] } = door.access;
      return type === 'role' && allowedRoles.length > 0
        ? refused.doorForRoles(zone.name, allowedRoles)
        : refused.doorFromInside(zone.name);
    }
    case 'occupied':
      if (blocker?.kind === 'seat' || blocker?.kind === 'object') return refused.seatTaken;
      return blocker?.kind === 'passage' ? refused.passageInUse : refused.doorInUse;
    case 'zone-full':
      return refused.zoneFull(zoneName(blocker, space));
    case 'no-seat':
      return refused.noSeat;
    // Told already, with who did it and why.
    case 'removed':
      return undefined;
    case 'zone-hopping':
      return refused.zoneHopping;
    case 'blocked':
    case 'too-far':
      return undefined;
  }
}

function zoneName(blocker: Blocker | undefined, { zones }: WorldSpace): string {
  const zone = blocker?.kind === 'zone' ? zones.get(blocker.id) : undefined;
  return (zone ?? zones.ground).name;
}
