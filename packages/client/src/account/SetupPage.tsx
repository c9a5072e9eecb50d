import { useEffect, useState } from 'react';
import { passwordLength, signedInSchema } from '@atrium/protocol';
import { useServices } from '../app/services.ts';
import { useAccountStrings } from './accountStrings.ts';
import { linkToken } from './linkToken.ts';
import { Field } from './parts/Field.tsx';
import { Form } from './parts/Form.tsx';
import { PageCard } from './parts/PageCard.tsx';
import { Problem } from './parts/Problem.tsx';
import { useAccountApi, useFailureText } from './useAccountApi.ts';

/** Makes a Workspace and its first Admin. */
export function SetupPage() {
  const { setup, fields } = useAccountStrings();
  const { signIn } = useServices();
  const api = useAccountApi();
  const failureText = useFailureText();
  const [problem, setProblem] = useState<string | undefined>();
  const [workspaceName, setWorkspaceName] = useState('');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');

  useEffect(() => {
    api
      .send('POST', '/setup/link', { body: { token: linkToken() } })
      .catch((error: unknown) => setProblem(failureText(error)));
  }, [api, failureText]);

  if (problem !== undefined) {
    return (
      <PageCard title={setup.title} text={setup.linkHint}>
        <Problem text={problem} />
      </PageCard>
    );
  }
  return (
    <PageCard title={setup.title} text={setup.text}>
      <Form
        action={setup.action}
        onSubmit={async () => {
          const body = { token: linkToken(), workspaceName, name, email, password };
          signIn.accept(await api.ask('POST', '/setup', body, signedInSchema));
          window.location.assign('/');
        }}
      >
        <Field
          label={setup.workspaceName}
          value={workspaceName}
          onChange={setWorkspaceName}
          required
          maxLength={40}
          autoFocus
          autoComplete="organization"
        />
        <Field
          label={fields.name}
          value={name}
          onChange={setName}
          required
          maxLength={40}
          autoComplete="name"
        />
        <Field
          label={fields.email}
          value={email}
          onChange={setEmail}
          required
          type="email"
          autoComplete="username"
        />
        <Field
          label={fields.password}
          note={fields.passwordNote(passwordLength.least)}
          value={password}
          onChange={setPassword}
          required
          minLength={passwordLength.least}
          maxLength={passwordLength.most}
          type="password"
          autoComplete="new-password"
        />
      </Form>
    </PageCard>
  );
}
