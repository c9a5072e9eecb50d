import * as z from 'zod';
import { colourNames, wallFinishes } from '../objects/colours.ts';
import { objectTypes, placements, rotations } from '../objects/objectTypes.ts';
import { roles } from '../rights.ts';
import { zoneTypes } from './zoneRules.ts';
import { worldLimits } from './limits.ts';

/** The format that this code writes; older files are migrated to it. */
export const currentFormatVersion = 2;

const id = z
  .string()
  .min(1)
  .max(worldLimits.idLength)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._:-]*$/,
    'use letters, digits, and . _ : - only, beginning with a letter or digit',
  );
const ownId = id.describe('Unique in this file and stable across versions');
const name = z.string().trim().min(1).max(worldLimits.nameLength);
const tile = z.int().min(0).max(worldLimits.mapSideTiles);
const tileSide = z.int().min(1).max(worldLimits.mapSideTiles);
const gateSide = z.int().min(1).max(worldLimits.gateSideTiles);
/** The least width of an image, in widths of a tile. */
const leastImageTiles = 0.1;
const customSide = z.int().min(1).max(worldLimits.customSideTiles);
/** Of the width or height of an image; may lie outside of it. */
const share = z.number().min(-worldLimits.imageShares).max(worldLimits.imageShares);
const position = z
  .strictObject({ x: tile, y: tile })
  .describe('A tile: x to the lower right of the screen, y to the lower left');
const bounds = z
  .strictObject({ x: tile, y: tile, width: tileSide, height: tileSide })
  .describe('Whole tiles: `width` of them along x, `height` along y');
const gateBounds = z
  .strictObject({ x: tile, y: tile, width: gateSide, height: gateSide })
  .describe('Whole tiles; one person at a time fits in');
const timestamp = z.iso.datetime({ offset: true });

const overrides = z
  .strictObject({
    audio: z.enum(['off', 'push-to-talk']).optional(),
    camera: z.boolean().optional(),
    screenShare: z.boolean().optional(),
    whiteboard: z.boolean().optional(),
  })
  .describe('What is allowed here other than the ZoneType says');

const colour = z.enum(colourNames);
const walls = z
  .strictObject({ finish: z.enum(wallFinishes).optional(), colour: colour.optional() })
  .describe('How its walls look from within');

const layer = z.strictObject({
  id: id.describe('The layer `walls` always blocks, the layer `floor` is drawn beneath everything'),
  palette: z
    .array(z.string().min(1).max(worldLimits.nameLength).nullable())
    .max(worldLimits.paletteEntries)
    .optional()
    .describe('Tile names that numbers in `tiles` stand for; null is an empty tile'),
  tiles: z
    .array(z.union([z.string().min(1).max(worldLimits.nameLength), z.int().min(0), z.null()]))
    .max(worldLimits.mapSideTiles ** 2)
    .describe('Row by row: a tile name, an index into `palette`, or null for none'),
  collision: z.boolean().optional().describe('Whether its tiles block; the layer `walls` always does'),
});

const zone = z.strictObject({
  id: ownId,
  name,
  type: z.enum(zoneTypes),
  bounds: bounds.optional(),
  polygon: z
    .array(z.tuple([tile, tile]))
    .min(4)
    .max(worldLimits.polygonCorners)
    .optional()
    .describe('Instead of `bounds`: corners in order; every edge runs along x or along y'),
  overrides: overrides.optional(),
  walls: walls.optional(),
  maxPeople: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe('People at most, those in Zones within it included; each ZoneType has its own default'),
});

const door = z.strictObject({
  id: ownId,
  bounds: gateBounds,
  leadsToZone: id.describe('The Zone that people need leave to enter here; going out is always free'),
  access: z.strictObject({
    type: z
      .enum(['open', 'role', 'knock'])
      .describe('open: for all; role: for the Roles listed; knock: someone inside answers'),
    allowedRoles: z
      .array(z.enum(roles))
      .max(roles.length)
      .optional()
      .describe('Who passes a `role` Door, or enters by a `knock` Door while nobody is inside'),
  }),
});

