/*
 * Shows all Avatars and Objects: `art.html?show=looks|poses|objects|room&zoom=1|2|3`.
 * A page for whoever draws; it is not part of the Client.
 */
import { avatarChoices, type AvatarLook } from '@atrium/protocol';
import { facings } from '@atrium/world';
import { avatarPoses } from '../src/rendering/art/avatar/avatarPose.ts';
import { drawAvatar, drawAvatarShadow } from '../src/rendering/art/avatar/drawAvatar.ts';
import { avatarPresets } from '../src/rendering/art/avatarPresets.ts';
import { cssColour, materials } from '../src/rendering/art/palette.ts';
import { canvasPen, type Pen } from '../src/rendering/art/pen.ts';

const query = new URLSearchParams(location.search);
const zoom = Number(query.get('zoom') ?? '2');
const gallery = document.getElementById('gallery');

interface Cell {
  readonly x: number;
  readonly y: number;
  draw(pen: Pen): void;
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
  for (const preset of avatarPresets.slice(0, 3)) {
    const cells = avatarPoses.flatMap((pose, row) => rowOfFacings(preset, row, pose));
    sheet(`${preset.clothing} ${preset.hairStyle}`, 8 * 44 + 10, avatarPoses.length * 70 + 10, cells);
  }
}

const pages: Readonly<Record<string, () => void>> = { looks: showLooks, poses: showPoses };
pages[query.get('show') ?? 'looks']?.();
document.body.dataset['ready'] = 'true';
