import type { Position, WorldSpace } from '@atrium/world';
import { sharpContext } from '../sharpContext.ts';
import type { MapProjection } from './mapProjection.ts';
import { paintDot, paintMap } from './paintMap.ts';

interface PersonOnMap extends Position {
  readonly isSelf: boolean;
  readonly fade: 'here' | 'arriving' | 'leaving';
}

const colours = { self: '#f0b35a', other: '#5bd69a', rim: '#16181d' } as const;

/** Draws a Map once, and from then on people on top of it whenever it is called. */
export function createMinimapPainter(
  canvas: HTMLCanvasElement,
  space: WorldSpace,
  projection: MapProjection,
  currentZoneId: string,
): (people: readonly PersonOnMap[]) => void {
  const floor = document.createElement('canvas');
  const floorContext = sharpContext(floor, projection);
  if (floorContext !== undefined) paintMap(floorContext, space, projection, currentZoneId);
  const context = sharpContext(canvas, projection);
  let lastPicture = '';

  return (people) => {
    if (context === undefined) return;
    const dots = people
      .filter(({ fade }) => fade !== 'leaving')
      // Oneself on top.
      .sort((a, b) => Number(a.isSelf) - Number(b.isSelf))
      .map((person) => ({ ...projection.toCanvas(person), isSelf: person.isSelf }));
    const picture = dots.map(({ x, y, isSelf }) => `${x.toFixed(1)},${y.toFixed(1)},${isSelf}`).join(' ');
    if (picture === lastPicture) return;
    lastPicture = picture;
    context.clearRect(0, 0, projection.width, projection.height);
    context.drawImage(floor, 0, 0, projection.width, projection.height);
    for (const dot of dots) {
      const look = dot.isSelf ? { radius: 5, fill: colours.self } : { radius: 3.5, fill: colours.other };
      paintDot(context, dot, { ...look, rim: colours.rim });
    }
  };
}
