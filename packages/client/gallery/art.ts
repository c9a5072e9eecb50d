/*
 * Shows all Avatars and Objects: `art.html?show=looks|poses|crowd|objects|room&zoom=1|2|3`.
 * A page for whoever draws; it is not part of the Client.
 */
import { avatarChoices, avatarLookSchema, type AvatarLook } from '@atrium/protocol';
import { colourNames, facingOf, facings, footprintOf, kindOf, rotations, type Facing } from '@atrium/world';
import { avatarPoses } from '../src/rendering/art/avatar/avatarPose.ts';
import { drawAvatar, drawAvatarShadow } from '../src/rendering/art/avatar/drawAvatar.ts';
import { avatarPresets } from '../src/rendering/art/avatarPresets.ts';
import { objectShadow } from '../src/rendering/art/objects/objectShadow.ts';
import { lookArt } from '../src/rendering/art/objects/lookArt.ts';
import { objectSlices, surfaceHeightOf } from '../src/rendering/art/objects/objectSlices.ts';
import { everyAppearance } from '../src/rendering/art/objects/everyAppearance.ts';
import type { Appearance } from '../src/rendering/art/objects/objectArt.ts';
import { pick } from '../src/rendering/art/objects/variation.ts';
import { cssColour, materials } from '../src/rendering/art/palette.ts';
import { canvasPen, type Pen } from '../src/rendering/art/pen.ts';

const query = new URLSearchParams(location.search);
const zoom = Number(query.get('zoom') ?? '2');
const gallery = document.getElementById('gallery');

interface Cell {
  readonly x: number;
  readonly y: number;
  readonly draw: (pen: Pen) => void;
}

function sheet(title: string, width: number, height: number, cells: readonly Cell[]): void {
  const canvas = document.createElement('canvas');
  canvas.width = width * zoom;
  canvas.height = height * zoom;
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.fillStyle = cssColour(materials.stone);
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const cell of cells) {
    context.setTransform(zoom, 0, 0, zoom, cell.x * zoom, cell.y * zoom);
    context.globalAlpha = 1;
    cell.draw(canvasPen(context));
  }
  const heading = document.createElement('h2');
  heading.textContent = title;
  gallery?.append(heading, canvas);
}

const plain: AvatarLook = {
  skin: 'sand',
  hairStyle: 'short',
  hairColour: 'brown',
  clothing: 'tshirt',
  clothingColour: 'blue',
  trousersColour: 'navy',
  accessory: 'none',
};

function rowOfFacings(look: AvatarLook, row: number, pose = avatarPoses[0]): Cell[] {
  return facings.map((facing, column) => ({
    x: 26 + column * 44,
    y: 66 + row * 70,
    draw(pen) {
      if (pose === undefined) return;
      drawAvatarShadow(pen);
      drawAvatar(pen, look, facing, pose);
    },
  }));
}

function showLooks(): void {
  const rows = (looks: readonly AvatarLook[]): Cell[] =>
    looks.flatMap((look, row) => rowOfFacings(look, row));
  const one = (title: string, looks: readonly AvatarLook[]): void =>
    sheet(title, 8 * 44 + 10, looks.length * 70 + 10, rows(looks));
  one('presets', avatarPresets);
  one(
    'hair',
    avatarChoices.hairStyle.map((hairStyle) => ({ ...plain, hairStyle, hairColour: 'chestnut' })),
  );
  one(
    'clothing',
    avatarChoices.clothing.map((clothing) => ({ ...plain, clothing })),
  );
  one(
    'accessories',
    avatarChoices.accessory.map((accessory) => ({ ...plain, accessory })),
  );
  const withCap = (hairStyle: AvatarLook['hairStyle']): AvatarLook => ({
    ...plain,
    hairStyle,
    accessory: 'cap',
  });
  one('caps', avatarChoices.hairStyle.map(withCap));
  one(
    'skins',
    avatarChoices.skin.map((skin) => ({ ...plain, skin, hairStyle: 'curly', hairColour: 'black' })),
  );
  one(
    'hair colours',
    avatarChoices.hairColour.map((hairColour) => ({ ...plain, hairColour, hairStyle: 'long' })),
  );
  one(
    'clothing colours',
    avatarChoices.clothingColour.map((clothingColour) => ({ ...plain, clothingColour, clothing: 'shirt' })),
  );
}

function showPoses(): void {
  const first = Number(query.get('from') ?? 0);
  for (const preset of avatarPresets.slice(first, first + 3)) {
    const cells = avatarPoses.flatMap((pose, row) => rowOfFacings(preset, row, pose));
    sheet(`${preset.clothing} ${preset.hairStyle}`, 8 * 44 + 10, avatarPoses.length * 70 + 10, cells);
  }
}

interface Placed extends Appearance {
  readonly x: number;
  readonly y: number;
  readonly seed?: number;
  /** Px it is lifted by: what stands on something else. */
  readonly z?: number;
  readonly sitters?: readonly AvatarLook[];
}

