import { useStore } from 'zustand';
import { hasRight } from '@atrium/world';
import { signInAddress } from '../account/accountAddresses.ts';
import { worldAddress } from '../app/route.ts';
import { useServices, useStrings } from '../app/useServices.ts';

/** Who is signed in, and where one's account and the administration are; or where one signs in. */
export function LobbyAccount({ worldId }: { readonly worldId: string }) {
  const { lobby } = useStrings();
  const account = useStore(useServices().signIn.store, (state) =>
    state.kind === 'signedIn' ? state.account : undefined,
  );
  const link = 'grid min-h-5.5 place-items-center text-text underline underline-offset-4';
  return (
    <nav
      aria-label={lobby.account}
      className="flex w-full max-w-[60rem] flex-wrap items-center gap-x-2 px-1 pt-1 text-body text-secondary"
    >
      {account === undefined ? (
        <>
          {lobby.asGuest}
          <a href={signInAddress(worldAddress(worldId))} className={link}>
            {lobby.signIn}
          </a>
        </>
      ) : (
        <>
          <span className="wrap-anywhere">{lobby.signedInTo(account.workspace.name)}</span>
          <a href="/account" className={link}>
            {lobby.account}
          </a>
          {hasRight(account.role, 'build') && (
            <a href="/admin" className={link}>
              {lobby.administration}
            </a>
          )}
        </>
      )}
    </nav>
  );
}
