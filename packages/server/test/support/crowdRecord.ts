/** What a crowd has asked so far, and what it was answered that is not true. */
export interface CrowdRecord {
  answers: number;
  readonly wrong: string[];
  /** `METHOD /path` of each endpoint that was asked. */
  readonly asked: Set<string>;
  /** Whose each id is: the Workspace of each person and World. */
  readonly workspaceOf: Map<string, string>;
  /** For what has to be different each time. */
  made: number;
}

export function createCrowdRecord(): CrowdRecord {
  return { answers: 0, wrong: [], asked: new Set(), workspaceOf: new Map(), made: 0 };
}
