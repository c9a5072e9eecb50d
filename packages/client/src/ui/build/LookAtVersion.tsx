import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { DrawnWorldSpace } from '@atrium/world';
import { editorViewpoints } from '../../rendering/viewpoint.ts';
import type { WorldView } from '../../rendering/worldView.ts';
import { Button } from '../controls/Button.tsx';
import { useVisit } from '../VisitContext.ts';
import { listenToPointers } from './buildPointers.ts';
import { useBuildStrings } from './buildStrings.ts';

interface LookAtVersionProps {
  readonly number: number;
  readonly space: DrawnWorldSpace;
  /** What is shown again afterwards. */
  readonly draft: DrawnWorldSpace;
  readonly view: RefObject<WorldView | null>;
  readonly onEnd: () => void;
}

/** An older version in the picture, in place of the draft: to look at, not to change. */
export function LookAtVersion({ number, space, draft, view, onEnd }: LookAtVersionProps) {
  const { versions: words } = useBuildStrings();
  const { surface } = useVisit();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    surface.setState({
      draft: space,
      editorScene: { viewpoint: editorViewpoints.cut, aimed: () => undefined },
    });
    return () => surface.setState({ draft, editorScene: undefined });
  }, [surface, space, draft]);
  useEffect(() => {
    const plan = element.current;
    if (plan === null) return;
    plan.focus({ preventScroll: true });
    let last: { readonly x: number; readonly y: number } | undefined;
    return listenToPointers(plan, {
      hover: () => undefined,
      press: (point) => (last = point),
      // Nothing can be drawn: any pointer moves the picture.
      drag(point) {
        if (last !== undefined) view.current?.panBy(point.x - last.x, point.y - last.y);
        last = point;
      },
      release: () => (last = undefined),
      cancel: () => (last = undefined),
      pan: (dx, dy) => view.current?.panBy(dx, dy),
      zoom: (factor, { x, y }, isDirect) => view.current?.zoomAt(factor, x, y, isDirect),
    });
  }, [view]);
  return (
    <>
      <div
        ref={element}
        role="application"
        tabIndex={0}
        aria-label={words.region(number)}
        onKeyDown={(event) => event.key === 'Escape' && onEnd()}
        className="absolute inset-0 touch-none outline-none select-none after:pointer-events-none after:absolute after:inset-0 after:border-2 after:border-transparent focus-visible:after:border-focus"
      />
      <div
        role="region"
        aria-label={words.title}
        onKeyDown={(event) => event.key === 'Escape' && onEnd()}
        className="pointer-events-none absolute inset-x-1 top-[max(0.5rem,env(safe-area-inset-top))] flex justify-center *:pointer-events-auto"
      >
        <header className="float-card flex flex-wrap items-center justify-center gap-1.5 px-1.5 py-0.5">
          <div>
            <h1 className="text-body font-semibold">{words.region(number)}</h1>
            <p className="text-caption text-secondary">{words.readOnly}</p>
          </div>
          <Button look="primary" onClick={onEnd}>
            {words.back}
          </Button>
        </header>
      </div>
    </>
  );
}
