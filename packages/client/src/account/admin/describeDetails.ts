import type { AuditDetailName } from '@atrium/protocol';
import type { AccountStrings } from '../accountEn.ts';

type Words = Pick<AccountStrings, 'audit' | 'assets' | 'roles' | 'settings'>;

/** For programs that read the log: it says nothing to a person. */
const idOfLink: AuditDetailName = 'invitationId';

/**
 * What an entry of the audit log says besides, in words: `Role: Member`. Names and values from a later version of the
 * server stay as they are; what is empty is left out.
 *
 * @param moment writes milliseconds since 1970
 */
export function describeDetails(
  details: Readonly<Record<string, unknown>>,
  words: Words,
  moment: (ms: number) => string,
): readonly string[] {
  const names: Readonly<Record<string, string>> = words.audit.details;
  return Object.entries(details)
    .filter(([name]) => name !== idOfLink)
    .map(([name, value]) => ({ name, text: textOf(name, value, words, moment) }))
    .filter(({ text }) => text !== '')
    .map(({ name, text }) => `${names[name] ?? name}: ${text}`);
}

function textOf(name: string, value: unknown, words: Words, moment: (ms: number) => string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? words.audit.yes : words.audit.no;
  if (Array.isArray(value)) return value.map((one) => textOf(name, titleOf(one), words, moment)).join(', ');
  if (typeof value !== 'string') return JSON.stringify(value);
  const known: Readonly<Record<string, string>> = valuesOf(name, words);
  if (isMoment(name)) return Number.isNaN(Date.parse(value)) ? value : moment(Date.parse(value));
  return known[value] ?? value;
}

/** A link of the start page is called by its title. */
function titleOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'title' in value ? value.title : value;
}

function isMoment(name: string): boolean {
  const moments: readonly string[] = ['until', 'expiresAt'] satisfies readonly AuditDetailName[];
  return moments.includes(name);
}

function valuesOf(name: string, { roles, settings, assets }: Words): Readonly<Record<string, string>> {
  switch (name) {
    case 'role':
    case 'before':
      return roles;
    case 'guests':
      return settings.guestPolicies;
    case 'kind':
      return assets.kinds;
    default:
      return {};
  }
}
