import { hasLook } from '@atrium/world';
import type { Position, World } from '@atrium/world';
import type { ToolChoices, ToolName } from './toolChoices.ts';

/** What lies on a tile, as a tool with the choice that makes the same once more. */
export interface PickedUp {
  readonly tool: ToolName;
  readonly choices: Partial<ToolChoices>;
}

/** @param id of the thing that is pointed at. @returns `undefined` where there is nothing to make once more */
export function pickUp(world: World, tile: Position, id: string | undefined): PickedUp | undefined {
  const object = world.objects.find((candidate) => candidate.id === id);
  if (object !== undefined) {
    const { type, look, colour, rotation, asset, image: lies, footprint, placement, collision } = object;
    const known = look !== undefined && hasLook(type, look) ? look : undefined;
    const image = asset === undefined ? undefined : { asset, image: lies, footprint, placement, collision };
    return {
      tool: 'object',
      choices: { object: type, look: known, colour, rotation, image, furnitureSet: undefined },
    };
  }
  const door = world.doors.find((candidate) => candidate.id === id);
  if (door !== undefined) return { tool: 'door', choices: { door: door.access } };
  const nameOn = (layerId: string) => {
    const { width, layers } = world.map;
    return layers.find((layer) => layer.id === layerId)?.tiles[tile.y * width + tile.x];
  };
  const wall = nameOn('walls');
  if (typeof wall === 'string') return { tool: 'wall', choices: { wall } };
  const floor = nameOn('floor');
  return typeof floor === 'string' ? { tool: 'floor', choices: { floor } } : undefined;
}
