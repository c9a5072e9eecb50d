import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { LoadedWorld, ModerationRecords } from '@atrium/signaling';
import { layOutWorld, outlineOf } from '@atrium/world';
import type { World } from '@atrium/world';
import { WorkspaceFailure } from '@atrium/workspace';
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
 * A server without accounts, to try Atrium or to look at Worlds you make: everybody who has its address is a Guest
 * in every World of the folder, and nothing is kept of anybody.
 */
export function createOpenHouse({ worlds, guests, embedOrigins, newId, log }: OpenHouseOptions): WorldAccess {
  const files = new Map(Array.from(worlds, ([worldId, world]) => [worldId, fileOf(world)]));
  const loaded = new Map<string, LoadedWorld>();
  for (const [worldId, world] of worlds) {
    const version = files.get(worldId)?.version ?? 1;
    const laidOut = { world: outlineOf(world), layout: layOutWorld(world), maxPeople: undefined };
    loaded.set(worldId, { ...laidOut, name: world.meta.name, createdAtMs: 0, version });
  }
  const nowMs = () => performance.now();
  /** By personId. */
  const bannedUntilMs = new Map<string, number>();
  const list = Array.from(loaded, ([worldId, { name, version: currentVersion }]) => ({
    worldId,
    name,
    currentVersion,
    createdAtMs: 0,
  }));
  const isBanned = (personId: string) => nowMs() < (bannedUntilMs.get(personId) ?? 0);
  /** Who brings a token; `undefined` where it does not hold. @throws WorkspaceFailure `banned` */
  const knownBy = async (token: string | undefined) => {
    const person = token === undefined ? undefined : await guests.verify(token);
    if (person !== undefined && isBanned(person.personId)) throw new WorkspaceFailure('banned');
    return person;
  };
  return {
    identity: {
      async identify(token) {
        const person = await guests.verify(token);
        if (person === undefined) return { ok: false, code: 'token_invalid' };
        return isBanned(person.personId) ? { ok: false, code: 'banned' } : { ok: true, person };
      },
    },
    worlds: {
      async load(worldId) {
        return loaded.get(worldId);
      },
    },
    moderation: logModeration(log, bannedUntilMs, nowMs),
    sanctions: createSanctionsInMemory(nowMs),
    editors: { load: () => Promise.resolve(undefined) },
    async list({ token }) {
      await knownBy(token);
      return { worlds: list, embedOrigins: [...embedOrigins], links: [], accounts: null };
    },
    async read({ worldId, version }) {
      const file = files.get(worldId);
      if (file?.version !== version) throw new WorkspaceFailure('version_unknown');
      return file.json;
    },
    async personOf({ token }) {
      const person = await knownBy(token);
      if (person === undefined) throw new WorkspaceFailure('signed_out');
      return { ...person, workspaceId: undefined };
    },
    async admitGuest({ name, token: earlier }) {
      // A token that is no longer valid (expired, or older than the secret) keeps nobody out.
      const known = await knownBy(earlier);
      const personId = known?.personId ?? newId();
      const { token, expiresAtMs } = await guests.issue({ personId, name, role: known?.role ?? 'Guest' });
      return { token, personId, name, expiresAt: expiresAtMs };
    },
  };
}

/** Nobody counts the versions of a file in a folder: its number follows from what is in it. */
function fileOf(world: World): { readonly json: Uint8Array; readonly version: number } {
  const json = new TextEncoder().encode(JSON.stringify(world));
  const hash = createHash('sha256').update(json).digest();
  return { json, version: Math.max(1, hash.readUInt32BE() >>> 1) };
}

/** Without accounts there are no Admins to read reports: the host reads them in the log. */
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
