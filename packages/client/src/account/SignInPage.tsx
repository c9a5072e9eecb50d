import { useEffect, useState } from 'react';
import { signedInSchema } from '@atrium/protocol';
import { readRoute } from '../app/route.ts';
import { useServices } from '../app/useServices.ts';
import type { Log } from '../log/log.ts';
import { addressToReturnTo } from './accountAddresses.ts';
import { useAccountStrings } from './accountStrings.ts';
import { CurrentPasswordField, EmailField } from './parts/personFields.tsx';
import { Form } from './parts/Form.tsx';
import { PageCard } from './parts/PageCard.tsx';
import { SignInElsewhere } from './parts/SignInElsewhere.tsx';
import { Problem } from './parts/Problem.tsx';
import { useAccountApi } from './useAccountApi.ts';

/** Where somebody who came by an address of its own goes on: there; else to the Worlds. */
function placeToGo(): string {
  const { pathname, search } = window.location;
  return pathname === '/sign-in' ? addressToReturnTo(search) : pathname;
}

/** The World at an address of this server: it says which of their Workspaces somebody means. */
function worldAt(place: string, log: Log): string | undefined {
  const route = readRoute(new URL(place, window.location.origin).pathname, log);
  return route.kind === 'world' ? route.worldId : undefined;
}

export function SignInPage() {
  const { signIn: strings } = useAccountStrings();
  const { signIn, log } = useServices();
  const api = useAccountApi();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const hasFailed = new URLSearchParams(window.location.search).has('failed');

  useEffect(() => {
    // After a sign-in with a provider the cookie is there already.
    if (!new URLSearchParams(window.location.search).has('done')) return;
    void signIn.refresh().then((isSignedIn) => isSignedIn && window.location.replace(placeToGo()));
  }, [signIn]);

  return (
    <PageCard title={strings.title} text={strings.text}>
      {hasFailed && <Problem text={strings.elsewhereFailed} />}
      <Form
        action={strings.action}
        onSubmit={async () => {
          const place = placeToGo();
          const body = { email, password, worldId: worldAt(place, log) };
          signIn.accept(await api.ask('POST', '/session', body, signedInSchema));
          window.location.assign(place);
        }}
      >
        <EmailField value={email} onChange={setEmail} autoFocus />
        <CurrentPasswordField value={password} onChange={setPassword} />
      </Form>
      <SignInElsewhere back={placeToGo()} />
      <p className="text-caption text-secondary">{strings.forgotten}</p>
    </PageCard>
  );
}
