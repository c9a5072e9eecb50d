import { useEffect, useRef } from 'react';
import { Minimize2 } from 'lucide-react';
import { useServices, useStrings } from '../app/useServices.ts';
import { stopFollowing } from '../visit/togetherActions.ts';
import { walkTo } from '../visit/walkingActions.ts';
import { IconButton } from './controls/IconButton.tsx';
import { createMapProjection } from './map/mapProjection.ts';
import { createMinimapPainter } from './map/minimapPainter.ts';
import { useMediaState } from './media/useMedia.ts';
import { useMinimapOpen, useMinimapPlace } from './useMinimapOpen.ts';
import type { MinimapPlace } from './useMinimapOpen.ts';
import { useSurface, useVisit } from './VisitContext.ts';

const rooms: Readonly<Record<MinimapPlace, { readonly width: number; readonly height: number }>> = {
  besideToolbar: { width: 240, height: 136 },
  aboveToolbar: { width: 240, height: 136 },
  rightAboveToolbar: { width: 160, height: 96 },
};
const margin = 8;
const left = 'left-[max(0.5rem,env(safe-area-inset-left))]';
const right = 'right-[max(0.5rem,env(safe-area-inset-right))]';
const above = 'bottom-[calc(max(0.5rem,env(safe-area-inset-bottom))+4rem)]';
/** Those who hear one stand between the toolbar and what is above it on the left. */
const aboveHeardBy = 'bottom-[calc(max(0.5rem,env(safe-area-inset-bottom))+5.5rem)]';
const places: Readonly<Record<MinimapPlace, string>> = {
  besideToolbar: `${left} bottom-[max(0.5rem,env(safe-area-inset-bottom))]`,
  aboveToolbar: `${left} ${above}`,
  rightAboveToolbar: `${right} ${above}`,
};

/** A small Map with the people of your Zone; click to walk there. */
export function Minimap() {
  const isOpen = useMinimapOpen();
  const place = useMinimapPlace();
  // A board lies over most of it; a panel over the whole, where both are on the right.
  const isCovered = useSurface(
    ({ opened, panel }) =>
      opened?.kind === 'board' || (place === 'rightAboveToolbar' && (opened ?? panel) !== undefined),
  );
  return isOpen && !isCovered ? <OpenMinimap key={place} place={place} /> : null;
}

function OpenMinimap({ place }: { readonly place: MinimapPlace }) {
  const room = rooms[place];
  const strings = useStrings();
  const services = useServices();
  const { settings } = services;
  const visit = useVisit();
  const { session, ticker } = visit;
  const space = useSurface((state) => state.space) ?? visit.space.now;
  const zone = useSurface((state) => state.zone);
  const here = useSurface((state) => state.here);
  const isSending = useMediaState((state) => state.isSending);
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const zoneId = zone?.id;

  useEffect(() => {
    const canvas = canvasRef.current;
    if (canvas === null || zoneId === undefined) return;
    const projection = createMapProjection(space.world.map, room, margin);
    const paint = createMinimapPainter(canvas, space, projection, zoneId);
    const paintNow = () => paint(session.avatars(performance.now()));
    paintNow();
    return ticker.subscribe(paintNow);
    // `here` is among the dependencies because people come and go without anything else changing.
  }, [space, session, ticker, zoneId, here, room]);

  return (
    <section
      aria-label={strings.minimap.title}
      className={`float-card absolute animate-rise ${place === 'aboveToolbar' && isSending ? `${left} ${aboveHeardBy}` : places[place]}`}
    >
      <canvas
        ref={canvasRef}
        role="img"
        aria-label={strings.minimap.label(zone?.name ?? '')}
        onMouseDown={(event) => event.preventDefault()}
        onClick={({ nativeEvent: { offsetX, offsetY } }) => {
          const projection = createMapProjection(space.world.map, room, margin);
          stopFollowing(visit, services);
          walkTo(visit, projection.toMap({ x: offsetX, y: offsetY }));
        }}
        className="block cursor-pointer"
      />
      <IconButton
        icon={Minimize2}
        label={strings.minimap.hide}
        hintSide="top"
        onClick={() => settings.setState({ minimap: false })}
        className="absolute top-0 right-0 text-secondary hover:text-text"
      />
    </section>
  );
}
