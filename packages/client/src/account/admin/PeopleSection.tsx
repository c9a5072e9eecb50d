import { UserPlus } from 'lucide-react';
import { useRef, useState } from 'react';
import { accountRoles, linkReplySchema, memberListSchema } from '@atrium/protocol';
import type { Account, AccountRole, Member } from '@atrium/protocol';
import { Button, buttonLook } from '../../ui/controls/Button.tsx';
import { Select } from '../../ui/controls/Select.tsx';
import { useAccountStrings } from '../accountStrings.ts';
import { absoluteLink } from '../invite/inviteLinks.ts';
import { Choice, optionsOf } from '../parts/Choice.tsx';
import { Confirm, ConfirmDialog } from '../parts/Confirm.tsx';
import { Field } from '../parts/Field.tsx';
import { Section } from '../parts/OfficePage.tsx';
import { Problem } from '../parts/Problem.tsx';
import { Rows, RowText } from '../parts/Rows.tsx';
import { SecretLink } from '../parts/SecretLink.tsx';
import { useAccountApi, useDoing, useResource } from '../useAccountApi.ts';
import { findPeople } from './findPeople.ts';
import type { FoundPeople, PeopleFilter } from './findPeople.ts';

const everyRole = 'every';

/** A Role that has just been changed, and can be changed back. */
interface RoleChange {
  readonly member: Member;
  readonly role: AccountRole;
}

/** Leads to a new password for a person. */
interface PasswordLink {
  readonly text: string;
  readonly name: string;
}

/** Who belongs to the Workspace, and as what. */
export function PeopleSection({ account }: { readonly account: Account }) {
  const { people } = useAccountStrings();
  const resource = useResource('/people', memberListSchema);
  const { problem, run } = useDoing();
  const [link, setLink] = useState<PasswordLink | undefined>();
  const [filter, setFilter] = useState<PeopleFilter>({ search: '', role: undefined, page: 1 });
  const [changed, setChanged] = useState<RoleChange | undefined>();
  const head = useRef<HTMLDivElement>(null);
  const found = resource.value && findPeople(resource.value.people, filter);
  const goToPage = (page: number) => {
    setFilter((before) => ({ ...before, page }));
    head.current?.scrollIntoView({ block: 'nearest' });
  };
  const showLink = (member: Member, path: string) =>
    setLink({ text: absoluteLink(path, window.location.origin), name: member.name });
  return (
    <Section title={people.title} text={people.text}>
      <div ref={head}>
        <Filters filter={filter} onChange={setFilter} />
      </div>
      <Problem text={problem} />
      <ListHead
        link={link}
        changed={changed}
        found={found}
        onUndone={() => {
          setChanged(undefined);
          resource.reload();
        }}
        onPage={goToPage}
      />
      <Rows
        resource={resource}
        rows={found?.shown}
        keyOf={({ personId }) => personId}
        columns="sm:grid-cols-[minmax(0,1fr)_auto_auto_auto]"
        none={filter.search === '' && filter.role === undefined ? people.none : people.nobodyFound}
      >
        {(member) => (
          <PersonRow
            member={member}
            isSelf={member.personId === account.personId}
            run={(action) => void run(action).then(resource.reload)}
            onRemoved={resource.reload}
            onRoleChanged={(change) => {
              setChanged(change);
              resource.reload();
            }}
            onLink={(path) => showLink(member, path)}
          />
        )}
      </Rows>
    </Section>
  );
}

interface ListHeadProps {
  readonly link: PasswordLink | undefined;
  readonly changed: RoleChange | undefined;
  readonly found: FoundPeople | undefined;
  readonly onUndone: () => void;
  readonly onPage: (page: number) => void;
}

/** What was just done, how many people there are, and the way to their pages: in view far down the list, too. */
function ListHead({ link, changed, found, onUndone, onPage }: ListHeadProps) {
  const { people } = useAccountStrings();
  return (
    <div className="sticky top-0 z-10 flex flex-col gap-1 bg-panel py-0.5">
      {link !== undefined && <SecretLink text={link.text} note={people.passwordLinkNote(link.name)} />}
      {changed !== undefined && <RoleChanged change={changed} onUndone={onUndone} />}
      {found !== undefined && (
        <div className="flex flex-wrap items-center justify-between gap-1">
          <p role="status" className="text-caption text-secondary">
            {people.count(found.count)}
          </p>
          <Pages found={found} onPage={onPage} />
        </div>
      )}
    </div>
  );
}

interface FiltersProps {
  readonly filter: PeopleFilter;
  readonly onChange: (filter: PeopleFilter) => void;
}

function Filters({ filter, onChange }: FiltersProps) {
  const { people, roles } = useAccountStrings();
  return (
    <div className="flex flex-wrap items-end gap-1">
      <div className="min-w-0 flex-[1_1_14rem]">
        <Field
          label={people.search}
          type="search"
          value={filter.search}
          maxLength={80}
          onChange={(search) => onChange({ ...filter, search, page: 1 })}
        />
      </div>
      <Choice
        label={people.role}
        value={filter.role ?? everyRole}
        options={[{ value: everyRole, label: people.everyRole }, ...optionsOf(accountRoles, roles)]}
        onChange={(role) => onChange({ ...filter, role: role === everyRole ? undefined : role, page: 1 })}
      />
      <a href="/admin/invitations" className={buttonLook('primary')}>
        <UserPlus aria-hidden className="size-2" />
        {people.invite}
      </a>
    </div>
  );
}

