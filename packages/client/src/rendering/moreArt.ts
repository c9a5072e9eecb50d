// Art that a first picture may have to do without: fetched at once where a World needs it, else when there is time.
export { lookArt } from './art/objects/lookArt.ts';
export { moreFloors } from './floor/moreFloors.ts';
export { AssetImages } from './images/assetImages.ts';
export * as imageArt from './images/objectImage.ts';
export { wallFinishes } from './walls/wallFinishes.ts';
