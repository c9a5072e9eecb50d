import { useSurface } from './VisitContext.ts';

/** What a screen reader says. Two places in turn, so that the same words are said twice when they come twice. */
export function LiveRegion() {
  const { text, count } = useSurface((state) => state.spoken);
  return (
    <div role="status" aria-live="polite" className="sr-only">
      <p>{count % 2 === 0 ? text : ''}</p>
      <p>{count % 2 === 1 ? text : ''}</p>
    </div>
  );
}
