import type { EditOutcome, Position, Role, World, WorldIssue } from '@atrium/world';
import {
  areaOfZone,
  changeItem,
  createNewIds,
  drawRoom,
  drawWall,
  eraseSelection,
  moveSelection,
  placeDoor,
  placeObjects,
  placeSpawnPoint,
  reshapeZone,
  resizeMap,
  selectRoom,
  selectWithin,
  unpackTiles,
  validateWorld,
  worldIssueCodes,
  zoneTypes,
} from '@atrium/world';

const isError = ({ code }: WorldIssue) => worldIssueCodes[code].severity === 'error';
const objectTypesToPlace = ['Chair', 'Desk', 'Plant', 'Whiteboard', 'Sofa'] as const;

/** Somebody who shapes an office at random; what they publish has no errors. */
export class Builder {
  world: World;
  /** All that was published, the first one included. */
  readonly versions: World[];
  readonly #random: () => number;

  constructor(world: World, random: () => number) {
    this.world = unpackTiles(world);
    this.versions = [this.world];
    this.#random = random;
  }

  /** A few edits at once, or an earlier version again. */
  next(): World {
    const before = this.world;
    if (this.#random() < 0.15) this.world = this.#oneOf(this.versions);
    else {
      const gestures = 1 + this.#below(4);
      for (let gesture = 0; gesture < gestures; gesture++) this.#tryOut(() => this.#edit());
    }
    if (this.world !== before) this.versions.push(this.world);
    return this.world;
  }

  #tryOut(edit: () => EditOutcome): void {
    for (let attempt = 0; attempt < 8; attempt++) {
      const outcome = edit();
      if (!outcome.ok || validateWorld(outcome.world).some(isError)) continue;
      this.world = outcome.world;
      return;
    }
  }

  #edit(): EditOutcome {
    const { world } = this;
    const { width, height } = world.map;
    const at = { x: this.#below(width), y: this.#below(height) };
    const newId = createNewIds(world, this.#random);
    const [zone] = world.zones.length === 0 ? [] : [this.#oneOf(world.zones)];
    if (zone === undefined) return this.#draw(at);
    const [area] = areaOfZone(zone);
    const { x, y, width: tilesX, height: tilesY } = area ?? { ...at, width: 1, height: 1 };
    switch (this.#below(12)) {
      case 0:
      case 1:
        return this.#draw(at);
      case 2:
      case 3: {
        const room = selectRoom(world, zone.id);
        const by = { x: this.#below(9) - 4, y: this.#below(7) - 3 };
        return room === undefined ? { ok: false, refusal: 'unknown-id' } : moveSelection(world, room, by);
      }
      case 4:
        return eraseSelection(world, selectRoom(world, zone.id) ?? { ids: new Set([zone.id]) });
      case 5:
        return eraseSelection(world, selectWithin(world, { ...at, width: 3, height: 3 }));
      case 6:
        return changeItem(world, 'zones', zone.id, { type: this.#oneOf(zoneTypes) });
      case 7: {
        const [door] = world.doors.filter(({ leadsToZone }) => leadsToZone === zone.id);
        return changeItem(world, 'doors', door?.id ?? '', { access: this.#access() });
      }
      case 8: {
        const part = { x: x + this.#below(tilesX + 2) - 1, y: y + this.#below(tilesY + 2) - 1 };
        const how = this.#random() < 0.5 ? 'add' : 'subtract';
        return reshapeZone(world, zone.id, { ...part, width: 2, height: 2 }, how);
      }
      case 9: {
        const type = this.#oneOf(objectTypesToPlace);
        return placeObjects(world, [{ type, position: at, rotation: 0 }], newId);
      }
      case 10:
        if (this.#random() < 0.3) return placeSpawnPoint(world, at, undefined, newId);
        if (this.#random() < 0.5) {
          const bounds = { x: x + this.#below(tilesX), y: y - 1, width: 1, height: 1 };
          return placeDoor(world, bounds, this.#access(), newId);
        }
        return drawWall(
          world,
          at,
          { x: at.x + this.#below(4), y: at.y },
          this.#random() < 0.5 ? 'wall' : null,
        );
      default: {
        const side = () => (this.#random() < 0.5 ? 0 : this.#below(3) - 1);
        const growth = { left: side(), top: side(), right: side(), bottom: side() };
        return width > 40 || height > 30 ? { ok: false, refusal: 'outside-map' } : resizeMap(world, growth);
      }
    }
  }

  #draw(at: Position): EditOutcome {
    const bounds = { ...at, width: 3 + this.#below(5), height: 3 + this.#below(4) };
    const door = { at: { x: at.x + 1 + this.#below(bounds.width - 2), y: at.y }, access: this.#access() };
    const type = this.#oneOf(zoneTypes);
    return drawRoom(
      this.world,
      { bounds, zone: { name: 'Room', type }, wall: 'wall', door },
      createNewIds(this.world, this.#random),
    );
  }

  #access(): World['doors'][number]['access'] {
    const allowedRoles: Role[] = this.#random() < 0.5 ? ['Member'] : ['Admin', 'Editor'];
    const type = this.#oneOf(['open', 'role', 'knock'] as const);
    return type === 'open' ? { type } : { type, allowedRoles };
  }

  #below(end: number): number {
    return Math.floor(this.#random() * end);
  }

  #oneOf<Item>(items: readonly Item[]): Item {
    const item = items[this.#below(items.length)];
    if (item === undefined) throw new RangeError('There is nothing to choose from.');
    return item;
  }
}
