import { boxAround } from '../../boards/boardGeometry.ts';
import type { BoardItem } from '../../boards/boardItem.ts';
import { paintWhole } from './paintBoard.ts';

const margin = 60;
/** Browsers draw no larger pictures everywhere, in px along a side. */
const longestSide = 4096;

/** Saves everything on a board as a picture. @returns whether there was anything */
export async function exportPng(items: readonly BoardItem[], title: string): Promise<boolean> {
  const box = boxAround(items);
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
  paintWhole(context, items, box, margin);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) return false;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${fileNameOf(title)}.png`;
  link.click();
  URL.revokeObjectURL(link.href);
  return true;
}

/** Letters and digits of any language; nothing that a disk would stumble over. */
export function fileNameOf(title: string): string {
  return (
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '') || 'board'
  );
}
