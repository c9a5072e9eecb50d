/** A plate that hangs in the picture: its left and lower edge and its size, in device px, y downwards. */
export interface Plate {
  readonly left: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

/** Air between two plates, and how far up one moves at most. In device px. */
export interface StackingRoom {
  readonly gap: number;
  readonly highest: number;
}

/**
 * Moves plates up so that none covers another, or a face: the one nearest to the viewer stays above its head, and those
 * that it would cover make way. Where a plate would have to go too high, it covers faces after all.
 *
 * @param wishes the nearest to the viewer first
 * @param faces of everybody else, for each wish
 * @returns how far each one moves up
 */
export function stackPlates(
  wishes: readonly Plate[],
  room: StackingRoom,
  faces: (index: number) => readonly Plate[] = () => [],
): readonly number[] {
  const placed: Plate[] = [];
  return wishes.map((wish, index) => {
    const overAll = liftAbove(wish, [...placed, ...faces(index)], room.gap);
    const lift =
      overAll <= room.highest ? overAll : Math.min(room.highest, liftAbove(wish, placed, room.gap));
    placed.push({ left: wish.left, bottom: wish.bottom - lift, width: wish.width, height: wish.height });
    return lift;
  });
}

function liftAbove(wish: Plate, placed: readonly Plate[], gap: number): number {
  const obstacles = placed
    .filter(({ left, width }) => wish.left < left + width + gap && left < wish.left + wish.width + gap)
    .sort((a, b) => b.bottom - a.bottom);
  let { bottom } = wish;
  // From below upwards: what lies lower cannot be in the way again.
  for (const obstacle of obstacles) {
    const isInTheWay =
      bottom - wish.height < obstacle.bottom + gap && obstacle.bottom - obstacle.height < bottom + gap;
    if (isInTheWay) bottom = obstacle.bottom - obstacle.height - gap;
  }
  return wish.bottom - bottom;
}
