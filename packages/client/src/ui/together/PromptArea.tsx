import { useSurface } from '../VisitContext.ts';
import { lazyPart, Part } from '../Part.tsx';

const Prompts = lazyPart(async () => (await import('./Prompts.tsx')).Prompts);

/** Where questions wait; what draws them is fetched with the first one. */
export function PromptArea() {
  const isAny = useSurface(
    ({ pendingKnocks, calls, askedToLeave, ownKnock, followed, wavedBy }) =>
      pendingKnocks.length > 0 ||
      calls.length > 0 ||
      askedToLeave !== undefined ||
      ownKnock !== undefined ||
      followed !== undefined ||
      wavedBy !== undefined,
  );
  if (!isAny) return null;
  return (
    <Part>
      <Prompts />
    </Part>
  );
}
