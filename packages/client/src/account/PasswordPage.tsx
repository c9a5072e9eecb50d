import { useState } from 'react';
import { signedInSchema } from '@atrium/protocol';
import { useServices } from '../app/useServices.ts';
import { useAccountStrings } from './accountStrings.ts';
import { linkToken } from './accountAddresses.ts';
import { Form } from './parts/Form.tsx';
import { NewPasswordField } from './parts/personFields.tsx';
import { PageCard } from './parts/PageCard.tsx';
import { useAccountApi } from './useAccountApi.ts';

/** Somebody chooses a new password by a link from an Admin. */
export function PasswordPage() {
  const { newPassword } = useAccountStrings();
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
        <NewPasswordField value={password} onChange={setPassword} autoFocus />
      </Form>
    </PageCard>
  );
}
