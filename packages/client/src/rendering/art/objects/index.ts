export { objectShadow } from './objectShadow.ts';
export { objectSlices, surfaceHeights, type ObjectSlice } from './objectSlices.ts';
