import type { ObjectKind, Rotation } from '@atrium/world';
import type { Face, Part, Place, Solid } from './solid.ts';

/** The tiles that an Object takes at rotation 0. */
type Size = Pick<ObjectKind, 'width' | 'depth'>;

/** Turns a place of an Object from rotation 0 (front towards +y) by quarter turns clockwise on the screen. */
export function turnPlace({ width, depth }: Size, rotation: Rotation, { x, y, z }: Place): Place {
  switch (rotation) {
    case 0:
      return { x, y, z };
    case 90:
      return { x: depth - y, y: x, z };
    case 180:
      return { x: width - x, y: depth - y, z };
    case 270:
      return { x: y, y: width - x, z };
  }
}

/** Turns a part; its light is worked out afterwards, so it stays where it is. */
export function turnPart(size: Size, rotation: Rotation, part: Part): Part {
  const turn = (place: Place): Place => turnPlace(size, rotation, place);
  if (part.kind === 'figure') return { ...part, place: turn(part.place) };
  const faces = part.faces.map((face): Face => ({
    corners: face.corners.map(turn),
    inlays: face.inlays.map((inlay) => ({ ...inlay, outline: inlay.outline.map(turn) })),
  }));
  return { ...part, faces } satisfies Solid;
}
