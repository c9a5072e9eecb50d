import { useState } from 'react';
import { passwordLength, signedInSchema } from '@atrium/protocol';
import { useServices } from '../app/services.ts';
import { useAccountStrings } from './accountStrings.ts';
import { linkToken } from './linkToken.ts';
import { Field } from './parts/Field.tsx';
import { Form } from './parts/Form.tsx';
import { PageCard } from './parts/PageCard.tsx';
import { useAccountApi } from './useAccountApi.ts';

/** Somebody chooses a new password by a link from an Admin. */
export function PasswordPage() {
  const { newPassword, fields } = useAccountStrings();
  const { signIn } = useServices();
  const api = useAccountApi();
  const [password, setPassword] = useState('');
  return (
    <PageCard title={newPassword.title} text={newPassword.text}>
      <Form
        action={newPassword.action}
        onSubmit={async () => {
          signIn.accept(await api.ask('POST', '/password', { token: linkToken(), password }, signedInSchema));
          window.location.assign('/');
        }}
      >
        <Field
          label={fields.newPassword}
          note={fields.passwordNote(passwordLength.least)}
          value={password}
          onChange={setPassword}
          required
          autoFocus
          minLength={passwordLength.least}
          maxLength={passwordLength.most}
          type="password"
          autoComplete="new-password"
        />
      </Form>
    </PageCard>
  );
}
