import { useEffect, useRef } from 'react';
import { useStrings } from '../app/useServices.ts';
import { createMapProjection } from '../ui/map/mapProjection.ts';
import { paintDot, paintMap } from '../ui/map/paintMap.ts';
import { sharpContext } from '../ui/sharpContext.ts';
import { WordChoice } from './WordChoice.tsx';
import type { SpawnPoints } from './useSpawnPoints.ts';

const mapRoom = { width: 240, height: 128 };
const mapMargin = 8;

/** Where to start, on a small Map; nothing where the World has one SpawnPoint only. */
export function SpawnPointChoice({ spawnPoints }: { readonly spawnPoints: SpawnPoints }) {
  const { lobby } = useStrings();
  const { all, chosen, choose } = spawnPoints;
  if (all.length < 2 || chosen === undefined) return null;
  return (
    <div className="grid items-center gap-2 sm:grid-cols-[minmax(0,1fr)_auto]">
      <WordChoice
        name="spawnPoint"
        legend={lobby.spawnPoint}
        options={all.map(({ id, name }, index) => ({
          value: id,
          label: name ?? lobby.unnamedSpawnPoint(index + 1),
        }))}
        value={chosen.id}
        onChange={choose}
      />
      <SpawnPointMap spawnPoints={spawnPoints} />
    </div>
  );
}

/** The same choice by pointing; the list beside it serves the keyboard. */
function SpawnPointMap({
  spawnPoints: { space, all, chosen, choose },
}: {
  readonly spawnPoints: SpawnPoints;
}) {
  const canvasRef = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const canvas = canvasRef.current;
    if (canvas === null || space === undefined) return;
    const projection = createMapProjection(space.world.map, mapRoom, mapMargin);
    const context = sharpContext(canvas, projection);
    if (context === undefined) return;
    paintMap(context, space, projection, undefined);
    for (const point of all) {
      const isChosen = point.id === chosen?.id;
      paintDot(context, projection.toCanvas(centreOf(point.position)), {
        radius: isChosen ? 6 : 4,
        fill: isChosen ? '#f0b35a' : '#f3efe7',
        rim: '#16181d',
      });
    }
  }, [space, all, chosen]);

  const chooseNearest = (x: number, y: number) => {
    if (space === undefined) return;
    const projection = createMapProjection(space.world.map, mapRoom, mapMargin);
    const away = (position: { x: number; y: number }) => {
      const dot = projection.toCanvas(centreOf(position));
      return Math.hypot(dot.x - x, dot.y - y);
    };
    const [nearest] = [...all].sort((a, b) => away(a.position) - away(b.position));
    if (nearest !== undefined) choose(nearest.id);
  };

  return (
    <canvas
      ref={canvasRef}
      aria-hidden
      className="cursor-pointer justify-self-center"
      onClick={(event) => chooseNearest(event.nativeEvent.offsetX, event.nativeEvent.offsetY)}
    />
  );
}

const centreOf = ({ x, y }: { x: number; y: number }) => ({ x: x + 0.5, y: y + 0.5 });
