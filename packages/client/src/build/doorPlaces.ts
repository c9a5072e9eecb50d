import type { EditOutcome, Position, Rectangle } from '@atrium/world';

/** How far from the pointer, in tiles, a wall still draws a Door to itself. */
const snapTiles = 1;

/**
 * Tries a Door on the tile that is pointed at, else on the nearest around it: who points at a wall seldom hits its tile.
 *
 * @returns the first that is possible, else what the tile itself says
 */
export function snapDoor(
  at: Position,
  place: (bounds: Rectangle) => EditOutcome,
): { readonly bounds: Rectangle; readonly outcome: EditOutcome } {
  const tile = { x: Math.floor(at.x), y: Math.floor(at.y) };
  const around: Rectangle[] = [];
  for (let dx = -snapTiles; dx <= snapTiles; dx++) {
    for (let dy = -snapTiles; dy <= snapTiles; dy++)
      around.push({ x: tile.x + dx, y: tile.y + dy, width: 1, height: 1 });
  }
  const away = ({ x, y }: Rectangle) => Math.hypot(x + 0.5 - at.x, y + 0.5 - at.y);
  // The tile itself first, however near its edge one points.
  const isTile = ({ x, y }: Rectangle) => x === tile.x && y === tile.y;
  around.sort((a, b) => Number(isTile(b)) - Number(isTile(a)) || away(a) - away(b));
  for (const bounds of around) {
    const outcome = place(bounds);
    if (outcome.ok) return { bounds, outcome };
  }
  const bounds = { ...tile, width: 1, height: 1 };
  return { bounds, outcome: place(bounds) };
}

/** Where the walls of a room take a Door: all around it but for the corners, clockwise from the side towards larger y. */
export function doorPlacesOf({ x, y, width, height }: Rectangle): readonly Position[] {
  const along = (count: number, at: (step: number) => Position) =>
    Array.from({ length: Math.max(0, count - 2) }, (_, step) => at(step + 1));
  return [
    ...along(width, (step) => ({ x: x + width - 1 - step, y: y + height - 1 })),
    ...along(height, (step) => ({ x, y: y + height - 1 - step })),
    ...along(width, (step) => ({ x: x + step, y })),
    ...along(height, (step) => ({ x: x + width - 1, y: y + step })),
  ];
}
