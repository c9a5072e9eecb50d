import { useEffect, useState } from 'react';
import { invitationShownSchema, passwordLength, signedInSchema } from '@atrium/protocol';
import type { InvitationShown } from '@atrium/protocol';
import { useServices } from '../app/useServices.ts';
import { LoadingPage } from '../app/LoadingPage.tsx';
import { Button } from '../ui/controls/Button.tsx';
import { useAccountStrings } from './accountStrings.ts';
import { placeOfLink } from './invite/inviteLinks.ts';
import { linkToken } from './accountAddresses.ts';
import { Field } from './parts/Field.tsx';
import { EmailField, NameField } from './parts/personFields.tsx';
import { Form } from './parts/Form.tsx';
import { PageCard } from './parts/PageCard.tsx';
import { SignInElsewhere } from './parts/SignInElsewhere.tsx';
import { Problem } from './parts/Problem.tsx';
import { useAccountApi, useFailureText } from './useAccountApi.ts';

/** Somebody has come by an invitation, or by a guest link. */
export function JoinPage() {
  const { join } = useAccountStrings();
  const api = useAccountApi();
  const failureText = useFailureText();
  const [invitation, setInvitation] = useState<InvitationShown | undefined>();
  const [problem, setProblem] = useState<string | undefined>();
  useEffect(() => {
    api
      .ask('POST', '/invitations/look', { token: linkToken() }, invitationShownSchema)
      .then(setInvitation, (error: unknown) => setProblem(failureText(error)));
  }, [api, failureText]);

  if (problem !== undefined) {
    return (
      <PageCard title={join.brokenTitle} text={join.brokenText}>
        <Problem text={problem} />
      </PageCard>
    );
  }
  if (invitation === undefined) return <LoadingPage />;
  return invitation.world === null ? (
    <JoinForm invitation={invitation} />
  ) : (
    <GuestWelcome invitation={invitation} />
  );
}

function JoinForm({ invitation }: { readonly invitation: InvitationShown }) {
  const { join, fields } = useAccountStrings();
  const { signIn } = useServices();
  const api = useAccountApi();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const place = placeOfLink(window.location.search, undefined);
  return (
    <PageCard title={join.title(invitation.workspaceName)} text={join.text(invitation.role)}>
      <Form
        action={join.action}
        onSubmit={async () => {
          const body = { token: linkToken(), name, email, password };
          signIn.accept(await api.ask('POST', '/invitations/join', body, signedInSchema));
          window.location.assign(place);
        }}
      >
        <NameField value={name} onChange={setName} autoFocus />
        <EmailField value={email} onChange={setEmail} />
        <Field
          label={fields.password}
          note={join.passwordNote(passwordLength.least)}
          value={password}
          onChange={setPassword}
          required
          maxLength={passwordLength.most}
          type="password"
          autoComplete="new-password"
        />
      </Form>
      <SignInElsewhere invitation={linkToken()} back={place} />
    </PageCard>
  );
}

function GuestWelcome({ invitation: { workspaceName, world } }: { readonly invitation: InvitationShown }) {
  const { join } = useAccountStrings();
  const { profile } = useServices();
  if (world === null) return null;
  const enter = () => {
    profile.rememberGuestLink(world.worldId, linkToken());
    window.location.assign(placeOfLink(window.location.search, world.worldId));
  };
  return (
    <PageCard title={join.guestTitle(world.name)} text={join.guestText(workspaceName)}>
      <Button look="primary" onClick={enter} autoFocus>
        {join.guestAction}
      </Button>
    </PageCard>
  );
}
