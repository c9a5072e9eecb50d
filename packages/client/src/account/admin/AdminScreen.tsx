import { useEffect, useState } from 'react';
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
import { CertificateNotice } from './CertificateNotice.tsx';
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
  const [name, goTo] = useSectionName(section);
  const allowed = sections.filter(({ right }) => hasRight(account.role, right));
  const shown = name === undefined ? allowed[0] : allowed.find((other) => other.name === name);
  return (
    <OfficePage
      account={account}
      title={admin.title}
      navigation={
        <Navigation names={allowed.map((other) => other.name)} current={shown?.name} onChoose={goTo} />
      }
    >
      {hasRight(account.role, 'seeLiveState') && <CertificateNotice />}
      {shown === undefined ? <Problem text={admin.notAllowed} /> : <shown.Content account={account} />}
    </OfficePage>
  );
}

/** The section that the address names; the page stays while it changes. */
function useSectionName(first: string | undefined): readonly [string | undefined, (name: string) => void] {
  const [name, setName] = useState(first);
  useEffect(() => {
    const follow = () => setName(/^\/admin\/([a-z-]+)/.exec(window.location.pathname)?.[1]);
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, []);
  const goTo = (chosen: string) => {
    window.history.pushState(null, '', addressOf(chosen));
    setName(chosen);
  };
  return [name, goTo];
}

function addressOf(name: string): string {
  return `/admin/${name}`;
}

interface NavigationProps {
  readonly names: readonly AdminSectionName[];
  readonly current: AdminSectionName | undefined;
  readonly onChoose: (name: AdminSectionName) => void;
}

function Navigation({ names, current, onChoose }: NavigationProps) {
  const { admin } = useAccountStrings();
  return (
    <nav aria-label={admin.navigation} className="flex flex-wrap gap-0.5">
      {names.map((name) => (
        <a
          key={name}
          href={addressOf(name)}
          onClick={(event) => {
            // Those who want another tab or window get one.
            if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
            event.preventDefault();
            onChoose(name);
          }}
          aria-current={name === current ? 'page' : undefined}
          className="grid min-h-5.5 place-content-center rounded-control text-center px-1.5 text-body hover:bg-raised-hover aria-[current=page]:bg-raised aria-[current=page]:font-semibold"
        >
          {admin.sections[name]}
          {/* As wide as when it is the current one: choosing it moves no other. */}
          <span aria-hidden className="invisible h-0 font-semibold">
            {admin.sections[name]}
          </span>
        </a>
      ))}
    </nav>
  );
}
