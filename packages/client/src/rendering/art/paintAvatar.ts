import type { AvatarLook } from '@atrium/protocol';
import type { Facing } from '@atrium/world';
import type { AvatarPose } from './avatar/avatarPose.ts';
import { drawAvatar, drawAvatarShadow } from './avatar/drawAvatar.ts';
import { canvasPen } from './pen.ts';

/** The room an Avatar with any look takes in any pose around its origin, in px at zoom 1, shadow included. */
export const avatarFrame = { left: -22, top: -62, right: 22, bottom: 10 } as const;

/**
 * Paints an Avatar with its shadow onto a canvas, without PixiJS: for previews.
 * The canvas is sized to `avatarFrame` times `scale` (device pixels per px at zoom 1) and cleared first.
 */
export function paintAvatar(
  canvas: HTMLCanvasElement,
  look: AvatarLook,
  facing: Facing,
  pose: AvatarPose,
  scale: number,
): void {
  canvas.width = Math.ceil((avatarFrame.right - avatarFrame.left) * scale);
  canvas.height = Math.ceil((avatarFrame.bottom - avatarFrame.top) * scale);
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.setTransform(scale, 0, 0, scale, -avatarFrame.left * scale, -avatarFrame.top * scale);
  const pen = canvasPen(context);
  drawAvatarShadow(pen);
  drawAvatar(pen, look, facing, pose);
}
