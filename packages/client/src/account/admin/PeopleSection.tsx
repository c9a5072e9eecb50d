import { useState } from 'react';
import { accountRoles, linkReplySchema, memberListSchema } from '@atrium/protocol';
import type { Account, AccountRole, Member } from '@atrium/protocol';
import { Button } from '../../ui/controls/Button.tsx';
import { Select } from '../../ui/controls/Select.tsx';
import { useAccountStrings } from '../accountStrings.ts';
import { absoluteLink } from '../invite/inviteLinks.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { Section } from '../parts/OfficePage.tsx';
import { Problem } from '../parts/Problem.tsx';
import { Rows, RowText } from '../parts/Rows.tsx';
import { SecretLink } from '../parts/SecretLink.tsx';
import { useAccountApi, useDoing, useResource } from '../useAccountApi.ts';

/** Who belongs to the Workspace, and as what. */
export function PeopleSection({ account }: { readonly account: Account }) {
  const { people } = useAccountStrings();
  const resource = useResource('/people', memberListSchema);
  const { problem, run } = useDoing();
  const [link, setLink] = useState<{ readonly text: string; readonly name: string } | undefined>();
  const showLink = (member: Member, path: string) =>
    setLink({ text: absoluteLink(path, window.location.origin), name: member.name });
  return (
    <Section title={people.title} text={people.text}>
      <Problem text={problem} />
      {link !== undefined && <SecretLink text={link.text} note={people.passwordLinkNote(link.name)} />}
      <Rows
        resource={resource}
        rows={resource.value?.people}
        keyOf={({ personId }) => personId}
        none={people.none}
      >
        {(member) => (
          <PersonRow
            member={member}
            isSelf={member.personId === account.personId}
            run={(action) => void run(action).then(resource.reload)}
            onRemoved={resource.reload}
            onLink={(path) => showLink(member, path)}
          />
        )}
      </Rows>
    </Section>
  );
}

interface PersonRowProps {
  readonly member: Member;
  readonly isSelf: boolean;
  readonly run: (action: () => Promise<void>) => void;
  readonly onRemoved: () => void;
  readonly onLink: (path: string) => void;
}

function PersonRow({ member, isSelf, run, onRemoved, onLink }: PersonRowProps) {
  const { people, roles } = useAccountStrings();
  const api = useAccountApi();
  const path = `/people/${encodeURIComponent(member.personId)}`;
  const changeRole = (role: AccountRole) =>
    run(async () => void (await api.send('PATCH', path, { body: { role } })));
  const makeLink = () =>
    run(async () =>
      onLink((await api.ask('POST', `${path}/password-link`, undefined, linkReplySchema)).link),
    );
  return (
    <>
      <RowText title={isSelf ? people.you(member.name) : member.name} text={member.email} />
      <label className="flex items-center gap-1">
        <span className="sr-only">{people.roleOf(member.name)}</span>
        <Select
          value={member.role}
          options={accountRoles.map((value) => ({ value, label: roles[value] }))}
          onChange={changeRole}
        />
      </label>
      {!isSelf && (
        <>
          <Button look="quiet" onClick={makeLink}>
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