function Pages({
  found: { page, pages },
  onPage,
}: {
  readonly found: FoundPeople;
  readonly onPage: (page: number) => void;
}) {
  const { people } = useAccountStrings();
  if (pages === 1) return null;
  return (
    <nav aria-label={people.pages} className="flex flex-wrap items-center gap-1">
      <PageButton label={people.previous} isPossible={page > 1} onPress={() => onPage(page - 1)} />
      <span className="text-body text-secondary">{people.page(page, pages)}</span>
      <PageButton label={people.next} isPossible={page < pages} onPress={() => onPage(page + 1)} />
    </nav>
  );
}

interface PageButtonProps {
  readonly label: string;
  readonly isPossible: boolean;
  readonly onPress: () => void;
}

/** Keeps the focus on the first and the last page, where it leads nowhere. */
function PageButton({ label, isPossible, onPress }: PageButtonProps) {
  return (
    <Button
      look="secondary"
      className="aria-disabled:opacity-60"
      aria-disabled={!isPossible}
      onClick={() => isPossible && onPress()}
    >
      {label}
    </Button>
  );
}

/** Says what has changed, and takes it back. */
function RoleChanged({ change, onUndone }: { readonly change: RoleChange; readonly onUndone: () => void }) {
  const { people, roles } = useAccountStrings();
  const api = useAccountApi();
  const { run, problem, isBusy } = useDoing();
  const { member, role } = change;
  const undo = () =>
    void run(async () => {
      await api.send('PATCH', pathOf(member), { body: { role: member.role } });
    }).then((isDone) => isDone && onUndone());
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-1 rounded-control border border-accent py-0.5 pr-0.5 pl-1.5 text-body"
    >
      <span className="min-w-0 flex-1 wrap-anywhere">{people.roleChanged(member.name, roles[role])}</span>
      <Button look="secondary" aria-disabled={isBusy} onClick={() => isBusy || undo()}>
        {people.undo}
      </Button>
      <Problem text={problem} />
    </div>
  );
}

const pathOf = ({ personId }: Member) => `/people/${encodeURIComponent(personId)}`;

interface PersonRowProps {
  readonly member: Member;
  readonly isSelf: boolean;
  readonly run: (action: () => Promise<void>) => void;
  readonly onRemoved: () => void;
  readonly onRoleChanged: (change: RoleChange) => void;
  readonly onLink: (path: string) => void;
}

function PersonRow({ member, isSelf, run, onRemoved, onRoleChanged, onLink }: PersonRowProps) {
  const { people } = useAccountStrings();
  const api = useAccountApi();
  const path = pathOf(member);
  const makeLink = () =>
    run(async () =>
      onLink((await api.ask('POST', `${path}/password-link`, undefined, linkReplySchema)).link),
    );
  return (
    <>
      <RowText title={isSelf ? people.you(member.name) : member.name} text={member.email} />
      <RoleChoice member={member} isSelf={isSelf} onChanged={onRoleChanged} />
      {!isSelf && (
        <>
          <Button look="quiet" className="max-sm:px-0.5" onClick={makeLink}>
            {people.passwordLink}
          </Button>
          <Confirm
            trigger={people.remove}
            title={people.removeTitle(member.name)}
            text={people.removeText}
            action={people.remove}
            onConfirm={async () => {
              await api.send('DELETE', path);
              onRemoved();
            }}
          />
        </>
      )}
    </>
  );
}

interface RoleChoiceProps {
  readonly member: Member;
  readonly isSelf: boolean;
  readonly onChanged: (change: RoleChange) => void;
}

/** Asks for confirmation before a Role changes. */
function RoleChoice({ member, isSelf, onChanged }: RoleChoiceProps) {
  const { people, roles } = useAccountStrings();
  const api = useAccountApi();
  const [wanted, setWanted] = useState<AccountRole | undefined>();
  const texts = people.roleTexts;
  return (
    <>
      <label className="flex items-center gap-1">
        <span className="sr-only">{people.roleOf(member.name)}</span>
        <Select value={member.role} options={optionsOf(accountRoles, roles)} onChange={setWanted} />
      </label>
      {wanted !== undefined && (
        <ConfirmDialog
          title={people.changeRoleTitle(member.name, roles[wanted])}
          text={isSelf ? `${texts[wanted]} ${people.ownRoleText}` : texts[wanted]}
          action={people.changeRole}
          look="primary"
          onClose={() => setWanted(undefined)}
          onConfirm={async () => {
            await api.send('PATCH', pathOf(member), { body: { role: wanted } });
            onChanged({ member, role: wanted });
          }}
        />
      )}
    </>
  );
}
