import * as z from 'zod';
import { importLimits } from './importReport.ts';

// What Atrium reads of the files of Tiled (docs.mapeditor.org) and WorkAdventure. Whatever else they have is passed over,
// and what is optional and not as it should be counts as absent.

const text = z.string().max(10_000);
const side = z.int().min(0).max(1_000_000);
const pixels = z.number().min(-1e7).max(1e7);
const lenientText = text.optional().catch(undefined);

/** Lists since Tiled 1.2; before, an object of names and values. */
const properties = z
  .union([
    z
      .array(z.looseObject({ name: text, value: z.unknown() }))
      .transform((list) => new Map(list.map(({ name, value }) => [name, value]))),
    z.record(z.string(), z.unknown()).transform((values) => new Map(Object.entries(values))),
  ])
  .optional()
  .catch(undefined)
  .transform((values) => values ?? new Map<string, unknown>());
export type TiledProperties = ReadonlyMap<string, unknown>;

const chunkSchema = z.looseObject({
  x: z.int().min(-1e6).max(1e6),
  y: z.int().min(-1e6).max(1e6),
  width: side,
  height: side,
  data: z.unknown().optional(),
});

export const layerSchema = z.looseObject({
  type: text,
  name: text.catch(''),
  width: side.optional(),
  height: side.optional(),
  data: z.unknown().optional(),
  encoding: lenientText,
  compression: lenientText,
  chunks: z.array(chunkSchema).max(importLimits.chunks).optional(),
  layers: z.array(z.unknown()).max(importLimits.layers).optional(),
  objects: z.array(z.unknown()).max(importLimits.entities).optional(),
  properties,
});
export type TiledLayer = z.output<typeof layerSchema>;

export const objectSchema = z.looseObject({
  name: text.catch(''),
  x: pixels,
  y: pixels,
  width: pixels.catch(0).default(0),
  height: pixels.catch(0).default(0),
  gid: z.number().optional().catch(undefined),
  text: z.unknown().optional(),
  polygon: z
    .array(z.looseObject({ x: pixels, y: pixels }))
    .min(1)
    .max(1_000)
    .optional()
    .catch(undefined),
  properties,
});

export const tilesetSchema = z.looseObject({
  firstgid: z.int().min(1).max(0x0fffffff).optional(),
  source: lenientText,
  name: lenientText,
  tiles: z
    .array(z.looseObject({ id: z.int().min(0), properties }))
    .optional()
    .catch(undefined),
  /** Before Tiled 1.2: by the id of the tile. */
  tileproperties: z.record(z.string(), properties).optional().catch(undefined),
});
export type TiledTileset = z.output<typeof tilesetSchema>;

export const mapSchema = z.looseObject({
  orientation: text.catch('orthogonal').default('orthogonal'),
  infinite: z.boolean().catch(false).default(false),
  width: side,
  height: side,
  tilewidth: z.int().min(1).max(1_024),
  tileheight: z.int().min(1).max(1_024),
  layers: z.array(z.unknown()).max(importLimits.layers),
  tilesets: z.array(tilesetSchema).max(1_000).catch([]).default([]),
  properties,
});

/** A property of an area or entity of WorkAdventure, as in `{ "type": "jitsiRoomProperty", "roomName": "..." }`. */
const wamProperty = z.looseObject({
  type: text,
  roomName: lenientText,
  link: lenientText,
  url: lenientText,
  name: lenientText,
  maxUsers: z.number().optional().catch(undefined),
});

export const wamSchema = z.looseObject({
  mapUrl: text,
  areas: z
    .array(
      z.looseObject({
        name: text.catch(''),
        x: pixels,
        y: pixels,
        width: pixels,
        height: pixels,
        properties: z.array(wamProperty).max(100).catch([]).default([]),
      }),
    )
    .max(importLimits.areas)
    .default([]),
  entities: z
    .union([
      z.record(z.string(), z.unknown()).transform((entities) => Object.values(entities)),
      z.array(z.unknown()),
    ])
    .refine((list) => list.length <= importLimits.entities)
    .default([]),
  metadata: z.looseObject({ name: lenientText.nullable() }).optional().catch(undefined),
});
export type Wam = z.output<typeof wamSchema>;
export type WamProperty = z.output<typeof wamProperty>;

export const wamEntitySchema = z.looseObject({
  name: lenientText,
  x: pixels,
  y: pixels,
  prefabRef: z.looseObject({ id: text, collectionName: lenientText }).optional().catch(undefined),
  properties: z.array(wamProperty).max(100).catch([]).default([]),
});
export type WamEntity = z.output<typeof wamEntitySchema>;
