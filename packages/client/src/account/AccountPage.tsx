import { useState } from 'react';
import { accountSchema, signedInSchema } from '@atrium/protocol';
import type { Account } from '@atrium/protocol';
import * as z from 'zod';
import { useServices } from '../app/useServices.ts';
import { Button } from '../ui/controls/Button.tsx';
import { Select } from '../ui/controls/Select.tsx';
import { useAccountStrings } from './accountStrings.ts';
import { Confirm } from './parts/Confirm.tsx';
import { Form } from './parts/Form.tsx';
import { CurrentPasswordField, NameField, NewPasswordField } from './parts/personFields.tsx';
import { OfficePage, Section } from './parts/OfficePage.tsx';
import { PictureField } from './parts/PictureField.tsx';
import { Problem } from './parts/Problem.tsx';
import { saveFile } from './parts/saveFile.ts';
import { useAccountApi, useDoing } from './useAccountApi.ts';

const pictureReply = z.object({ picture: z.string() });

/** Somebody's own account. */
export function AccountPage({ account }: { readonly account: Account }) {
  const { account: strings } = useAccountStrings();
  return (
    <OfficePage account={account} title={strings.title}>
      <Profile account={account} />
      {account.hasPassword && <PasswordChange />}
      {account.workspaces.length > 1 && <WorkspaceChoice account={account} />}
      <SessionSection />
      <DataSection account={account} />
    </OfficePage>
  );
}

function Profile({ account }: { readonly account: Account }) {
  const { account: strings } = useAccountStrings();
  const { signIn, profile } = useServices();
  const api = useAccountApi();
  const [name, setName] = useState(account.name);
  const upload = async (file: File) => {
    const { picture } = await api.ask('PUT', '/account/picture', file, pictureReply);
    signIn.changed({ ...account, picture });
  };
  const remove = async () => {
    signIn.changed(await api.ask('PATCH', '/account', { picture: null }, accountSchema));
  };
  return (
    <Section title={strings.profile} text={strings.profileText(account.email)}>
      <PictureField
        of="person"
        url={account.picture}
        name={account.name}
        onUpload={upload}
        onRemove={remove}
      />
      <Form
        action={strings.saveProfile}
        done={strings.saved}
        onSubmit={async () => {
          signIn.changed(await api.ask('PATCH', '/account', { name }, accountSchema));
          profile.rememberName(name);
        }}
      >
        <NameField value={name} onChange={setName} />
      </Form>
    </Section>
  );
}

function PasswordChange() {
  const { account: strings, fields } = useAccountStrings();
  const api = useAccountApi();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  return (
    <Section title={strings.password} text={strings.passwordText}>
      <Form
        action={strings.changePassword}
        done={strings.passwordChanged}
        onSubmit={async () => {
          await api.send('PUT', '/account/password', { body: { current, password } });
          setCurrent('');
          setPassword('');
        }}
      >
        <CurrentPasswordField label={fields.currentPassword} value={current} onChange={setCurrent} />
        <NewPasswordField value={password} onChange={setPassword} />
      </Form>
    </Section>
  );
}

function WorkspaceChoice({ account }: { readonly account: Account }) {
  const { account: strings } = useAccountStrings();
  const { signIn } = useServices();
  const api = useAccountApi();
  const { run, problem } = useDoing();
  const choose = (workspaceId: string) =>
    void run(async () => {
      signIn.accept(await api.ask('POST', '/session/workspace', { workspaceId }, signedInSchema));
      window.location.assign('/');
    });
  return (
    <Section title={strings.workspaces} text={strings.workspacesText}>
      <Select
        value={account.workspace.workspaceId}
        options={account.workspaces.map(({ workspaceId: value, name: label }) => ({ value, label }))}
        onChange={choose}
      />
      <Problem text={problem} />
    </Section>
  );
}

function SessionSection() {
  const { account: strings } = useAccountStrings();
  const { signIn } = useServices();
  const api = useAccountApi();
  const { run, problem } = useDoing();
  const signOut = (path: string) =>
    void run(async () => {
      await api.send('DELETE', path);
      signIn.forget();
      window.location.assign('/');
    });
  return (
    <Section title={strings.sessions} text={strings.sessionsText}>
      <div className="flex flex-wrap gap-1">
        <Button look="secondary" onClick={() => signOut('/session')}>
          {strings.signOut}
        </Button>
        <Button look="secondary" onClick={() => signOut('/sessions')}>
          {strings.signOutEverywhere}
        </Button>
      </div>
      <Problem text={problem} />
    </Section>
  );
}

function DataSection({ account }: { readonly account: Account }) {
  const { account: strings } = useAccountStrings();
  const { signIn } = useServices();
  const api = useAccountApi();
  const { run, problem } = useDoing();
  const [password, setPassword] = useState('');
  const download = () =>
    void run(async () =>
      saveFile('atrium-account.json', await (await api.send('GET', '/account/export')).blob()),
    );
  return (
    <Section title={strings.data} text={strings.dataText}>
      <div>
        <Button look="secondary" onClick={download}>
          {strings.export}
        </Button>
      </div>
      <Problem text={problem} />
      <Confirm
        trigger={strings.delete}
        title={strings.deleteTitle}
        text={strings.deleteText}
        action={strings.delete}
        onConfirm={async () => {
          await api.send('POST', '/account/deletion', { body: account.hasPassword ? { password } : {} });
          signIn.forget();
          window.location.assign('/');
        }}
      >
        {account.hasPassword && <CurrentPasswordField value={password} onChange={setPassword} />}
      </Confirm>
    </Section>
  );
}
