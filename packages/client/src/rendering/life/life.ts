// Fetched once the World can be seen: a first picture needs nothing of it.
export { paintPatches } from '../patchPainter.ts';
export { BodyLanguage } from './bodyLanguage.ts';
export { ObjectMotions } from './objectMotions.ts';
export { ScreenPictures } from '../objects/screenPictures.ts';
export { SilhouetteViews } from '../silhouettes/silhouetteViews.ts';
