import { useState } from 'react';
import {
  accountRoles,
  invitationListSchema,
  linkReplySchema,
  managedWorldListSchema,
} from '@atrium/protocol';
import type { AccountRole, Invitation } from '@atrium/protocol';
import { Select } from '../../ui/controls/Select.tsx';
import { useAccountStrings } from '../accountStrings.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { Field } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Section } from '../parts/OfficePage.tsx';
import { Rows, RowText } from '../parts/Rows.tsx';
import { SecretLink } from '../parts/SecretLink.tsx';
import { useMoment } from '../parts/useMoment.ts';
import { useAccountApi, useResource } from '../useAccountApi.ts';

/** Links that let people in. */
export function InvitationsSection() {
  const { invitations } = useAccountStrings();
  const resource = useResource('/invitations', invitationListSchema);
  const [link, setLink] = useState<string | undefined>();
  const made = (path: string) => {
    setLink(`${window.location.origin}${path}`);
    resource.reload();
  };
  return (
    <>
      {link !== undefined && <SecretLink text={link} note={invitations.linkNote} />}
      <div className="grid gap-2 md:grid-cols-2">
        <AccountInvitation onMade={made} />
        <GuestInvitation onMade={made} />
      </div>
      <Section title={invitations.openTitle}>
        <Rows
          resource={resource}
          rows={resource.value?.invitations}
          keyOf={({ invitationId }) => invitationId}
          none={invitations.none}
        >
          {(invitation) => <InvitationRow invitation={invitation} onWithdrawn={resource.reload} />}
        </Rows>
      </Section>
    </>
  );
}

interface MakingProps {
  readonly onMade: (path: string) => void;
}

function AccountInvitation({ onMade }: MakingProps) {
  const { invitations, roles } = useAccountStrings();
  const api = useAccountApi();
  const [role, setRole] = useState<AccountRole>('Member');
  const [uses, setUses] = useState('1');
  const [days, setDays] = useState('7');
  const [note, setNote] = useState('');
  return (
    <Section title={invitations.accountTitle} text={invitations.accountText}>
      <Form
        action={invitations.make}
        onSubmit={async () => {
          const body = { kind: 'account', role, uses: Number(uses), days: Number(days), note };
          onMade((await api.ask('POST', '/invitations', body, linkReplySchema)).link);
          setNote('');
        }}
      >
        <label className="flex flex-col gap-0.5 text-body font-semibold">
          {invitations.role}
          <Select
            value={role}
            options={accountRoles.map((value) => ({ value, label: roles[value] }))}
            onChange={setRole}
          />
        </label>
        <div className="grid grid-cols-2 gap-1">
          <Field
            label={invitations.uses}
            value={uses}
            onChange={setUses}
            type="number"
            min={1}
            max={1000}
            required
          />
          <Field
            label={invitations.days}
            value={days}
            onChange={setDays}
            type="number"
            min={1}
            max={90}
            required
          />
        </div>
        <Field label={invitations.note} value={note} onChange={setNote} maxLength={80} />
      </Form>
    </Section>
  );
}

function GuestInvitation({ onMade }: MakingProps) {
  const { invitations } = useAccountStrings();
  const api = useAccountApi();
  const { value } = useResource('/managed-worlds', managedWorldListSchema);
  const worlds = (value?.worlds ?? []).filter(({ isArchived, guests }) => !isArchived && guests);
  const [chosen, setChosen] = useState<string | undefined>();
  const worldId = chosen ?? worlds[0]?.worldId;
  const [uses, setUses] = useState('10');
  const [days, setDays] = useState('1');
  const [hours, setHours] = useState('2');
  const [note, setNote] = useState('');
  return (
    <Section title={invitations.guestTitle} text={invitations.guestText}>
      {worldId === undefined ? (
        <p className="text-body text-secondary">{invitations.noWorld}</p>
      ) : (
        <Form
          action={invitations.makeGuest}
          onSubmit={async () => {
            const visitMinutes = Math.round(Number(hours) * 60);
            const body = {
              kind: 'guest',
              worldId,
              uses: Number(uses),
              days: Number(days),
              visitMinutes,
              note,
            };
            onMade((await api.ask('POST', '/invitations', body, linkReplySchema)).link);
            setNote('');
          }}
        >
          <label className="flex flex-col gap-0.5 text-body font-semibold">
            {invitations.world}
            <Select
              value={worldId}
              options={worlds.map(({ worldId: value, name: label }) => ({ value, label }))}
              onChange={setChosen}
            />
          </label>
          <div className="grid grid-cols-3 gap-1">
            <Field
              label={invitations.uses}
              value={uses}
              onChange={setUses}
              type="number"
              min={1}
              max={10000}
              required
            />
            <Field
              label={invitations.days}
              value={days}
              onChange={setDays}
              type="number"
              min={1}
              max={366}
              required
            />
            <Field
              label={invitations.hours}
              value={hours}
              onChange={setHours}
              type="number"
              min={0.25}
              max={168}
              step={0.25}
              required
            />
          </div>
          <Field label={invitations.note} value={note} onChange={setNote} maxLength={80} />
        </Form>
      )}
    </Section>
  );
}

function InvitationRow({
  invitation,
  onWithdrawn,
}: {
  readonly invitation: Invitation;
  readonly onWithdrawn: () => void;
}) {
  const { invitations, roles } = useAccountStrings();
  const api = useAccountApi();
  const moment = useMoment();
  const { world, role, note, usesLeft, expiresAt, createdBy } = invitation;
  const what = world === null ? invitations.forRole(roles[role]) : invitations.forWorld(world.name);
  const until = invitations.until(usesLeft, moment(expiresAt), createdBy);
  return (
    <>
      <RowText title={note === '' ? what : `${note} · ${what}`} text={until} />
      <Confirm
        trigger={invitations.withdraw}
        title={invitations.withdrawTitle}
        text={invitations.withdrawText}
        action={invitations.withdraw}
        onConfirm={async () => {
          await api.send('DELETE', `/invitations/${encodeURIComponent(invitation.invitationId)}`);
          onWithdrawn();
        }}
      />
    </>
  );
}
