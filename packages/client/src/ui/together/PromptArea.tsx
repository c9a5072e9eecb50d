import { Suspense, lazy } from 'react';
import { useSurface } from '../VisitContext.ts';

const Prompts = lazy(async () => ({ default: (await import('./Prompts.tsx')).Prompts }));

/** Where questions wait; what draws them is fetched with the first one. */
export function PromptArea() {
  const isAny = useSurface(
    ({ pendingKnocks, calls, askedToLeave, ownKnock, followed }) =>
      pendingKnocks.length > 0 ||
      calls.length > 0 ||
      askedToLeave !== undefined ||
      ownKnock !== undefined ||
      followed !== undefined,
  );
  if (!isAny) return null;
  return (
    <Suspense>
      <Prompts />
    </Suspense>
  );
}
