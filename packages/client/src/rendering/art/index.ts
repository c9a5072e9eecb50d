export { avatarPoses, walkFrames, type AvatarPose, type WalkFrame } from './avatar/avatarPose.ts';
export { drawAvatar, drawAvatarShadow } from './avatar/drawAvatar.ts';
export { avatarPresets } from './avatarPresets.ts';
export { objectShadow } from './objects/objectShadow.ts';
export { objectSlices, surfaceHeights, type ObjectSlice } from './objects/objectSlices.ts';
export { avatarFrame, paintAvatar } from './paintAvatar.ts';
export { light, materials, mix, outlineOf, shade, type Colour } from './palette.ts';
export { boundsOf, canvasPen, type Bounds, type Pen } from './pen.ts';
