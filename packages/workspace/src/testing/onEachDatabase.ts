import { afterAll, beforeAll, beforeEach, describe, expect } from 'vitest';
import { startPostgres } from './postgres.ts';
import type { RunningPostgres } from './postgres.ts';
import { openTestWorkspaces } from './testWorkspaces.ts';
import type { TestWorkspace, TestWorkspaces } from './testWorkspaces.ts';

/** What the tests of one database share. */
export interface DatabaseTest {
  readonly kept: TestWorkspaces;
  /** A Workspace of each test's own. */
  readonly acme: TestWorkspace;
  /** Different in each test, for names that must be. */
  readonly number: number;
}

/** Runs the same tests on PostgreSQL and on the embedded database. @param tests are given what they ask for by a function */
export function onEachDatabase(what: string, tests: (now: () => DatabaseTest) => void): void {
  let postgres: RunningPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  describe.each(['PostgreSQL', 'the embedded database'])(`${what} in %s`, (kind) => {
    let kept: TestWorkspaces;
    let acme: TestWorkspace;
    let number = 0;
    beforeAll(async () => {
      kept = await openTestWorkspaces(kind === 'PostgreSQL' ? await postgres.makeDatabase() : undefined);
    });
    afterAll(() => kept.remove());
    beforeEach(async () => {
      acme = await kept.makeWorkspace(`Acme${++number}`);
      kept.accessChanges.length = 0;
    });
    tests(() => ({ kept, acme, number }));
  });
}

/** Matches a WorkspaceFailure with a code. */
export function failureWith(code: string): unknown {
  return expect.objectContaining({ code });
}
