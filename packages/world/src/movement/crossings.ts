import type { Blocker } from '../collision/collisionGrid.ts';
import type { Gate } from '../doors/gate.ts';
import type { Door } from '../format/world.ts';
import { distanceToRectangle, movementEnters } from '../geometry/rectangle.ts';
import type { Position } from '../geometry/units.ts';
import type { WorldSpace } from '../space/worldSpace.ts';
import { zoneEntryDepthTiles } from '../space/zoneIndex.ts';
import type { Restrictions } from './restrictions.ts';
import type { Standing } from './standing.ts';

/** A Door, passage or Zone that does not let a movement in. */
export interface CrossingRefusal {
  readonly reason: 'door-closed' | 'occupied' | 'zone-full';
  readonly blocker: Blocker;
}

/** The first Door or passage on a straight movement that refuses it. They stop the centre of an Avatar. */
export function refusalByGate(
  space: WorldSpace,
  restrictions: Restrictions,
  from: Position,
  to: Position,
): CrossingRefusal | undefined {
  const lastX = Math.floor(Math.max(from.x, to.x));
  const lastY = Math.floor(Math.max(from.y, to.y));
  for (let tileY = Math.floor(Math.min(from.y, to.y)); tileY <= lastY; tileY++) {
    for (let tileX = Math.floor(Math.min(from.x, to.x)); tileX <= lastX; tileX++) {
      const gate = space.gateAtTile(tileX, tileY);
      if (gate === undefined || !movementEnters(gate.bounds, from, to)) continue;
      const reason = restrictions.refusesGate(gate);
      if (reason === undefined || (reason === 'door-closed' && comesFromInside(space, gate, from))) continue;
      return { reason, blocker: { kind: gate.kind, id: gate.id } };
    }
  }
  return undefined;
}

/** Whether somebody at a Position is already where a Door leads: going out is always free. */
export function comesFromInside(space: WorldSpace, gate: Gate, from: Position): boolean {
  const door = space.door(gate.id);
  return door !== undefined && space.zones.chain(space.zones.at(from).id).includes(door.leadsToZone);
}

/** The first Zone that refuses somebody who goes from one Zone to another. Leaving is never refused. */
export function refusalByZone(
  space: WorldSpace,
  restrictions: Restrictions,
  from: Pick<Standing, 'position' | 'zoneId'>,
  toZoneId: string,
): CrossingRefusal | undefined {
  if (from.zoneId === toZoneId) return undefined;
  const left = space.zones.chain(from.zoneId);
  for (const zoneId of space.zones.chain(toZoneId)) {
    if (zoneId === space.zones.ground.id || left.includes(zoneId)) continue;
    if (restrictions.refusesZone(zoneId))
      return { reason: 'zone-full', blocker: { kind: 'zone', id: zoneId } };
    const door = closedDoorBehind(space, restrictions, from.position, zoneId);
    if (door !== undefined) return { reason: 'door-closed', blocker: { kind: 'door', id: door.id } };
  }
  return undefined;
}

/**
 * The Door that somebody is in, on their way into a Zone, if it has closed to them meanwhile: a doorway is no place to
 * wait for the room to be empty.
 */
export function closedDoorBehind(
  space: WorldSpace,
  restrictions: Restrictions,
  from: Position,
  zoneId: string,
): Door | undefined {
  return space
    .doorsTo(zoneId)
    .find(
      ({ id, bounds }) =>
        distanceToRectangle(bounds, from) <= zoneEntryDepthTiles && restrictions.closesDoor(id),
    );
}
