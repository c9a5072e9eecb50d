import { worldListSchema } from '@atrium/protocol';
import { buttonLook } from '../../ui/controls/Button.tsx';
import { useAccountStrings } from '../accountStrings.ts';
import { useResource } from '../useAccountApi.ts';

interface SignInElsewhereProps {
  /** Where one goes on afterwards. */
  readonly back?: string;
  /** Secret of the link by which one joins. */
  readonly invitation?: string;
}

/** The other way to sign in, where the host has set one up. */
export function SignInElsewhere({ back = '/', invitation }: SignInElsewhereProps) {
  const { signIn } = useAccountStrings();
  const { value } = useResource('/worlds', worldListSchema);
  const name = value?.accounts?.oidcName ?? null;
  if (name === null) return null;
  const query = new URLSearchParams({ back, ...(invitation === undefined ? {} : { invitation }) });
  return (
    <a href={`/api/v1/oidc/start?${query}`} className={buttonLook('secondary')}>
      {signIn.with(name)}
    </a>
  );
}
