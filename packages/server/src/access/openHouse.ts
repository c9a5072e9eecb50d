import type { Logger } from 'pino';
import type { ModerationRecords } from '@atrium/signaling';
import { layOutWorld, outlineOf } from '@atrium/world';
import type { World } from '@atrium/world';
import type { GuestTokens } from '../identity/guestTokens.ts';
import { createSanctionsInMemory } from './sanctionsInMemory.ts';
import type { WorldAccess } from './worldAccess.ts';

export interface OpenHouseOptions {
  /** By id, the default one first. */
  readonly worlds: ReadonlyMap<string, World>;
  readonly guests: GuestTokens;
  readonly embedOrigins: readonly string[];
  readonly newId: () => string;
  readonly log: Logger;
}

/**
 * A server without accounts, to try Atrium or to look at Worlds while one makes them: whoever has its address is a Guest
 * in every World of the folder, and nothing is kept of anybody.
 */
export function createOpenHouse({ worlds, guests, embedOrigins, newId, log }: OpenHouseOptions): WorldAccess {
  const json = new Map(
    Array.from(worlds, ([worldId, world]) => [worldId, new TextEncoder().encode(JSON.stringify(world))]),
  );
  const loaded = new Map(
    Array.from(worlds, ([worldId, world]) => [
      worldId,
      { world: outlineOf(world), layout: layOutWorld(world), maxPeople: undefined },
    ]),
  );
  const nowMs = () => performance.now();
  /** By personId. */
  const bannedUntilMs = new Map<string, number>();
  const list = Array.from(worlds.values(), ({ worldId, meta }) => ({ worldId, name: meta.name }));
  return {
    identity: {
      async identify(token) {
        const person = await guests.verify(token);
        if (person === undefined) return { ok: false, code: 'token_invalid' };
        const isBanned = nowMs() < (bannedUntilMs.get(person.personId) ?? 0);
        return isBanned ? { ok: false, code: 'banned' } : { ok: true, person };
      },
    },
    worlds: {
      async load(worldId) {
        return loaded.get(worldId);
      },
    },
    moderation: logModeration(log, bannedUntilMs, nowMs),
    sanctions: createSanctionsInMemory(nowMs),
    list: async () => ({ worlds: list, embedOrigins: [...embedOrigins], links: [], accounts: null }),
    read: async (_credentials, worldId) => json.get(worldId),
    async admitGuest({ name, token: earlier }) {
      // One that does not hold any more (expired, or from before the secret was changed) is no reason to keep anybody out.
      const known = earlier === undefined ? undefined : await guests.verify(earlier);
      const personId = known?.personId ?? newId();
      const { token, expiresAtMs } = await guests.issue({ personId, name, role: known?.role ?? 'Guest' });
      return { token, personId, name, expiresAt: expiresAtMs };
    },
  };
}

/** Without accounts there are no Admins to read reports: whoever runs the server reads its log. */
function logModeration(
  log: Logger,
  bannedUntilMs: Map<string, number>,
  nowMs: () => number,
): ModerationRecords {
  const write = (what: string) => async (about: object) => {
    log.info(about, what);
  };
  return {
    record: write('moderation'),
    async ban(order) {
      log.info(order, 'a ban, until this server ends at most');
      bannedUntilMs.set(order.person.personId, nowMs() + (order.forMs ?? Infinity));
    },
    report: write('a report'),
  };
}
