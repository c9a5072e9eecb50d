import type { World } from '../format/world.ts';
import { areaOfZone } from '../layout/zoneArea.ts';
import { drawWall, fillFloor, paintFloor } from '../edit/drawTiles.ts';
import { drawRoom, drawZone, placeDoor, reshapeZone } from '../edit/drawZones.ts';
import { copyFragment, pasteFragment, turnFragment } from '../edit/fragment.ts';
import { eraseSelection, moveSelection, turnSelection } from '../edit/moveSelection.ts';
import { createNewIds } from '../edit/newIds.ts';
import type { NewId } from '../edit/newIds.ts';
import { changeItem, changeWorld, placeObjects, placeSpawnPoint, toggleLink } from '../edit/placeThings.ts';
import { rectangleAround } from '../edit/placedAt.ts';
import { resizeMap } from '../edit/resizeMap.ts';
import { selectRoom, selectWithin } from '../edit/selection.ts';
import type { Selection } from '../edit/selection.ts';
import type { EditOutcome } from '../edit/sketch.ts';
import { objectTypes, rotations } from '../objects/objectTypes.ts';

/** What a random gesture is made of; each takes of it what it needs. */
export interface EditGesture {
  readonly kind: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly pick: number;
}

/** One of them, always the same for a number. */
export function picked<Item>(items: readonly Item[], pick: number): Item | undefined {
  return items.length === 0 ? undefined : items[pick % items.length];
}

const zoneTypesToDraw = ['TeamArea', 'MeetingRoom', 'PrivateRoom', 'OpenArea'] as const;
const floors = ['oak', 'carpet', 'marble', null] as const;
const access = { type: 'knock', allowedRoles: ['Member'] } as const;
const accessOf = () => ({ ...access, allowedRoles: [...access.allowedRoles] });

/** Every operation, each with whatever the gesture happens to hit. */
const operations: readonly ((world: World, random: EditGesture) => EditOutcome)[] = [
  (world, { x, y, width, height, pick }) =>
    drawRoom(
      world,
      {
        bounds: { x, y, width, height },
        zone: { name: 'A room', type: picked(zoneTypesToDraw, pick) ?? 'MeetingRoom' },
        wall: 'glass',
        floor: 'carpet',
        door: pick % 2 === 0 ? { at: { x: x + 1, y }, access: accessOf() } : undefined,
      },
      idsOf(world, pick),
    ),
  (world, { x, y, width, height, pick }) =>
    drawZone(
      world,
      { name: 'A Zone', type: picked(zoneTypesToDraw, pick) ?? 'TeamArea', bounds: { x, y, width, height } },
      idsOf(world, pick),
    ),
  (world, { x, y, width, pick }) =>
    drawWall(
      world,
      { x, y },
      pick % 2 === 0 ? { x: x + width, y } : { x, y: y + width },
      picked(['wall', 'window', null], pick) ?? null,
    ),
  (world, { x, y, width, height, pick }) =>
    paintFloor(
      world,
      Array.from({ length: width * height }, (_, tile) => ({
        x: x + (tile % width),
        y: y + Math.floor(tile / width),
      })),
      picked(floors, pick) ?? null,
    ),
  (world, { x, y, pick }) => fillFloor(world, { x, y }, picked(floors, pick) ?? null),
  (world, { x, y, width, height, pick }) => {
    const zone = picked(world.zones, pick);
    const corner = rectangleAround(areaOfZone(zone ?? {})) ?? { x, y };
    const part = { x: corner.x + (x % 4), y: corner.y + (y % 4), width, height };
    return reshapeZone(world, zone?.id ?? '', part, x % 2 === 0 ? 'add' : 'subtract');
  },
  (world, { x, pick }) => {
    // Above a Zone, where there may be a wall.
    const around = rectangleAround(areaOfZone(picked(world.zones, pick) ?? {})) ?? { x, y: 1, width: 1 };
    const bounds = { x: around.x + (Math.abs(x) % around.width), y: around.y - 1, width: 1, height: 1 };
    return placeDoor(world, bounds, accessOf(), idsOf(world, pick));
  },
  (world, { x, y, pick }) =>
    placeObjects(
      world,
      [
        {
          type: picked(objectTypes, pick) ?? 'Chair',
          position: { x, y },
          rotation: picked(rotations, pick) ?? 0,
        },
        { type: 'Chair', position: { x: x + 1, y }, rotation: 0, linkedTo: [0, 9] },
      ],
      idsOf(world, pick),
    ),
  (world, { x, y, pick }) =>
    placeSpawnPoint(world, { x, y }, pick % 2 === 0 ? 'Here' : undefined, idsOf(world, pick)),
  (world, { pick, x }) =>
    toggleLink(world, picked(world.objects, pick)?.id ?? '', picked(world.objects, pick + x + 3)?.id ?? ''),
  (world, { pick }) =>
    changeItem(world, 'zones', picked(world.zones, pick)?.id ?? '', { name: `Zone ${pick}` }),
  (world, { pick }) =>
    changeItem(world, 'objects', picked(world.objects, pick)?.id ?? '', { occupancy: 'multiple' }),
  (world, { pick }) => changeWorld(world, { name: `World ${pick}`, groundZone: { name: `Ground ${pick}` } }),
  (world, random) =>
    moveSelection(world, selectionOf(world, random), { x: random.width - 6, y: random.height - 6 }),
  (world, random) => turnSelection(world, selectionOf(world, random)),
  (world, random) => eraseSelection(world, selectionOf(world, random)),
  (world, { x, y, width, height }) =>
    resizeMap(world, {
      left: (x % 5) - 1,
      top: (y % 5) - 1,
      right: (width % 5) - 2,
      bottom: (height % 5) - 2,
    }),
  (world, random) => {
    const copied = copyFragment(world, selectionOf(world, random));
    if (copied === undefined) return { ok: false, refusal: 'nothing-selected' };
    const fragment = random.pick % 3 === 0 ? turnFragment(copied) : copied;
    return pasteFragment(world, fragment, { x: random.y, y: random.x }, idsOf(world, random.pick));
  },
];

/** New ids that are always the same for a number. */
export function idsOf(world: World, pick: number): NewId {
  let state = pick;
  return createNewIds(world, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  });
}

function selectionOf(world: World, { x, y, width, height, pick }: EditGesture): Selection {
  const room = pick % 3 === 0 ? selectRoom(world, picked(world.zones, pick)?.id ?? '') : undefined;
  return room ?? selectWithin(world, { x, y, width, height });
}

/** How many kinds of edits there are. */
export const kindsOfEdits = operations.length;

/** Makes the edit that a gesture means, on whatever it happens to hit. */
export function makeEdit(world: World, gesture: EditGesture): EditOutcome {
  const operation = operations[gesture.kind % kindsOfEdits];
  return operation?.(world, gesture) ?? { ok: false, refusal: 'nothing-selected' };
}
