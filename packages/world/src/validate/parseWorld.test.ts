import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inLongRuns, officeWorld } from '../testing/index.ts';
import { formatWorld } from '../format/formatWorld.ts';
import { worldLimits } from '../format/limits.ts';
import { parseWorld } from './parseWorld.ts';
import type { ParsedWorld } from './parseWorld.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const parse = (file: unknown) => parseWorld(bytesOf(JSON.stringify(file)));

function errorsOf(parsed: ParsedWorld) {
  if (parsed.ok) throw new Error('This was to be refused.');
  return parsed.errors;
}

/** Everything is said about a file, whatever is in it: a World, or errors, and nothing thrown. */
function expectAnswer(bytes: Uint8Array): void {
  const parsed = parseWorld(bytes);
  if (parsed.ok) {
    const again = parseWorld(bytesOf(formatWorld(parsed.world)));
    expect(again).toEqual(parsed);
  } else {
    expect(parsed.errors.length).toBeGreaterThan(0);
    for (const { message } of parsed.errors) expect(message).toMatch(/\.$|\?$/);
  }
}

describe('a World file that is well', () => {
  test('becomes the World that it says', () => {
    expect(parse(officeWorld())).toEqual({ ok: true, world: officeWorld(), warnings: [] });
  });

  test('may begin with a byte order mark', () => {
    expect(parseWorld(bytesOf(`\uFEFF${JSON.stringify(officeWorld())}`)).ok).toBe(true);
  });

  test('may have a sign before a zero, which means nothing', () => {
    const signed = JSON.stringify(officeWorld()).replaceAll(/(?<=[:,[])0(?=[,}\]])/g, '-0');
    expect(signed).toContain('-0');
    expect(parseWorld(bytesOf(signed))).toEqual({ ok: true, world: officeWorld(), warnings: [] });
  });

  test('may leave out the rotation of Objects that are not turned', () => {
    const office = officeWorld();
    const objects = office.objects.map((object) =>
      object.rotation === 0 ? { ...object, rotation: undefined } : object,
    );
    expect(parse({ ...office, objects })).toEqual({ ok: true, world: office, warnings: [] });
  });
});

describe('every mistake is listed, with its place', () => {
  test('those of the shape', () => {
    const office = officeWorld();
    const [zone, ...zones] = office.zones;
    const errors = errorsOf(
      parse({
        ...office,
        worldId: undefined,
        zones: [{ ...zone, type: 'MeetingRom', colour: 'red' }, ...zones],
        spawnPoints: [],
      }),
    );
    expect(errors.map(({ path, code }) => [path, code])).toEqual([
      ['worldId', 'missing-key'],
      ['zones[0].type', 'wrong-value'],
      ['zones[0].colour', 'unknown-key'],
      ['spawnPoints', 'too-few'],
    ]);
    expect(errors[1]?.message).toContain('Did you mean "MeetingRoom"?');
  });

  test('those of the rules', () => {
    const office = officeWorld();
    const [door, ...doors] = office.doors;
    const errors = errorsOf(
      parse({
        ...office,
        doors: [{ ...door, leadsToZone: 'attic' }, ...doors],
        spawnPoints: [{ id: 'spawn-1', position: { x: 0, y: 0 } }],
        objects: [...office.objects, { id: 'far-plant', type: 'Plant', position: { x: 99, y: 0 } }],
      }),
    );
    expect(errors.map(({ path, code }) => [path, code])).toEqual([
      [`objects[${office.objects.length}].position`, 'outside-map'],
      ['doors[0].leadsToZone', 'door-unknown-zone'],
      ['spawnPoints[0].position', 'spawn-blocked'],
    ]);
  });

  test('a mistyped key names the key that was meant, at its place in the schema', () => {
    const office = officeWorld();
    const [object, ...objects] = office.objects;
    const mistyped = { ...object, interaction: { actoin: 'sit', action: 'sit' } };
    expect(errorsOf(parse({ ...office, objects: [mistyped, ...objects] }))).toMatchObject([
      {
        path: 'objects[0].interaction.actoin',
        code: 'unknown-key',
        message: 'The key "actoin" is not known here. Did you mean "action"?',
      },
    ]);
  });
});

describe('hostile files', () => {
  test('larger than the limit are not read at all', () => {
    const errors = errorsOf(parseWorld(new Uint8Array(worldLimits.fileBytes + 1)));
    expect(errors.map(({ code }) => code)).toEqual(['file-too-large']);
  });

  test('with a million mistakes get a list that ends', () => {
    const office = officeWorld();
    const layers = [{ id: 'walls', tiles: Array.from({ length: 300_000 }, () => true) }];
    const keys = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`key${index}`, 1]));
    const objects = Array.from({ length: 20_000 }, () => ({ a: 1, b: 2 }));
    const errors = errorsOf(parse({ ...office, map: { ...office.map, layers }, ...keys, objects }));
    expect(errors.length).toBeLessThanOrEqual(1001);
    expect(errors.at(-1)?.code).toBe('more-issues');
  });

  test('cannot give the World a prototype of their own', () => {
    const text = JSON.stringify(officeWorld()).replace('{', '{"\\u005f_proto__":{"isAdmin":true},');
    expect(errorsOf(parseWorld(bytesOf(text)))[0]?.code).toBe('unknown-key');
    const constructed = JSON.stringify(officeWorld()).replace('{', '{"constructor":{"prototype":{}},');
    expect(errorsOf(parseWorld(bytesOf(constructed)))).toMatchObject([
      { path: 'constructor', code: 'unknown-key' },
    ]);
  });

  test('never make it throw: arbitrary bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), expectAnswer), { numRuns: 500 });
  });

  test('never make it throw: bytes of a World file changed, cut or doubled', () => {
    const original = bytesOf(formatWorld(officeWorld()));
    const change = fc.record({
      at: fc.nat({ max: original.length }),
      drop: fc.nat({ max: 20 }),
      add: fc.uint8Array({ maxLength: 4 }),
    });
    fc.assert(
      fc.property(change, ({ at, drop, add }) => {
        expectAnswer(Uint8Array.from([...original.slice(0, at), ...add, ...original.slice(at + drop)]));
      }),
      { numRuns: 500 },
    );
  });

  test('never make it throw: any value at any place', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(-1, 0, 1, 2, 5, 511, 512, 1.5, 1e308, '', 'meeting', 'chair-2-8', 'Chair', [], {}, [[0, 0], [3, 0], [3, 3], [0, 3]]), // prettier-ignore
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), value), { minLength: 1, maxLength: 3 }), (changes) => {
        const file = structuredClone(officeWorld()) as unknown;
        // A copy each time: the same list within itself is nothing that JSON can say.
        for (const [pick, replacement] of changes) replaceSomewhere(file, pick, structuredClone(replacement));
        expectAnswer(bytesOf(JSON.stringify(file)));
      }),
      { numRuns: inLongRuns(1_000, 300) },
    );
  });
});

/** Puts a value in the place of one of all the values within a file. */
function replaceSomewhere(file: unknown, pick: number, replacement: unknown): void {
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  const collect = (holder: unknown) => {
    if (typeof holder !== 'object' || holder === null) return;
    for (const key of Object.keys(holder)) {
      const record = holder as Record<string, unknown>;
      // One of many tiles is enough: the other places would hardly ever be chosen.
      if (!/^[1-9]\d+$/.test(key)) places.push({ holder: record, key });
      collect(record[key]);
    }
  };
  collect(file);
  const place = places[pick % places.length];
  if (place !== undefined) place.holder[place.key] = replacement;
}
