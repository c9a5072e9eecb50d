import { ArrowRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useServices, useStrings } from '../../app/useServices.ts';
import type { Extent } from '../../rendering/camera/camera.ts';
import { css } from '../../rendering/colours/colour.ts';
import { signColour } from '../../rendering/colours/palette.ts';
import type { Landmarks } from '../../rendering/signs/landmarks.ts';
import { countIn } from '../../rendering/signs/headCount.ts';
import { longestNamePx, measureSign } from '../../rendering/signs/signPainter.ts';
import { contextOf } from '../../rendering/textures/bakery.ts';
import type { WorldView } from '../../rendering/worldView.ts';
import { stopFollowing } from '../../visit/togetherActions.ts';
import { walkToZone } from '../../visit/walkingActions.ts';
import { useSurface, useVisit } from '../VisitContext.ts';
import { placeEdgeMarks } from './placeEdgeMarks.ts';
import type { EdgeMark } from './placeEdgeMarks.ts';

/** While the picture moves, marks are placed again so often, in ms; they glide in between. */
const placeEveryMs = 150;
/** What the arrow adds to the width of a sign, and how high what takes a press is, in CSS px. */
const markPx = { arrow: 18, height: 44 } as const;
/** From the feet to beyond one's name, and half of a name's width, in CSS px; and an Avatar's height at zoom 1. */
const ownPx = { name: 34, halfName: 56, avatar: 56 } as const;

/**
 * Names the nearest Zones at the edge of the picture where fewer than two signs can be read. A press walks there. By
 * keyboard the People list does the same, so marks that come and go take no place among what Tab reaches.
 */
export function EdgeMarks({ view }: { readonly view: RefObject<WorldView | null> }) {
  const strings = useStrings();
  const visit = useVisit();
  const services = useServices();
  const counts = useSurface((state) => state.counts);
  const marks = useEdgeMarks(view);
  return (
    <div className="pointer-events-none absolute inset-0 overflow-clip">
      {marks.map(({ zoneId, x, y, angle }) => {
        const zone = visit.space.zones.get(zoneId);
        if (zone === undefined) return null;
        const count = countIn(counts, zoneId);
        const arrow = (
          <ArrowRight aria-hidden className="size-1.75 shrink-0" style={{ rotate: `${angle}deg` }} />
        );
        return (
          <button
            key={zoneId}
            type="button"
            tabIndex={-1}
            aria-label={strings.people.walkToZone(zone.name)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              stopFollowing(visit, services);
              walkToZone(visit, zoneId);
            }}
            style={{ translate: `calc(${x}px - 50%) calc(${y}px - 50%)` }}
            className="group pointer-events-auto absolute top-0 left-0 flex h-5.5 animate-appear items-center transition-[translate] duration-150 ease-linear motion-reduce:transition-none"
          >
            <span
              style={{ backgroundColor: css(signColour[zone.type]) }}
              className="flex h-3.5 items-center gap-0.5 rounded-control border border-white/30 px-1 text-caption font-semibold whitespace-nowrap text-text shadow-float group-hover:border-white"
            >
              {isToTheLeft(angle) && arrow}
              <bdi className="truncate" style={{ maxWidth: longestNamePx }}>
                {zone.name}
              </bdi>
              {count > 0 && <span aria-hidden>· {count}</span>}
              {!isToTheLeft(angle) && arrow}
            </span>
          </button>
        );
      })}
    </div>
  );
}

function isToTheLeft(angle: number): boolean {
  return Math.abs(angle) > 90;
}

/** The marks as they fit now: placed again when the picture has moved, and when something comes to lie over it or goes. */
function useEdgeMarks(view: RefObject<WorldView | null>): readonly EdgeMark[] {
  const { space, surface } = useVisit();
  const [marks, setMarks] = useState<readonly EdgeMark[]>([]);
  const shown = useRef(marks);

  useEffect(() => {
    const measuring = contextOf(document.createElement('canvas'));
    const sizeOf = (zoneId: string) => {
      const { name, type } = space.zones.get(zoneId) ?? space.zones.ground;
      const count = countIn(surface.getState().counts, zoneId);
      const { width } = measureSign(measuring, { name, type, count });
      return { width: width + markPx.arrow, height: markPx.height };
    };
    let drawn: WorldView | null = null;
    let stop = () => {};
    let timer: number | undefined;
    const place = () => {
      timer = undefined;
      if (view.current !== drawn) {
        stop();
        drawn = view.current;
        stop = drawn?.onMoved(placeSoon) ?? (() => {});
      }
      if (drawn === null) return;
      const { signs, viewport, ...own } = drawn.landmarks();
      const covers = [...coversOfPage(), ...coverOfSelf(own)];
      const next = placeEdgeMarks({ viewport, signs, covers, sizeOf });
      if (JSON.stringify(next) === JSON.stringify(shown.current)) return;
      shown.current = next;
      setMarks(next);
    };
    const placeSoon = () => {
      timer ??= window.setTimeout(place, placeEveryMs);
    };
    // A picture that is made anew is a change of the page, too.
    const page = new MutationObserver(placeSoon);
    page.observe(document.body, { childList: true, subtree: true, attributeFilter: ['class', 'hidden'] });
    placeSoon();
    return () => {
      stop();
      page.disconnect();
      window.clearTimeout(timer);
    };
  }, [space, surface, view]);

  return marks;
}

/** What lies over the picture, in CSS px. */
function coversOfPage(): readonly Extent[] {
  return [...document.querySelectorAll('.float-card, [data-covers]')]
    .map((element) => element.getBoundingClientRect())
    .filter(({ width, height }) => width > 0 && height > 0)
    .map(({ left, top, right, bottom }) => ({ minX: left, minY: top, maxX: right, maxY: bottom }));
}

/** The own Avatar, with its name. */
function coverOfSelf({ self, zoom }: Pick<Landmarks, 'self' | 'zoom'>): readonly Extent[] {
  if (self === undefined) return [];
  const { x, y } = self;
  const minY = y - ownPx.avatar * zoom - ownPx.name;
  return [{ minX: x - ownPx.halfName, minY, maxX: x + ownPx.halfName, maxY: y }];
}
