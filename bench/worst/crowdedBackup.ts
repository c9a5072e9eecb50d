import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How many of each there are in a large Workspace. */
export const crowd = {
  people: 10_000,
  invitations: 5_000,
  bans: 5_000,
  reports: 1_000,
  entries: 20_000,
} as const;
const rowsPerFile = 500;

type Row = Readonly<Record<string, unknown>>;
type AddedRows = Readonly<Record<string, readonly Row[]>>;

/** The rows of who set the Workspace up. */
interface FirstRows {
  readonly user: Row;
  readonly membership: Row;
  readonly entry: Row;
}

/** Each after those that its rows refer to. */
const tables = [
  'workspaces',
  'users',
  'memberships',
  'worlds',
  'world_versions',
  'invitations',
  'bans',
  'reports',
  'audit_log',
] as const;

/**
 * Makes a backup of a large Workspace out of one of a small one.
 *
 * @param folder an empty one to work in
 * @returns the file
 */
export function crowdedBackup(backup: string, folder: string): string {
  const names = execFileSync('tar', ['tzf', backup], { encoding: 'utf8' }).trim().split('\n');
  execFileSync('tar', ['xzf', backup, '-C', folder]);
  const firstOf = (table: string): Row => {
    const [line = '{}'] = readFileSync(join(folder, 'tables', `${table}.000000.jsonl`), 'utf8').split('\n');
    return JSON.parse(line) as Row;
  };
  const first = { user: firstOf('users'), membership: firstOf('memberships'), entry: firstOf('audit_log') };
  const added = { ...addedPeople(first), ...addedRecords(first) };
  const order = [
    ...names.filter((name) => !name.startsWith('tables/')),
    ...tables.flatMap((table) => [
      ...names.filter((name) => name.startsWith(`tables/${table}.`)),
      ...writeRows(folder, table, added[table] ?? []),
    ]),
  ];
  const file = join(folder, 'crowded.tar.gz');
  execFileSync('tar', ['czf', file, '-C', folder, ...order]);
  return file;
}

function addedPeople({ user, membership }: FirstRows): AddedRows {
  return {
    users: rows(crowd.people, (index) => ({
      ...user,
      id: `person-${index}`,
      name: `Person ${index} of a large office`,
      email: `person-${index}@example.org`,
      password_hash: null,
    })),
    memberships: rows(crowd.people, (index) => ({
      ...membership,
      user_id: `person-${index}`,
      role: 'Member',
    })),
  };
}

function addedRecords({ user, membership, entry }: FirstRows): AddedRows {
  const common = { workspace_id: membership['workspace_id'], created_at: user['created_at'] };
  const createdBy = { created_by: 'Ada' };
  const later = '2099-01-01T00:00:00Z';
  return {
    invitations: rows(crowd.invitations, (index) => ({
      ...common,
      ...createdBy,
      id: `invitation-${index}`,
      token_hash: `hash-${index}`,
      role: 'Member',
      world_id: null,
      visit_minutes: null,
      note: 'For the new office',
      uses_left: 3,
      maker_id: user['id'],
      expires_at: later,
    })),
    bans: rows(crowd.bans, (index) => ({
      ...common,
      ...createdBy,
      id: `ban-${index}`,
      person_id: `guest-${index}`,
      person_name: `Guest ${index}`,
      person_role: 'Guest',
      address: null,
      reason: 'Advertising in every room that was open',
      expires_at: null,
    })),
    reports: rows(crowd.reports, (index) => ({
      ...common,
      id: `report-${index}`,
      world_id: 'headquarters',
      zone_id: 'lounge',
      reporter_id: 'person-1',
      reporter_name: 'Person 1',
      reporter_role: 'Member',
      person_id: `guest-${index}`,
      person_name: `Guest ${index}`,
      person_role: 'Guest',
      text: 'x'.repeat(1_000),
      chat: [],
      handled_by: null,
      handled_at: null,
    })),
    audit_log: rows(crowd.entries, (index) => ({
      ...entry,
      id: index + 1_000,
      action: 'member.role',
      target_id: `person-${index % crowd.people}`,
      target_name: `Person ${index % crowd.people}`,
      details: { before: 'Member', role: 'Editor' },
    })),
  };
}

function rows(count: number, make: (index: number) => Row): readonly Row[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function writeRows(folder: string, table: string, all: readonly Row[]): readonly string[] {
  const files: string[] = [];
  for (let from = 0; from < all.length; from += rowsPerFile) {
    const name = `tables/${table}.${String(files.length + 1).padStart(6, '0')}.jsonl`;
    const lines = all.slice(from, from + rowsPerFile).map((row) => `${JSON.stringify(row)}\n`);
    writeFileSync(join(folder, name), lines.join(''));
    files.push(name);
  }
  return files;
}
