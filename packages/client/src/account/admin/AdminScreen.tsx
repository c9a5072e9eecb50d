import type { ComponentType } from 'react';
import type { Account } from '@atrium/protocol';
import { hasRight } from '@atrium/world';
import type { Right } from '@atrium/world';
import { useAccountStrings } from '../accountStrings.ts';
import type { AccountStrings } from '../accountEn.ts';
import { OfficePage } from '../parts/OfficePage.tsx';
import { Problem } from '../parts/Problem.tsx';
import { ApiTokensSection } from './ApiTokensSection.tsx';
import { AssetsSection } from './AssetsSection.tsx';
import { AuditSection } from './AuditSection.tsx';
import { InvitationsSection } from './InvitationsSection.tsx';
import { LiveSection } from './LiveSection.tsx';
import { PeopleSection } from './PeopleSection.tsx';
import { ReportsSection } from './ReportsSection.tsx';
import { SettingsSection } from './SettingsSection.tsx';
import { WorldsSection } from './WorldsSection.tsx';

type AdminSectionName = keyof AccountStrings['admin']['sections'];

interface AdminSection {
  readonly name: AdminSectionName;
  /** What it takes to see it. */
  readonly right: Right;
  readonly Content: ComponentType<{ readonly account: Account }>;
}

const sections: readonly AdminSection[] = [
  { name: 'people', right: 'managePeople', Content: PeopleSection },
  { name: 'invitations', right: 'managePeople', Content: InvitationsSection },
  { name: 'worlds', right: 'build', Content: WorldsSection },
  { name: 'assets', right: 'manageAssets', Content: AssetsSection },
  { name: 'reports', right: 'readReports', Content: ReportsSection },
  { name: 'live', right: 'seeLiveState', Content: LiveSection },
  { name: 'audit', right: 'readAuditLog', Content: AuditSection },
  { name: 'settings', right: 'changeSettings', Content: SettingsSection },
  { name: 'api', right: 'manageApiTokens', Content: ApiTokensSection },
];

/** The pages with which a Workspace is run. */
export function AdminScreen({
  account,
  section,
}: {
  readonly account: Account;
  readonly section: string | undefined;
}) {
  const { admin } = useAccountStrings();
  const allowed = sections.filter(({ right }) => hasRight(account.role, right));
  const shown = section === undefined ? allowed[0] : allowed.find(({ name }) => name === section);
  return (
    <OfficePage
      account={account}
      title={admin.title}
      navigation={<Navigation names={allowed.map(({ name }) => name)} current={shown?.name} />}
    >
      {shown === undefined ? <Problem text={admin.notAllowed} /> : <shown.Content account={account} />}
    </OfficePage>
  );
}

interface NavigationProps {
  readonly names: readonly AdminSectionName[];
  readonly current: AdminSectionName | undefined;
}

function Navigation({ names, current }: NavigationProps) {
  const { admin } = useAccountStrings();
  return (
    <nav aria-label={admin.navigation} className="flex flex-wrap gap-0.5">
      {names.map((name) => (
        <a
          key={name}
          href={`/admin/${name}`}
          aria-current={name === current ? 'page' : undefined}
          className="grid min-h-5.5 place-items-center rounded-control px-1.5 text-body hover:bg-raised-hover aria-[current=page]:bg-raised aria-[current=page]:font-semibold"
        >
          {admin.sections[name]}
        </a>
      ))}
    </nav>
  );
}
