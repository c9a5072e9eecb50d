import { worldIssue } from '../format/issues.ts';
import type { IssuePath, WorldIssue } from '../format/issues.ts';
import type { World } from '../format/world.ts';
import type { Rectangle } from '../geometry/rectangle.ts';
import { footprintOf } from '../objects/objectTypes.ts';

/** Nothing lies outside of the Map. */
export function* checkInsideMap(world: World): Generator<WorldIssue> {
  const { width, height } = world.map;
  const size = `the Map, which has ${width} x ${height} tiles`;
  for (const { path, id, what, area } of placesOf(world)) {
    if (area.x + area.width <= width && area.y + area.height <= height) continue;
    const extent = `from (${area.x}, ${area.y}) to (${area.x + area.width - 1}, ${area.y + area.height - 1})`;
    yield worldIssue(path, 'outside-map', `${what} lies ${extent}, which is not all inside of ${size}.`, {
      ids: [id],
      tiles: [area],
    });
  }
  for (const [index, { id, name, polygon }] of world.zones.entries()) {
    for (const [corner, [x, y]] of (polygon ?? []).entries()) {
      if (x <= width && y <= height) continue;
      const message = `The corner (${x}, ${y}) of the Zone "${name}" lies outside of ${size}.`;
      // The tile that has this corner nearest to the Map: a corner itself takes none.
      const tiles = [{ x: Math.max(0, x - 1), y: Math.max(0, y - 1), width: 1, height: 1 }];
      yield worldIssue(['zones', index, 'polygon', corner], 'outside-map', message, { ids: [id], tiles });
    }
  }
}

interface Place {
  readonly path: IssuePath;
  readonly id: string;
  readonly what: string;
  readonly area: Rectangle;
}

function* placesOf(world: World): Generator<Place> {
  for (const [index, { id, name, bounds }] of world.zones.entries()) {
    if (bounds !== undefined) {
      yield { path: ['zones', index, 'bounds'], id, what: `The Zone "${name}"`, area: bounds };
    }
  }
  for (const [index, { id, bounds }] of world.doors.entries()) {
    yield { path: ['doors', index, 'bounds'], id, what: `The Door "${id}"`, area: bounds };
  }
  for (const [index, { id, bounds }] of world.passages.entries()) {
    yield { path: ['passages', index, 'bounds'], id, what: `The passage "${id}"`, area: bounds };
  }
  for (const [index, object] of world.objects.entries()) {
    const what = `The ${object.type} "${object.id}"`;
    yield { path: ['objects', index, 'position'], id: object.id, what, area: footprintOf(object) };
  }
  for (const [index, { id, position }] of world.spawnPoints.entries()) {
    const area = { ...position, width: 1, height: 1 };
    yield { path: ['spawnPoints', index, 'position'], id, what: `The SpawnPoint "${id}"`, area };
  }
}
