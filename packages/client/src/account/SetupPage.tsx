import { useEffect, useState } from 'react';
import { signedInSchema } from '@atrium/protocol';
import { useServices } from '../app/useServices.ts';
import { useAccountStrings } from './accountStrings.ts';
import { linkToken } from './accountAddresses.ts';
import { Field } from './parts/Field.tsx';
import { Form } from './parts/Form.tsx';
import { EmailField, NameField, NewPasswordField } from './parts/personFields.tsx';
import { PageCard } from './parts/PageCard.tsx';
import { Problem } from './parts/Problem.tsx';
import { useFields } from './parts/useFields.ts';
import { useAccountApi, useFailureText } from './useAccountApi.ts';

/** Makes a Workspace and its first Admin. */
export function SetupPage() {
  const { setup, fields } = useAccountStrings();
  const { signIn } = useServices();
  const api = useAccountApi();
  const failureText = useFailureText();
  const [problem, setProblem] = useState<string | undefined>();
  const { values, field } = useFields({ workspaceName: '', name: '', email: '', password: '' });

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
          signIn.accept(await api.ask('POST', '/setup', { token: linkToken(), ...values }, signedInSchema));
          window.location.assign('/');
        }}
      >
        <Field
          label={setup.workspaceName}
          {...field('workspaceName')}
          required
          maxLength={40}
          autoFocus
          autoComplete="organization"
        />
        <NameField {...field('name')} />
        <EmailField {...field('email')} />
        <NewPasswordField label={fields.password} {...field('password')} />
      </Form>
    </PageCard>
  );
}
