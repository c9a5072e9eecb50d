import { useEffect, useRef } from 'react';
import { Minimize2 } from 'lucide-react';
import { useServices, useStrings } from '../app/useServices.ts';
import { stopFollowing } from '../visit/togetherActions.ts';
import { walkTo } from '../visit/walkingActions.ts';
import { IconButton } from './controls/IconButton.tsx';
import { createMapProjection } from './map/mapProjection.ts';
import { createMinimapPainter } from './map/minimapPainter.ts';
import { useMinimapOpen } from './useMinimapOpen.ts';
import { useSurface, useVisit } from './VisitContext.ts';

const room = { width: 240, height: 136 };
const margin = 8;

/** The Map small, with the people of one's own Zone; a click walks there. */
export function Minimap() {
  // A board lies over most of it.
  const isCovered = useSurface(({ opened }) => opened?.kind === 'board');
  return useMinimapOpen() && !isCovered ? <OpenMinimap /> : null;
}

function OpenMinimap() {
  const strings = useStrings();
  const services = useServices();
  const { settings } = services;
  const visit = useVisit();
  const { space, session, ticker } = visit;
  const zone = useSurface((state) => state.zone);
  const here = useSurface((state) => state.here);
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
  }, [space, session, ticker, zoneId, here]);

  return (
    <section
      aria-label={strings.minimap.title}
      className="float-card absolute left-[max(0.5rem,env(safe-area-inset-left))] bottom-[max(0.5rem,env(safe-area-inset-bottom))] animate-rise max-md:bottom-[calc(max(0.5rem,env(safe-area-inset-bottom))+4rem)]"
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
