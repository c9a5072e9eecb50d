import { useRef } from 'react';
import type { ReactNode } from 'react';
import type { Account } from '@atrium/protocol';
import { useServices } from '../../app/useServices.ts';
import { Logo } from '../../ui/Logo.tsx';
import { useAccountStrings } from '../accountStrings.ts';
import { officeTab } from './officeTab.ts';
import { useKeptPlace } from './useKeptPlace.ts';

interface OfficePageProps {
  readonly account: Account;
  readonly title: string;
  /** Beside or above what the page is about. */
  readonly navigation?: ReactNode;
  readonly children: ReactNode;
}

/** A page of several parts, with the way back into the Worlds. */
export function OfficePage({ account, title, navigation, children }: OfficePageProps) {
  const { name, logo } = account.workspace;
  const page = useRef<HTMLDivElement>(null);
  useKeptPlace(page);
  return (
    <div
      ref={page}
      // What is out of place in it (`sr-only`) counts for its own length, not for that of the document.
      className="relative h-dvh overflow-y-auto bg-background [scrollbar-gutter:stable]"
    >
      <div className="mx-auto flex min-h-full w-full max-w-[72rem] flex-col gap-2 p-2 pt-[max(1rem,env(safe-area-inset-top))] pb-4 sm:p-3">
        <header className="flex flex-wrap items-center gap-1.5">
          {logo === null ? (
            <Logo />
          ) : (
            <img src={logo} alt="" className="size-5 rounded-control object-contain" />
          )}
          <div className="min-w-0 flex-1 max-sm:min-w-fit">
            <h1 className="text-heading font-semibold">{title}</h1>
            <p dir="auto" className="truncate text-caption text-secondary">
              {name}
            </p>
          </div>
          <BackToOffice />
        </header>
        {navigation}
        <main className="flex min-w-0 flex-col gap-2">{children}</main>
      </div>
    </div>
  );
}

/** Where the office is open in the tab that opened this one, that tab is shown again, and this one closes. */
function BackToOffice() {
  const { common } = useAccountStrings();
  const { log } = useServices();
  return (
    <a
      href="/"
      onClick={(event) => {
        const office = officeTab(window, log.of('account'));
        if (office === undefined || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        office.focus();
        window.close();
      }}
      className="grid min-h-5.5 place-items-center px-1 text-body underline underline-offset-4"
    >
      {common.toWorlds}
    </a>
  );
}

interface SectionProps {
  readonly title: string;
  readonly text?: string | undefined;
  readonly children: ReactNode;
}

export function Section({ title, text, children }: SectionProps) {
  return (
    <section className="float-card flex min-w-0 flex-col gap-1.5 p-2 sm:p-3">
      <div>
        <h2 className="text-emphasis font-semibold">{title}</h2>
        {text !== undefined && <p className="max-w-[70ch] text-body text-secondary">{text}</p>}
      </div>
      {children}
    </section>
  );
}
