import type { ServerMessageOf } from '@atrium/protocol';
import type { ZonePresence } from './zonePresence.ts';

/** How many people are in which Zone, as the whole World may know; told to all at intervals. */
export class ZoneCounts {
  #zones: readonly ZonePresence[];
  readonly #spacingMs: number;
  readonly #changed = new Set<ZonePresence>();
  #nextAtMs = 0;

  /** @param spacingMs the shortest time between two announcements, in ms */
  constructor(zones: readonly ZonePresence[], spacingMs: number) {
    this.#zones = zones;
    this.#spacingMs = spacingMs;
  }

  /** The World has other Zones than before; everyone is told of all of them. */
  replaceZones(zones: readonly ZonePresence[]): void {
    this.#zones = zones;
    this.#changed.clear();
  }

  changed(zone: ZonePresence): void {
    this.#changed.add(zone);
  }

  /** What somebody is told on entry: every Zone. */
  all(): ServerMessageOf<'zone.counts'> {
    return countsOf(this.#zones);
  }

  /**
   * What everyone is to be told now, if anything. A Zone that is back at its earlier count is announced all the same:
   * someone who came in between knows another.
   */
  due(nowMs: number): ServerMessageOf<'zone.counts'> | undefined {
    if (this.#changed.size === 0 || nowMs < this.#nextAtMs) return undefined;
    const message = countsOf(this.#changed);
    this.#changed.clear();
    this.#nextAtMs = nowMs + this.#spacingMs;
    return message;
  }
}

function countsOf(zones: Iterable<ZonePresence>): ServerMessageOf<'zone.counts'> {
  const counts: Record<string, number> = {};
  for (const zone of zones) counts[zone.info.id] = zone.members.length;
  return { type: 'zone.counts', counts };
}
