import { worldIssue } from '../format/issues.ts';
import type { WorldIssue } from '../format/issues.ts';
import type { WorldSpace } from '../worldSpace.ts';

/** Checks that people arrive on free floor that everyone may enter, where they block nobody. */
export function* checkSpawnPoints(space: WorldSpace): Generator<WorldIssue> {
  for (const [index, { id, position }] of space.world.spawnPoints.entries()) {
    const path = ['spawnPoints', index, 'position'];
    const what = `The SpawnPoint "${id}"`;
    const about = (...others: readonly string[]) => ({
      ids: [id, ...others],
      tiles: [{ ...position, width: 1, height: 1 }],
    });
    const blocker = space.collision.blockerAt(position.x, position.y);
    if (blocker?.kind === 'wall') yield worldIssue(path, 'spawn-blocked', `${what} is in a wall.`, about());
    if (blocker !== undefined && 'id' in blocker) {
      const objectId = space.seat(blocker.id)?.objectId ?? blocker.id;
      const message = `${what} is in the Object "${objectId}".`;
      yield worldIssue(path, 'spawn-blocked', message, about(objectId));
    }
    const zone = space.zones.at({ x: position.x + 0.5, y: position.y + 0.5 });
    if (zone.type === 'PrivateRoom') {
      const message = `${what} is in the PrivateRoom "${zone.name}", which people enter by its Door.`;
      yield worldIssue(path, 'spawn-in-private-room', message, about(zone.id));
    }
    const [closed] = space.zones
      .chain(zone.id)
      .filter(
        (id) =>
          space.doorsTo(id).length > 0 && !space.doorsTo(id).some(({ access }) => access.type === 'open'),
      );
    if (closed !== undefined && zone.type !== 'PrivateRoom') {
      const name = space.zones.get(closed)?.name ?? closed;
      const message = `${what} is in the Zone "${name}", whose Doors do not admit everybody: people who choose it get past them.`;
      yield worldIssue(path, 'spawn-behind-door', message, about(closed));
    }
    const gate = space.gateAtTile(position.x, position.y);
    if (gate !== undefined) {
      const message = `${what} is in the ${gate.kind === 'door' ? 'Door' : 'passage'} "${gate.id}", which has to stay free.`;
      yield worldIssue(path, 'spawn-in-doorway', message, about(gate.id));
    }
  }
}
