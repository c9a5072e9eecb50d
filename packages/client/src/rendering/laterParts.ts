// Fetched once the World can be seen: a first picture needs nothing of it.
export { FanningOut } from './avatars/fanOut.ts';
export { changedTiles } from './changes/changedTiles.ts';
export { BodyLanguage } from './life/bodyLanguage.ts';
export { DoorMarkView } from './doors/doorMarkView.ts';
export { Highlight } from './highlight/highlight.ts';
export { highlightedSilhouette } from './highlight/highlightedSilhouette.ts';
export { LampGlows } from './light/lampGlows.ts';
export { createMarker } from './marker.ts';
export { ObjectMotions } from './life/objectMotions.ts';
export { ScreenPictures } from './objects/screenPictures.ts';
export { paintPatches } from './patchPainter.ts';
export { SilhouetteViews } from './silhouettes/silhouetteViews.ts';
