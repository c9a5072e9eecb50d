import * as z from 'zod';

const tiles = z.number().min(0.25).max(64);
const pixels = z.int().min(1).max(4096);

/** What an image of an Object says besides how it looks. */
export const objectMetadataSchema = z.strictObject({
  kind: z.literal('object'),
  /** Tiles that it stands on. */
  footprint: z.strictObject({ width: tiles, height: tiles }),
  /** Whether people walk around it. */
  collision: z.boolean(),
  /** What people can do with it. */
  interactions: z.array(z.enum(['sit', 'use', 'open', 'draw'])).max(4),
});
/** How the pictures of an animation lie in one image, row by row. */
export const spriteSheetMetadataSchema = objectMetadataSchema.extend({
  kind: z.literal('sprite-sheet'),
  frame: z.strictObject({ width: pixels, height: pixels }),
  frames: z.int().min(1).max(256),
  framesPerSecond: z.number().min(0.1).max(60),
});
/** Of somebody's picture, and of a Workspace's logo, there is nothing to say. */
export const assetMetadataSchema = z.discriminatedUnion('kind', [
  objectMetadataSchema,
  spriteSheetMetadataSchema,
  z.strictObject({ kind: z.literal('picture') }),
  z.strictObject({ kind: z.literal('logo') }),
]);
export type AssetMetadata = z.output<typeof assetMetadataSchema>;

export const assetLimits = {
  /** Bytes of a PNG or WebP. */
  imageBytes: 4 * 1024 * 1024,
  /** Bytes of an SVG. */
  svgBytes: 256 * 1024,
  /** Pixels along either side. */
  sidePixels: 4096,
  /** Pixels in all: each takes 4 bytes wherever the image is drawn. */
  pixels: 8 * 1024 * 1024,
  /** Pixels of a JPEG that somebody uploads as their picture: a photograph, of which no more is decoded than is kept. */
  photographPixels: 25_000_000,
} as const;
