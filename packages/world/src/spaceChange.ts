import type { Rectangle } from './geometry/rectangle.ts';
import type { Position } from './geometry/units.ts';
import { isBarrier } from './validate/checkPrivateRooms.ts';
import type { WorldSpace } from './space/worldSpace.ts';

/** Why others than before may hear somebody after a change: another Zone, another ZoneType, other Doors, other walls. */
type RegroupingReason = 'zone' | 'zoneType' | 'door' | 'walls';

/** How far something lies from where it was, in tiles. */
type Shift = Position;

const noShift: Shift = { x: 0, y: 0 };
const sides = [
  { x: 1, y: 0 },
  { x: -1, y: 0 },
  { x: 0, y: 1 },
  { x: 0, y: -1 },
] as const;

/** What is different in the space of a World from one version to the next, for the people in it. */
export class SpaceChange {
  readonly before: WorldSpace;
  readonly after: WorldSpace;
  readonly #sameAccess = new Map<string, boolean>();
  readonly #sameWalls = new Map<string, boolean>();
  readonly #shifts = new Map<string, Shift>();

  constructor(before: WorldSpace, after: WorldSpace) {
    this.before = before;
    this.after = after;
  }

  /** Whether people come into a Zone, and into the one it lies in, as before: the same ZoneType, the same Doors. */
  hasSameAccess(zoneId: string): boolean {
    return remembered(this.#sameAccess, zoneId, () => {
      const type = this.before.zones.get(zoneId)?.type;
      if (type === undefined || type !== this.after.zones.get(zoneId)?.type) return false;
      return describeDoors(this.before, zoneId) === describeDoors(this.after, zoneId);
    });
  }

  /** Why others than before may hear somebody who was in one Zone and is in another now, or the same one. */
  silencing(fromZoneId: string, toZoneId: string): RegroupingReason | null {
    if (fromZoneId !== toZoneId) return 'zone';
    if (this.before.zones.get(fromZoneId)?.type !== this.after.zones.get(toZoneId)?.type) return 'zoneType';
    if (!this.hasSameAccess(toZoneId)) return 'door';
    return this.#hasSameWalls(toZoneId) ? null : 'walls';
  }

  /** How far a Zone was moved as a whole. The groundZone was where everything was, to another place in a Map of another size. */
  shiftOf(zoneId: string): Shift {
    return remembered(this.#shifts, zoneId, () => {
      const { before, after } = this;
      if (zoneId !== before.zones.ground.id) return shiftBetween(before, after, zoneId);
      const [from, to] = [before.collision, after.collision];
      if (from.width === to.width && from.height === to.height) return noShift;
      const shifts = [
        ...before.zones.all.slice(1).map(({ id }) => [before.zones.areaOf(id)[0], after.zones.areaOf(id)[0]]),
        ...before.gates.map(({ id, bounds }) => [bounds, after.gate(id)?.bounds]),
        ...before.world.objects.map(({ id, position }) => [position, after.object(id)?.position]),
      ].flatMap(([from, to]) => (from === undefined || to === undefined ? [] : [difference(from, to)]));
      const [first = noShift] = shifts;
      return shifts.every(({ x, y }) => x === first.x && y === first.y) ? first : noShift;
    });
  }

  /** The groundZone has no walls of its own. */
  #hasSameWalls(zoneId: string): boolean {
    return remembered(this.#sameWalls, zoneId, () => {
      const { before, after } = this;
      if (zoneId === after.zones.ground.id) return true;
      return isEnclosed(before, zoneId) === isEnclosed(after, zoneId);
    });
  }
}

function remembered<Value>(known: Map<string, Value>, key: string, find: () => Value): Value {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}

function difference(from: Position, to: Position): Shift {
  return { x: to.x - from.x, y: to.y - from.y };
}

function shiftBetween(before: WorldSpace, after: WorldSpace, zoneId: string): Shift {
  const from = before.zones.areaOf(zoneId);
  const to = after.zones.areaOf(zoneId);
  const [first, second] = [from[0], to[0]];
  if (first === undefined || second === undefined || from.length !== to.length) return noShift;
  const shift = difference(first, second);
  const isWhole = from.every((part, place) => isMovedBy(part, to[place], shift));
  return isWhole ? shift : noShift;
}

function isMovedBy(from: Rectangle, to: Rectangle | undefined, shift: Shift): boolean {
  return (
    to !== undefined &&
    to.x === from.x + shift.x &&
    to.y === from.y + shift.y &&
    to.width === from.width &&
    to.height === from.height
  );
}

/** The Doors that lead to a Zone and to what it lies in, and whom they admit. */
function describeDoors(space: WorldSpace, zoneId: string): string {
  return JSON.stringify(
    space.zones.chain(zoneId).map((link) =>
      space
        .doorsTo(link)
        .map(({ id, access }) => [link, id, access.type, [...(access.allowedRoles ?? [])].sort()])
        .sort(([, a], [, b]) => String(a).localeCompare(String(b))),
    ),
  );
}

/** Whether walls and Doors that lead to it are all around a Zone. Furniture is none: it can be moved. */
function isEnclosed(space: WorldSpace, zoneId: string): boolean {
  const isInside = ({ x, y }: Position) =>
    space.zones.chain(space.zones.at({ x: x + 0.5, y: y + 0.5 }).id).includes(zoneId);
  return space.zones.areaOf(zoneId).every((area) =>
    rimOf(area).every((tile) => {
      if (isBarrier(space, zoneId, tile)) return true;
      return sides.every((side) => {
        const next = { x: tile.x + side.x, y: tile.y + side.y };
        return isBarrier(space, zoneId, next) || isInside(next);
      });
    }),
  );
}

/** The tiles of a rectangle that others lie beside. */
function rimOf({ x, y, width, height }: Rectangle): readonly Position[] {
  const rows = Array.from({ length: width }, (_, step) => [
    { x: x + step, y },
    { x: x + step, y: y + height - 1 },
  ]);
  const columns = Array.from({ length: height }, (_, step) => [
    { x, y: y + step },
    { x: x + width - 1, y: y + step },
  ]);
  return [...rows, ...columns].flat();
}
