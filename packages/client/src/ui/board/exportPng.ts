import type { BoardGeometry } from '../../boards/boardGeometry.ts';
import type { BoardItem } from '../../boards/boardItem.ts';
import { paintWhole } from './paintBoard.ts';

/** Around everything, in board units. */
const margin = 60;
/** Not every browser draws larger pictures, in px along a side. */
const longestSide = 4096;
/** A browser may begin to save only after the click that asked for it, in ms. */
const keptForSavingMs = 60_000;

/** Saves everything on a board as a picture. @returns whether there was anything */
export async function exportPng(
  items: readonly BoardItem[],
  geometry: BoardGeometry,
  title: string,
): Promise<boolean> {
  const box = geometry.boxAround(items);
  if (box === undefined) return false;
  const width = box.right - box.left + 2 * margin;
  const height = box.bottom - box.top + 2 * margin;
  const scale = Math.min(2, longestSide / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (context === null) return false;
  context.scale(scale, scale);
  paintWhole(context, items, geometry, box, margin);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) return false;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${fileNameOf(title)}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), keptForSavingMs);
  return true;
}

/** Letters and digits of any language; nothing that a disk would stumble over. */
function fileNameOf(title: string): string {
  const name = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'board' : name;
}
