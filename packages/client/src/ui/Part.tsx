import { Suspense, lazy } from 'react';
import type { ComponentType, LazyExoticComponent, ReactNode } from 'react';
import { FaultBoundary } from '../app/FaultBoundary.tsx';
import { useServices, useStrings } from '../app/useServices.ts';
import { untilFetched } from '../api/untilFetched.ts';
import { Button } from './controls/Button.tsx';

/** A component that is fetched when it is first shown. While it does not arrive, the page says so. */
export function lazyPart<Props>(
  fetchPart: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await untilFetched(fetchPart) }));
}

interface PartProps {
  /** Lies over the World by itself, so that what is said instead has to find its own place. */
  readonly isFloating?: boolean;
  readonly children: ReactNode;
}

/** One part of the surface: it may be fetched late, and where it stops working, the others go on. */
export function Part({ isFloating = false, children }: PartProps) {
  return (
    <PartBoundary isFloating={isFloating}>
      <Suspense fallback={null}>{children}</Suspense>
    </PartBoundary>
  );
}

/** The same for what is there already, or waited for further out. */
export function PartBoundary({ isFloating = false, children }: PartProps) {
  const { log } = useServices();
  return (
    <FaultBoundary log={log} instead={(retry) => <PartFault isFloating={isFloating} onRetry={retry} />}>
      {children}
    </FaultBoundary>
  );
}

function PartFault({ isFloating, onRetry }: { readonly isFloating: boolean; readonly onRetry: () => void }) {
  const { fault: words, pages } = useStrings();
  return (
    <div className={isFloating ? 'absolute inset-x-1 bottom-10 z-20 flex justify-center' : 'contents'}>
      <div
        role="alert"
        className="float-card m-1 flex max-w-[32rem] items-center gap-1 px-1.5 py-1 text-body"
      >
        {words.part}
        <Button look="secondary" className="shrink-0" onClick={onRetry}>
          {pages.tryAgain}
        </Button>
      </div>
    </div>
  );
}
