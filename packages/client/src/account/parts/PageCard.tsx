import type { ReactNode } from 'react';
import { Logo } from '../../ui/Logo.tsx';

interface PageCardProps {
  readonly title: string;
  readonly text?: string | undefined;
  readonly children: ReactNode;
}

/** A page with one thing to do. */
export function PageCard({ title, text, children }: PageCardProps) {
  return (
    <main className="grid min-h-dvh place-items-center bg-background p-2 pt-[max(1rem,env(safe-area-inset-top))]">
      <div className="float-card flex w-full max-w-[26rem] flex-col gap-2 p-3">
        <header className="flex items-center gap-2">
          <Logo />
          <h1 className="min-w-0 text-heading font-semibold text-balance wrap-anywhere">{title}</h1>
        </header>
        {text !== undefined && <p className="text-body text-secondary">{text}</p>}
        {children}
      </div>
    </main>
  );
}
