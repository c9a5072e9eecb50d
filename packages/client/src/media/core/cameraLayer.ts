/** Widths that the layers of a camera have at most, in pixels: a quarter, a half, and all of 640. */
const layerWidthsPx = [160, 320] as const;

/**
 * The largest simulcast layer that is of use for a tile; one pixel of the picture for each of the screen is enough.
 *
 * @param widthPx of the tile, in device pixels
 */
export function cameraLayer(widthPx: number): 0 | 1 | 2 {
  if (widthPx <= layerWidthsPx[0]) return 0;
  return widthPx <= layerWidthsPx[1] ? 1 : 2;
}
