import type { ModerationFact, ModerationRecords } from '../ports/moderationRecords.ts';
import type { Problems } from '../ports/problems.ts';
import { Exclusions } from './exclusions.ts';

/** What all Worlds share to moderate with. */
export class Moderation {
  readonly exclusions = new Exclusions();
  readonly records: ModerationRecords;
  readonly #problems: Problems;

  constructor(records: ModerationRecords, problems: Problems) {
    this.records = records;
    this.#problems = problems;
  }

  /** Writes down what was done. What cannot be written down is done all the same: somebody is in need of it. */
  record(fact: ModerationFact): void {
    this.records
      .record(fact)
      .catch((cause: unknown) => this.#problems.report('writing down moderation', cause));
  }
}
