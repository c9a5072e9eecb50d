import type { Sanction, Sanctions } from '@atrium/signaling';

interface Kept {
  readonly sanction: Sanction;
  readonly untilMs: number;
}

/** What moderators have ordered on a server that keeps nothing of anybody: until it ends. @param nowMs any clock */
export function createSanctionsInMemory(nowMs: () => number): Sanctions {
  /** By World, then by what it is and whom it concerns. */
  const kept = new Map<string, Map<string, Kept>>();
  return {
    async load(worldId) {
      const ofWorld = kept.get(worldId) ?? new Map<string, Kept>();
      for (const [key, { untilMs }] of ofWorld) if (untilMs <= nowMs()) ofWorld.delete(key);
      return Array.from(ofWorld.values(), ({ sanction, untilMs }) =>
        sanction.kind === 'mute' ? sanction : { ...sanction, forMs: untilMs - nowMs() },
      );
    },
    async save(worldId, sanction) {
      const ofWorld = kept.get(worldId) ?? new Map<string, Kept>();
      const untilMs = sanction.kind === 'mute' ? Infinity : nowMs() + sanction.forMs;
      kept.set(worldId, ofWorld.set(keyOf(sanction), { sanction, untilMs }));
    },
    async unmute(worldId, personId) {
      kept.get(worldId)?.delete(keyOf({ kind: 'mute', personId }));
    },
  };
}

function keyOf(sanction: Sanction): string {
  const zoneId = sanction.kind === 'exclusion' ? sanction.zoneId : undefined;
  return JSON.stringify([sanction.kind, sanction.personId, zoneId ?? null]);
}
