import { useMemo } from 'react';
import { floorColour, paintFloorTile } from '../../rendering/floor/floorPatterns.ts';
import { materialOf, wallKindOf } from '../../rendering/floor/floorPlan.ts';
import { moreFloors } from '../../rendering/moreArt.ts';
import { screenX, screenY } from '../../rendering/iso/projection.ts';
import { paintWall, wallExtent } from '../../rendering/walls/wallPainter.ts';
import { side } from '../../rendering/walls/wallRuns.ts';
import { wallHeights } from '../../rendering/walls/wallVisibility.ts';
import { Picture } from './ObjectPicture.tsx';
import type { Drawn } from './ObjectPicture.tsx';

interface TilePictureProps {
  /** Tile name. */
  readonly name: string;
}

/** A small picture of a floor of ours. */
export function FloorPicture({ name }: TilePictureProps) {
  const drawn = useMemo(() => floorDrawing(name), [name]);
  return <Picture drawn={drawn} width={52} height={30} />;
}

/** A small picture of a wall, a window or glass. */
export function WallPicture({ name }: TilePictureProps) {
  const drawn = useMemo(() => wallDrawing(name), [name]);
  return <Picture drawn={drawn} width={52} height={60} />;
}

function floorDrawing(name: string): Drawn {
  const material = materialOf(name);
  return {
    left: -32,
    top: 0,
    width: 64,
    height: 32,
    paint: (context) =>
      paintFloorTile(
        context,
        material,
        0,
        0,
        floorColour(material, undefined),
        (one) => moreFloors[one as keyof typeof moreFloors],
      ),
  };
}

/** Two tiles in a row, as they stand at full height by day. */
function wallDrawing(name: string): Drawn {
  const kind = wallKindOf(name);
  const shape = { kind, ...wallHeights('full', kind), sides: undefined, daylight: 'day' } as const;
  const tiles = [
    { x: 0, goesOn: side.E },
    { x: 1, goesOn: side.W },
  ];
  return {
    left: -14,
    top: wallExtent.top + 6,
    width: 62,
    height: 64 + 48,
    paint(context) {
      for (const { x, goesOn } of tiles) {
        context.save();
        context.translate(screenX(x, 0), screenY(x, 0));
        paintWall(context, { ...shape, joins: goesOn, continues: goesOn }, undefined);
        context.restore();
      }
    },
  };
}
