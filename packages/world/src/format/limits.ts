/** What a World file may hold at most. */
export const worldLimits = {
  fileBytes: 4 * 1024 * 1024,
  /** Keeps every Position within 16 bits on the wire (1/64 tile) with room to spare. */
  mapSideTiles: 512,
  layers: 16,
  paletteEntries: 256,
  zones: 200,
  doors: 500,
  passages: 500,
  /** One person fits into a doorway or passage at a time; this is a gate, not a hall. */
  gateSideTiles: 16,
  objects: 2000,
  linksPerObject: 16,
  /** Different pictures of one look; a look may have fewer. */
  variants: 10,
  /** Along a side of the footprint of a Custom Object. */
  customSideTiles: 16,
  /** The width of an image, in widths of a tile. */
  imageTiles: 16,
  /** How far the anchor of an image may lie from its upper left corner, in widths and heights of it. */
  imageShares: 4,
  spawnPoints: 100,
  polygonCorners: 200,
  idLength: 64,
  nameLength: 80,
  urlLength: 2048,
} as const;
