import type { MediaThresholds } from '../limits.ts';
import type { Pair } from './earshot.ts';
import type { Link } from './link.ts';
import { isLiveAtBothEnds } from './link.ts';
import type { MediaMember } from './mediaMember.ts';

export interface ZoneLinksEvents {
  /** A new link; called before anybody is told of it. */
  made(link: Link): void;
  /** A link that is no more. */
  dropped(link: Link): void;
}

/** The link that two people use, and the one that it replaces for as long as the new one does not live. */
interface PairLinks {
  current: Link;
  retiring: Link | undefined;
}

/** Who is connected with whom in one Zone, and over what. */
export class ZoneLinks {
  readonly #thresholds: MediaThresholds;
  readonly #newId: () => string;
  readonly #events: ZoneLinksEvents;
  readonly #byPair = new Map<string, PairLinks>();
  readonly #ofMember = new Map<MediaMember, Set<Link>>();

  constructor(thresholds: MediaThresholds, newId: () => string, events: ZoneLinksEvents) {
    this.#thresholds = thresholds;
    this.#newId = newId;
    this.#events = events;
  }

  /**
   * Makes the links what they should be.
   *
   * @param kindOf a pair, by its key, the links are to be of from now on; `undefined` while that cannot be had yet: what
   *   is there stays
   */
  update(
    pairs: ReadonlyMap<string, Pair>,
    members: ReadonlyMap<string, MediaMember>,
    kindOf: (key: string) => Link['kind'] | undefined,
    nowMs: number,
  ): void {
    for (const [key, links] of this.#byPair) if (!pairs.has(key)) this.#dropPair(key, links);
    for (const [key, pair] of pairs) {
      const links = this.#connect(key, pair, members, kindOf(key), nowMs);
      if (links === undefined) continue;
      links.current.audible = pair.audible;
      if (links.retiring !== undefined) this.#retire(links, links.retiring, pair.audible, nowMs);
    }
  }

  /** All of a person, those that are being replaced included. */
  of(member: MediaMember): readonly Link[] {
    return [...(this.#ofMember.get(member) ?? [])];
  }

  /** Whether there is a link between a pair, by its key. */
  connects(key: string): boolean {
    return this.#byPair.has(key);
  }

  /** Each pair's one link of now. */
  *current(): Generator<Link> {
    for (const { current } of this.#byPair.values()) yield current;
  }

  hasKind(kind: Link['kind']): boolean {
    for (const { current, retiring } of this.#byPair.values()) {
      if (current.kind === kind || retiring?.kind === kind) return true;
    }
    return false;
  }

  /** Drops those of a person for which the question is answered with yes. */
  dropOf(member: MediaMember, isToGo: (link: Link) => boolean): void {
    this.#dropWhere((link) => link.ends.includes(member) && isToGo(link));
  }

  dropKind(kind: Link['kind']): void {
    this.#dropWhere((link) => link.kind === kind);
  }

  #connect(
    key: string,
    pair: Pair,
    members: ReadonlyMap<string, MediaMember>,
    kind: Link['kind'] | undefined,
    nowMs: number,
  ): PairLinks | undefined {
    const links = this.#byPair.get(key);
    if (kind === undefined || links?.current.kind === kind) return links;
    if (links?.retiring?.kind === kind) return revive(links, links.retiring, nowMs);
    const [a, b] = [members.get(pair.people[0]), members.get(pair.people[1])];
    if (a === undefined || b === undefined) return links;
    const made = this.#make(kind, a, b, nowMs);
    if (links === undefined) {
      const first = { current: made, retiring: undefined };
      this.#byPair.set(key, first);
      return first;
    }
    links.retiring = links.current;
    links.retiring.retiringSinceMs = nowMs;
    links.current = made;
    return links;
  }

  #retire(links: PairLinks, retiring: Link, audible: boolean, nowMs: number): void {
    retiring.audible = audible;
    const sinceMs = retiring.retiringSinceMs ?? nowMs;
    if (!isLiveAtBothEnds(links.current) && nowMs - sinceMs < this.#thresholds.retireMs) return;
    links.retiring = undefined;
    this.#drop(retiring);
  }

  #make(kind: Link['kind'], a: MediaMember, b: MediaMember, nowMs: number): Link {
    const link: Link = {
      linkId: (kind === 'p2p' ? this.#heldByBoth(a, b) : undefined) ?? `${prefixes[kind]}${this.#newId()}`,
      kind,
      ends: a.personId < b.personId ? [a, b] : [b, a],
      audible: false,
      retiringSinceMs: undefined,
      liveAt: new Set(),
      failsAt: new Set(),
      iceEpoch: 0,
      restartedAtMs: Number.NEGATIVE_INFINITY,
      madeAtMs: nowMs,
      relays: new Map(),
    };
    for (const end of link.ends) {
      const links = this.#ofMember.get(end) ?? new Set();
      this.#ofMember.set(end, links.add(link));
    }
    this.#events.made(link);
    return link;
  }

  /** A link that both have kept open while the server was away goes on. */
  #heldByBoth(a: MediaMember, b: MediaMember): string | undefined {
    for (const linkId of a.holds) {
      if (!linkId.startsWith(prefixes.p2p) || !b.holds.has(linkId)) continue;
      a.holds.delete(linkId);
      b.holds.delete(linkId);
      if (!this.of(a).some((link) => link.linkId === linkId)) return linkId;
    }
    return undefined;
  }

  #dropWhere(isToGo: (link: Link) => boolean): void {
    for (const [key, links] of this.#byPair) {
      if (links.retiring !== undefined && isToGo(links.retiring)) {
        this.#drop(links.retiring);
        links.retiring = undefined;
      }
      if (isToGo(links.current)) this.#dropPair(key, links);
    }
  }

  #dropPair(key: string, { current, retiring }: PairLinks): void {
    this.#byPair.delete(key);
    this.#drop(current);
    if (retiring !== undefined) this.#drop(retiring);
  }

  #drop(link: Link): void {
    for (const end of link.ends) {
      const links = this.#ofMember.get(end);
      links?.delete(link);
      if (links?.size === 0) this.#ofMember.delete(end);
      end.reports.delete(link.linkId);
    }
    this.#events.dropped(link);
  }
}

/** What was to be replaced is wanted again before it was gone. */
function revive(links: PairLinks, wanted: Link, nowMs: number): PairLinks {
  links.retiring = links.current;
  links.retiring.retiringSinceMs = nowMs;
  wanted.retiringSinceMs = undefined;
  links.current = wanted;
  return links;
}

const prefixes = { p2p: 'p-', sfu: 's-' } as const;
