import { useState } from 'react';
import {
  accountRoles,
  invitationListSchema,
  linkReplySchema,
  managedWorldListSchema,
} from '@atrium/protocol';
import type { AccountRole, Invitation } from '@atrium/protocol';
import { useAccountStrings } from '../accountStrings.ts';
import { absoluteLink } from '../invite/inviteLinks.ts';
import { Choice, optionsOf } from '../parts/Choice.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Field } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { NumberField } from '../parts/NumberField.tsx';
import { Section } from '../parts/OfficePage.tsx';
import { Rows, RowText } from '../parts/Rows.tsx';
import { SecretLink } from '../parts/SecretLink.tsx';
import { useFields } from '../parts/useFields.ts';
import { useMoment } from '../parts/useMoment.ts';
import { useAccountApi, useResource } from '../useAccountApi.ts';

/** Links that let people in. */
export function InvitationsSection() {
  const { invitations } = useAccountStrings();
  const resource = useResource('/invitations', invitationListSchema);
  const [link, setLink] = useState<string | undefined>();
  const made = (path: string) => {
    setLink(absoluteLink(path, window.location.origin));
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
  const { values, field, set } = useFields({ uses: '1', days: '7', note: '' });
  const make = async () => {
    const { uses, days, note } = values;
    const body = { kind: 'account', role, uses: Number(uses), days: Number(days), note };
    onMade((await api.ask('POST', '/invitations', body, linkReplySchema)).link);
    set({ note: '' });
  };
  return (
    <Section title={invitations.accountTitle} text={invitations.accountText}>
      <Form action={invitations.make} onSubmit={make}>
        <Choice
          label={invitations.role}
          value={role}
          options={optionsOf(accountRoles, roles)}
          onChange={setRole}
        />
        <div className="grid grid-cols-2 gap-1">
          <NumberField label={invitations.uses} {...field('uses')} min={1} max={1_000} />
          <NumberField label={invitations.days} {...field('days')} min={1} max={90} />
        </div>
        <Field label={invitations.note} {...field('note')} maxLength={80} />
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
  const { values, field, set } = useFields({ uses: '10', days: '1', hours: '2', note: '' });
  const make = async () => {
    const { uses, days, hours, note } = values;
    const limits = { uses: Number(uses), days: Number(days), visitMinutes: Math.round(Number(hours) * 60) };
    const body = { kind: 'guest', worldId, ...limits, note };
    onMade((await api.ask('POST', '/invitations', body, linkReplySchema)).link);
    set({ note: '' });
  };
  const options = worlds.map(({ worldId: id, name: label }) => ({ value: id, label }));
  return (
    <Section title={invitations.guestTitle} text={invitations.guestText}>
      {worldId === undefined ? (
        <p className="text-body text-secondary">{invitations.noWorld}</p>
      ) : (
        <Form action={invitations.makeGuest} onSubmit={make}>
          <Choice label={invitations.world} value={worldId} options={options} onChange={setChosen} />
          <div className="grid grid-cols-3 gap-1">
            <NumberField label={invitations.uses} {...field('uses')} min={1} max={10_000} />
            <NumberField label={invitations.days} {...field('days')} min={1} max={366} />
            <NumberField label={invitations.hours} {...field('hours')} min={0.25} max={168} step={0.25} />
          </div>
          <Field label={invitations.note} {...field('note')} maxLength={80} />
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