const passage = z.strictObject({ id: ownId, bounds: gateBounds });

const object = z.strictObject({
  id: ownId,
  type: z.enum(objectTypes),
  position: position.describe('The tile of its footprint with the smallest x and y'),
  rotation: z
    .union(rotations.map((degrees) => z.literal(degrees)))
    .default(0)
    .describe('Degrees clockwise; at 0 its front looks to the lower left of the screen'),
  look: id.optional().describe('Which of the pictures of its type it has, if not the usual one'),
  colour: colour.optional(),
  variant: z
    .int()
    .min(0)
    .max(worldLimits.variants - 1)
    .optional()
    .describe('Small differences'),
  asset: z
    .string()
    .min(1)
    .max(worldLimits.urlLength)
    .optional()
    .describe('The file name of an image that replaces its picture'),
  image: z
    .strictObject({
      width: z.number().min(leastImageTiles).max(worldLimits.imageTiles).optional(),
      anchor: z.strictObject({ x: share, y: share }).optional(),
    })
    .optional()
    .describe(
      'How the image lies: its width in tiles, and which of its points is in the middle of the footprint',
    ),
  footprint: z
    .strictObject({ width: customSide, depth: customSide })
    .optional()
    .describe('Of a Custom Object: tiles along x and y at rotation 0'),
  placement: z.enum(placements).optional().describe('Of a Custom Object'),
  collision: z.boolean().optional().describe('Of a Custom Object on the floor: whether it blocks the way'),
  occupancy: z.enum(['single', 'multiple']).optional().describe('How many people can use it at a time'),
  linkedObjects: z
    .array(id)
    .max(worldLimits.linksPerObject)
    .optional()
    .describe('Ids of the Objects that it needs, as a Computer its Desk and its Chair'),
  persistent: z
    .boolean()
    .optional()
    .describe('Of a Whiteboard: what is drawn stays; else it goes with the last person in its Zone'),
  interaction: z
    .strictObject({
      action: z.enum(['sit', 'use', 'open']),
      requires: z.array(z.enum(objectTypes)).max(objectTypes.length).optional(),
      opens: z
        .url({ protocol: /^https?$/ })
        .max(worldLimits.urlLength)
        .optional()
        .describe('A web page that opens beside the World'),
    })
    .optional(),
});

const spawnPoint = z.strictObject({
  id: ownId,
  name: name.optional().describe('What people read where they choose it'),
  position,
});

/** The shape of a World file in the current format. What the shape cannot say, `validateWorld` checks. */
export const worldSchema = z.strictObject({
  $schema: z.string().optional(),
  formatVersion: z.literal(currentFormatVersion).describe('The format of this file'),
  worldId: id.describe('Unique in the Workspace'),
  workspaceId: id,
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/, 'use three numbers, as in 1.4.0')
    .describe('The published version of the World; not the format of the file'),
  meta: z.strictObject({
    name,
    createdAt: timestamp,
    updatedAt: timestamp,
    createdBy: z.string().min(1).max(worldLimits.nameLength),
  }),
  map: z.strictObject({
    tileSet: id,
    width: tileSide,
    height: tileSide,
    layers: z.array(layer).min(1).max(worldLimits.layers),
  }),
  groundZone: z
    .strictObject({ id: ownId, name, overrides: overrides.optional(), walls: walls.optional() })
    .describe('The OpenArea of every tile that no Zone covers'),
  zones: z.array(zone).max(worldLimits.zones),
  doors: z.array(door).max(worldLimits.doors),
  passages: z.array(passage).max(worldLimits.passages),
  objects: z.array(object).max(worldLimits.objects),
  spawnPoints: z.array(spawnPoint).min(1).max(worldLimits.spawnPoints),
});

/** A World as its file says it, checked. Coordinates are whole tiles. */
export type World = z.output<typeof worldSchema>;
export type Layer = World['map']['layers'][number];
export type Zone = World['zones'][number];
export type Door = World['doors'][number];
export type Passage = World['passages'][number];
export type WorldObject = World['objects'][number];
export type SpawnPoint = World['spawnPoints'][number];
