import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { worldJsonSchema } from '../../scripts/worldJsonSchema.ts';
import { facingVectors } from '../geometry/facing.ts';
import { colourNames, wallFinishes } from '../objects/colours.ts';
import { objectLooks } from '../objects/objectLooks.ts';
import {
  facingOf,
  footprintOf,
  kindOf,
  objectKinds,
  objectTypes,
  rotations,
} from '../objects/objectTypes.ts';
import { defaultMaxPeople, zoneTypes } from './zoneRules.ts';
import { worldIssueCodes } from './issues.ts';
import { worldLimits } from './limits.ts';
import { parseWorld } from '../validate/parseWorld.ts';

const document = readFileSync(new URL('../../../../docs/extend/world-file.md', import.meta.url), 'utf8');
const examples = [...document.matchAll(/```json\n(.*?)```/gs)].map(
  ([, text]) => JSON.parse(text ?? '') as object,
);

/** The rows of every table, each cell trimmed and freed of backticks. */
const rows = [...document.matchAll(/^\|(.*)\|$/gm)].map(([, row]) =>
  (row ?? '').split('|').map((cell) => cell.trim().replaceAll(/^`|`$/g, '')),
);
const rowOf = (first: string) => rows.find(([cell]) => cell === first);

describe('the examples of docs/extend/world-file.md', () => {
  const [whole, ...parts] = examples;

  test('begin with a whole World without mistakes', () => {
    expect(parseWorld(new TextEncoder().encode(JSON.stringify(whole)))).toMatchObject({
      ok: true,
      warnings: [],
    });
    expect(parts.length).toBeGreaterThan(3);
  });

  test.each(parts.map((part) => [Object.keys(part).join(', '), part]))(
    'could replace %s of it',
    (_, part) => {
      const parsed = parseWorld(new TextEncoder().encode(JSON.stringify({ ...whole, ...part })));
      expect(parsed).toMatchObject({ ok: true, warnings: [] });
    },
  );
});

test('every issue code is in the document, with its meaning, and no other', () => {
  const start = document.indexOf('## What can be wrong');
  const documented = [...document.slice(start).matchAll(/^\| `([a-z0-9-]+)`\s*\| (.*?)\s*\|$/gm)];
  expect(Object.fromEntries(documented.map(([, code, meaning]) => [code, meaning]))).toEqual(
    Object.fromEntries(Object.entries(worldIssueCodes).map(([code, { meaning }]) => [code, meaning])),
  );
  const warnings = document.slice(document.indexOf('Warnings do not'));
  for (const [code, { severity }] of Object.entries(worldIssueCodes)) {
    expect(warnings.includes(`| \`${code}\``), code).toBe(severity === 'warning');
  }
});

test('every key of the format is in the document', () => {
  const keys = new Set<string>();
  const collect = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return;
    for (const [key, value] of Object.entries(schema)) {
      if (key === 'properties') for (const name of Object.keys(value as object)) keys.add(name);
      collect(value);
    }
  };
  collect(worldJsonSchema());
  expect(keys).toContain('leadsToZone');
  for (const key of keys) expect(document).toMatch(new RegExp(`["\`]${key.replace('$', '\\$')}["\`]`));
});

test('every type of Object is in the document, as it is', () => {
  for (const [type, kind] of Object.entries(objectKinds)) {
    const seats = kind.seats === 0 ? '–' : `${kind.seats}`;
    expect(rowOf(type)?.slice(1)).toEqual([`${kind.width} x ${kind.depth}`, kind.placement, seats]);
  }
});

test('every look is in the document, as it is, and every colour and finish of walls', () => {
  for (const type of objectTypes) {
    for (const look of objectLooks[type]) {
      const { width, depth, placement } = kindOf({ type, look });
      expect(rowOf(look)?.slice(1)).toEqual([type, `${width} x ${depth}`, placement]);
    }
  }
  for (const name of [...colourNames, ...wallFinishes]) expect(document).toContain(`\`${name}\``);
});

test('every ZoneType is in the document, with its number of people', () => {
  for (const type of zoneTypes) expect(rowOf(type)?.at(-1)).toBe(`${defaultMaxPeople[type]}`);
});

test('rotations turn Objects as the document says', () => {
  const directions = { 'larger y': [0, 1], 'smaller x': [-1, 0], 'smaller y': [0, -1], 'larger x': [1, 0] };
  for (const rotation of rotations) {
    const [, , direction, footprint] = rowOf(`${rotation}`) ?? [];
    const { x, y } = facingVectors[facingOf({ rotation })];
    expect(directions[direction as keyof typeof directions]).toEqual([x, y]);
    const desk = footprintOf({ type: 'Desk', position: { x: 0, y: 0 }, rotation });
    expect(desk.width === 1).toBe(footprint === 'sides swapped');
  }
});

test('every limit is in the document', () => {
  const words: Readonly<Record<keyof typeof worldLimits, string>> = {
    fileBytes: 'bytes of the file',
    mapSideTiles: 'tiles along a side of the Map',
    layers: 'layers',
    paletteEntries: 'entries of a palette',
    zones: 'Zones',
    polygonCorners: 'corners of a polygon',
    doors: 'Doors',
    passages: 'passages',
    gateSideTiles: 'tiles along a side of a Door or passage',
    objects: 'Objects',
    linksPerObject: 'links of an Object',
    variants: 'variants of a look',
    customSideTiles: 'tiles along a side of a Custom Object',
    imageTiles: 'tiles that an image is wide',
    imageShares: 'sizes of the image that its anchor is away',
    spawnPoints: 'SpawnPoints',
    idLength: 'characters of an id',
    nameLength: 'characters of a name',
    urlLength: 'characters of an address',
  };
  for (const [limit, word] of Object.entries(words)) {
    expect(rowOf(word)?.[1], word).toBe(`${worldLimits[limit as keyof typeof worldLimits]}`);
  }
});

test('the committed JSON Schema is the one that the format makes', () => {
  const committed = readFileSync(new URL('../../schema/world.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(committed)).toEqual(worldJsonSchema());
});
