import { CircleUserRound } from 'lucide-react';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { hasRight } from '@atrium/world';
import { useServices, useStrings } from '../app/useServices.ts';
import { IconButton } from './controls/IconButton.tsx';
import { Popover } from './controls/Popover.tsx';

/** Opens the way to one's account and to what one administrates; nothing for Guests. */
export function AccountButton() {
  const { lobby } = useStrings();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  if (useAccount() === undefined) return null;
  return (
    <div className="relative">
      <IconButton
        ref={button}
        icon={CircleUserRound}
        label={lobby.account}
        isActive={isOpen}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen && (
        <Popover
          label={lobby.account}
          opener={button}
          onClose={() => setOpen(false)}
          className="right-0 bottom-full mb-1 w-max max-w-[calc(100vw-1rem)] animate-rise p-0.5"
        >
          <AccountLinks />
        </Popover>
      )}
    </div>
  );
}

/** One's account, and what one administrates: in tabs of their own that lead back to this one; the World goes on. */
export function AccountLinks() {
  const { lobby } = useStrings();
  const account = useAccount();
  if (account === undefined) return null;
  const link =
    'flex min-h-5.5 items-center rounded-control px-1 transition-colors duration-150 hover:bg-raised-hover';
  return (
    <nav aria-label={lobby.account} className="flex flex-col">
      <p className="px-1 pt-0.5 text-caption wrap-anywhere text-secondary">
        {lobby.signedInTo(account.workspace.name)}
      </p>
      <a href="/account" target="_blank" rel="opener" className={link}>
        {lobby.account}
      </a>
      {hasRight(account.role, 'build') && (
        <a href="/admin" target="_blank" rel="opener" className={link}>
          {lobby.administration}
        </a>
      )}
    </nav>
  );
}

/** Who is signed in; `undefined`: nobody. */
export function useAccount() {
  return useStore(useServices().signIn.store, (state) =>
    state.kind === 'signedIn' ? state.account : undefined,
  );
}
