import type { World } from '../format/world.ts';
import { containsPosition, tilesOf } from '../geometry/rectangle.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import type { Position } from '../geometry/units.ts';
import { refuse, Sketch } from './sketch.ts';
import type { EditOutcome } from './sketch.ts';
import type { TileName } from './worldEdit.ts';

/** A straight line of walls, windows or glass; `null` takes walls away. */
export function drawWall(world: World, from: Position, to: Position, wall: TileName): EditOutcome {
  const sketch = new Sketch(world);
  if (!sketch.has('walls')) return refuse('no-such-layer');
  if (from.x !== to.x && from.y !== to.y) return refuse('not-straight');
  const line = {
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(from.x - to.x) + 1,
    height: Math.abs(from.y - to.y) + 1,
  };
  if (!containsPosition(sketch.size, from) || !containsPosition(sketch.size, to))
    return refuse('outside-map');
  sketch.paint('walls', named(tilesOf(line), wall));
  return sketch.finish();
}

/** The same on any tiles. What is outside is passed over. */
export function paintWalls(world: World, tiles: Iterable<Position>, wall: TileName): EditOutcome {
  const sketch = new Sketch(world);
  if (!sketch.has('walls')) return refuse('no-such-layer');
  sketch.paint('walls', named(tiles, wall));
  return sketch.finish();
}

/** Floor on some tiles, as a brush or a rectangle gives them; `null` takes it away. What is outside is passed over. */
export function paintFloor(world: World, tiles: Iterable<Position>, floor: TileName): EditOutcome {
  const sketch = new Sketch(world);
  if (!sketch.has('floor')) return refuse('no-such-layer');
  sketch.paint('floor', named(tiles, floor));
  return sketch.finish();
}

/** Floor on a tile and on all around it that have the same one, up to walls. */
export function fillFloor(world: World, from: Position, floor: TileName): EditOutcome {
  const sketch = new Sketch(world);
  if (!sketch.has('floor')) return refuse('no-such-layer');
  if (!containsPosition(sketch.size, from)) return refuse('outside-map');
  const { width } = world.map;
  const old = sketch.tile('floor', from);
  const open = [from];
  const filled = new Map<number, Position>([[from.y * width + from.x, from]]);
  for (let tile = open.pop(); tile !== undefined; tile = open.pop()) {
    const { x, y } = tile;
    for (const next of [
      { x: x - 1, y },
      { x: x + 1, y },
      { x, y: y - 1 },
      { x, y: y + 1 },
    ]) {
      const index = next.y * width + next.x;
      const isNew = containsPosition(sketch.size, next) && !filled.has(index);
      if (!isNew || sketch.isWall(next) || sketch.tile('floor', next) !== old) continue;
      filled.set(index, next);
      open.push(next);
    }
  }
  sketch.paint('floor', named(filled.values(), floor));
  return sketch.finish();
}

export function* named(
  tiles: Iterable<Position>,
  name: TileName,
): Generator<Position & { readonly name: TileName }> {
  for (const { x, y } of tiles) yield { x, y, name };
}

/** The outermost tiles of a rectangle. */
export function* ringOf({ x, y, width, height }: Rectangle): Generator<Position> {
  for (const tile of tilesOf({ x, y, width, height })) {
    const isEdge = tile.x === x || tile.y === y || tile.x === x + width - 1 || tile.y === y + height - 1;
    if (isEdge) yield tile;
  }
}
