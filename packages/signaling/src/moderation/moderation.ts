import type { BanOrder, ModerationFact, ModerationRecords } from '../ports/moderationRecords.ts';
import type { Problems } from '../ports/problems.ts';
import type { Sanction, Sanctions } from '../ports/sanctions.ts';
import { PersonRates } from '../timing/personRates.ts';
import type { Rate } from '../timing/tokenBucket.ts';
import { Exclusions } from './exclusions.ts';

export interface ModerationPorts {
  readonly moderation: ModerationRecords;
  readonly sanctions: Sanctions;
  readonly problems: Problems;
}

/** What all Worlds share to moderate with. */
export class Moderation {
  readonly exclusions = new Exclusions();
  readonly records: ModerationRecords;
  /** Of reports. */
  readonly reports: PersonRates;
  readonly #sanctions: Sanctions;
  readonly #problems: Problems;
  readonly #beingBanned = new Set<string>();
  /** What is being kept of a World, by its id: an unmuting never overtakes the mute. */
  readonly #keeping = new Map<string, Promise<void>>();

  constructor({ moderation, sanctions, problems }: ModerationPorts, reports: Rate) {
    this.records = moderation;
    this.#sanctions = sanctions;
    this.#problems = problems;
    this.reports = new PersonRates(reports);
  }

  /** Keeps somebody out from now on; until that is written down, too. Rejects where it cannot be written down. */
  async ban(order: BanOrder): Promise<void> {
    const key = banKey(order.workspaceId, order.person.personId);
    this.#beingBanned.add(key);
    try {
      await this.records.ban(order);
    } finally {
      this.#beingBanned.delete(key);
    }
  }

  /** Whether a ban of somebody is being written down: only then does the Workspace itself keep them out. */
  isBeingBanned(workspaceId: string, personId: string): boolean {
    return this.#beingBanned.has(banKey(workspaceId, personId));
  }

  /** Writes down what was done. What cannot be written down is done all the same: somebody is in need of it. */
  record(fact: ModerationFact): void {
    this.records
      .record(fact)
      .catch((cause: unknown) => this.#problems.report('writing down moderation', cause));
  }

  /** What is in force in a World, once all that was ordered before is kept. */
  async load(worldId: string): Promise<readonly Sanction[]> {
    await this.#keeping.get(worldId);
    return this.#sanctions.load(worldId);
  }

  /** Resolves once it outlasts this server. Rejects where it cannot be kept. */
  keep(worldId: string, sanction: Sanction): Promise<void> {
    return this.#inTurn(worldId, () => this.#sanctions.save(worldId, sanction));
  }

  /** Resolves once it outlasts this server. Rejects where it cannot be kept. */
  keepUnmuted(worldId: string, personId: string): Promise<void> {
    return this.#inTurn(worldId, () => this.#sanctions.unmute(worldId, personId));
  }

  /** Does one after the other for each World. */
  async #inTurn(worldId: string, keep: () => Promise<void>): Promise<void> {
    const before = this.#keeping.get(worldId) ?? Promise.resolve();
    const kept = before.then(keep);
    // Who waits for their turn need not know how it ended for the one before.
    const turn = kept.catch(() => undefined);
    this.#keeping.set(worldId, turn);
    await turn;
    if (this.#keeping.get(worldId) === turn) this.#keeping.delete(worldId);
    return kept;
  }
}

function banKey(workspaceId: string, personId: string): string {
  return JSON.stringify([workspaceId, personId]);
}
