import type { BanOrder, ModerationFact, ModerationRecords } from '../ports/moderationRecords.ts';
import type { Problems } from '../ports/problems.ts';
import { Exclusions } from './exclusions.ts';

/** What all Worlds share to moderate with. */
export class Moderation {
  readonly exclusions = new Exclusions();
  readonly records: ModerationRecords;
  readonly #problems: Problems;
  readonly #beingBanned = new Set<string>();

  constructor(records: ModerationRecords, problems: Problems) {
    this.records = records;
    this.#problems = problems;
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
}

function banKey(workspaceId: string, personId: string): string {
  return JSON.stringify([workspaceId, personId]);
}