interface Layer {
  /** Sorts what stands on the floor: the tile's middle, nearer ones later. */
  readonly key: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly draw: (pen: Pen) => void;
}

const onFloor = (x: number, y: number, z: number): { x: number; y: number } => ({
  x: (x - y) * 32,
  y: (x + y) * 16 - z,
});

function layersOf({ x, y, seed = 1, z = 0, sitters = [], ...appearance }: Placed): Layer[] {
  const object = { ...appearance, variant: seed };
  const { rotation } = object;
  const flat = kindOf(object).placement === 'flat';
  const shadow: Layer = {
    key: z > 0 ? x + y + 1 + 0.01 : -50,
    x,
    y,
    z,
    draw: objectShadow(object, lookArt),
  };
  const slices = objectSlices(object, lookArt).flatMap((slice, index): Layer[] => {
    const place = { x: x + slice.tileX, y: y + slice.tileY, z };
    const key = flat ? -100 : place.x + place.y + 1 + (z > 0 ? 0.02 : 0);
    const sitter = sitters[index];
    const facing: Facing = facingOf({ rotation });
    return [
      { key, ...place, draw: slice.draw },
      ...(sitter === undefined
        ? []
        : [
            {
              key: key + 0.001,
              x: place.x + 0.5,
              y: place.y + 0.5,
              z,
              draw: (pen: Pen) => drawAvatar(pen, sitter, facing, { kind: 'sitting' }),
            },
          ]),
      ...(slice.drawFront === undefined ? [] : [{ key: key + 0.002, ...place, draw: slice.drawFront }]),
    ];
  });
  return [shadow, ...slices];
}

function standing(look: AvatarLook, x: number, y: number, facing: Facing, frame?: 0 | 2 | 6): Layer[] {
  const pose = frame === undefined ? ({ kind: 'idle' } as const) : ({ kind: 'walking', frame } as const);
  return [
    { key: -40, x, y, z: 0, draw: drawAvatarShadow },
    { key: x + y, x, y, z: 0, draw: (pen) => drawAvatar(pen, look, facing, pose) },
  ];
}

function floorTiles(width: number, depth: number): Layer[] {
  return Array.from({ length: width * depth }, (_, index): Layer => {
    const [x, y] = [index % width, Math.floor(index / width)];
    return {
      key: -1000,
      x,
      y,
      z: 0,
      draw(pen) {
        pen.poly([0, 0, 32, 16, 0, 32, -32, 16]);
        pen.fill({ color: (x + y) % 2 === 0 ? materials.stone : 0xc4bfb5, alpha: 1 });
      },
    };
  });
}

function scene(layers: readonly Layer[], left: number, top: number): Cell[] {
  return [...layers]
    .sort((a, b) => a.key - b.key)
    .map(({ x, y, z, draw }) => {
      const place = onFloor(x, y, z);
      return { x: left + place.x, y: top + place.y, draw };
    });
}

/** Each look of each type, in all four rotations; `&colour=plum` gives all of them one colour. */
function showObjects(): void {
  const only = query.get('type');
  const colour = colourNames.find((name) => name === query.get('colour'));
  for (const appearance of everyAppearance) {
    const { type, look } = appearance;
    if (only !== null && !only.split(',').includes(look ?? type)) continue;
    const { width: wide, depth, seats } = kindOf(appearance);
    const size = (Math.max(wide, depth) + 1) * 64;
    const cells = rotations.flatMap((rotation, index) => {
      const object = { ...appearance, rotation, colour };
      const footprint = footprintOf({ ...object, position: { x: 0, y: 0 } });
      const sitters =
        seats > 0 && query.get('empty') === null ? avatarPresets.slice(index, index + seats) : [];
      const layers = [
        ...floorTiles(footprint.width + 1, footprint.height + 1),
        ...layersOf({
          ...object,
          x: 0.5,
          y: 0.5,
          seed: index + Number(query.get('seed') ?? 0),
          sitters,
        }),
      ];
      return scene(layers, size * index + size * 0.5, 74);
    });
    sheet(look ?? type, size * 4, 100 + (Math.max(wide, depth) + 1) * 32, cells);
  }
}

