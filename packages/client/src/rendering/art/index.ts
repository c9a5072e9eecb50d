export { avatarPoses, walkFrames, type AvatarPose } from './avatar/avatarPose.ts';
export { drawAvatar, drawAvatarShadow } from './avatar/drawAvatar.ts';
export { avatarPresets } from './avatarPresets.ts';
export { displayFace, type DisplayFace, type DisplayPart } from './objects/displayFace.ts';
export { objectBlock } from './objects/objectBlock.ts';
export { objectShadow } from './objects/objectShadow.ts';
export { objectSlices, surfaceHeights } from './objects/objectSlices.ts';
export { avatarFrame } from './paintAvatar.ts';
export { boundsOf, canvasPen, type Pen } from './pen.ts';