function showRoom(): void {
  const [ana, ben, mia, raj, lee, joy, kim, sam] = avatarPresets;
  if (!ana || !ben || !mia || !raj || !lee || !joy || !kim || !sam) return;
  const desk = surfaceHeightOf({ type: 'Desk', rotation: 0 });
  const counter = surfaceHeightOf({ type: 'KitchenCounter', rotation: 0 });
  const placed: Placed[] = [
    { type: 'Rug', x: 7, y: 6, rotation: 0, seed: 2 },
    { type: 'Desk', x: 1, y: 3, rotation: 0 },
    { type: 'Computer', x: 1, y: 3, rotation: 0, z: desk },
    { type: 'HangingPlant', x: 2, y: 3, rotation: 0, z: desk },
    { type: 'Chair', x: 1, y: 4, rotation: 180, sitters: [ana] },
    { type: 'Desk', x: 4, y: 3, rotation: 180 },
    { type: 'Computer', x: 4, y: 3, rotation: 180, z: desk },
    { type: 'Chair', x: 4, y: 2, rotation: 0, sitters: [kim] },
    { type: 'KitchenCounter', x: 0, y: 0, rotation: 0, seed: 1 },
    { type: 'KitchenCounter', x: 2, y: 0, rotation: 0, seed: 2 },
    { type: 'KitchenCounter', x: 4, y: 0, rotation: 0, seed: 4 },
    { type: 'CoffeeMachine', x: 5, y: 0, rotation: 0, z: counter },
    { type: 'WaterCooler', x: 6, y: 0, rotation: 0 },
    { type: 'PhoneBooth', x: 8, y: 0, rotation: 0 },
    { type: 'PhoneBooth', x: 9, y: 0, rotation: 0 },
    { type: 'TallPlant', x: 11, y: 0, rotation: 0 },
    { type: 'Bookshelf', x: 0, y: 7, rotation: 270, seed: 5 },
    { type: 'Bookshelf', x: 0, y: 9, rotation: 270, seed: 6 },
    { type: 'Plant', x: 0, y: 6, rotation: 0, seed: 3 },
    { type: 'Sofa', x: 8, y: 5, rotation: 0, seed: 1, sitters: [mia, lee] },
    { type: 'LoungeChair', x: 11, y: 7, rotation: 90, seed: 4, sitters: [raj] },
    { type: 'LoungeChair', x: 6, y: 7, rotation: 270, seed: 7 },
    { type: 'CoffeeTable', x: 8, y: 7, rotation: 0 },
    { type: 'Lamp', x: 7, y: 5, rotation: 0 },
    { type: 'Whiteboard', x: 2, y: 6, rotation: 0 },
    { type: 'MeetingTable', x: 3, y: 9, rotation: 0 },
    { type: 'Chair', x: 3, y: 8, rotation: 0, sitters: [joy] },
    { type: 'Chair', x: 5, y: 8, rotation: 0 },
    { type: 'Chair', x: 4, y: 11, rotation: 180, sitters: [ben] },
    { type: 'Chair', x: 6, y: 11, rotation: 180 },
    { type: 'Chair', x: 7, y: 9, rotation: 90, sitters: [sam] },
    { type: 'Screen', x: 9, y: 10, rotation: 90 },
    { type: 'ReceptionDesk', x: 8, y: 3, rotation: 180 },
  ];
  const layers = [
    ...floorTiles(13, 13),
    ...placed.flatMap(layersOf),
    ...standing(sam, 6.5, 3.5, 'S'),
    ...standing(raj, 7.4, 1.9, 'SW', 2),
    ...standing(ben, 3.2, 1.7, 'N'),
    ...standing(mia, 11.4, 4.6, 'E', 6),
    ...standing(lee, 10.5, 11.5, 'NW', 2),
  ];
  sheet('room', 860, 520, scene(layers, 430, 70));
}

/** Looks put together at random, to find choices that do not go together. */
function showCrowd(): void {
  const anyOf = <Choice>(choices: readonly Choice[], seed: number, salt: number): Choice | undefined =>
    choices[Math.floor(pick(seed, salt) * choices.length)];
  const cells = Array.from({ length: 96 }, (_, index): Cell => {
    const seed = index + Number(query.get('seed') ?? 0);
    const look = avatarLookSchema.parse({
      skin: anyOf(avatarChoices.skin, seed, 1),
      hairStyle: anyOf(avatarChoices.hairStyle, seed, 2),
      hairColour: anyOf(avatarChoices.hairColour, seed, 3),
      clothing: anyOf(avatarChoices.clothing, seed, 4),
      clothingColour: anyOf(avatarChoices.clothingColour, seed, 5),
      trousersColour: anyOf(avatarChoices.trousersColour, seed, 6),
      accessory: anyOf(avatarChoices.accessory, seed, 7),
    });
    const facing = anyOf(facings, seed, 8) ?? 'S';
    return {
      x: 26 + (index % 16) * 42,
      y: 66 + Math.floor(index / 16) * 70,
      draw(pen) {
        drawAvatarShadow(pen);
        drawAvatar(pen, look, index % 2 === 0 ? 'S' : facing, { kind: 'idle' });
      },
    };
  });
  sheet('crowd', 16 * 42 + 10, 6 * 70 + 10, cells);
}

const pages: Readonly<Record<string, () => void>> = {
  looks: showLooks,
  poses: showPoses,
  objects: showObjects,
  room: showRoom,
  crowd: showCrowd,
};
pages[query.get('show') ?? 'looks']?.();
document.body.dataset['ready'] = 'true';
