import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { colourNames, wallFinishes } from '../objects/colours.ts';
import { objectLooks } from '../objects/objectLooks.ts';
import { footprintOf, kindOf, objectTypes, placements, rotations } from '../objects/objectTypes.ts';
import { officeWorld } from '../testing/officeWorld.ts';
import { createWorldSpace } from '../space/worldSpace.ts';
import { formatWorld } from './formatWorld.ts';
import { worldLimits } from './limits.ts';
import { parseWorldShape } from '../validate/parseWorld.ts';
import type { World, WorldObject } from './world.ts';

const parse = (world: object) => parseWorldShape(new TextEncoder().encode(JSON.stringify(world)));
const office = officeWorld();
const [first] = office.objects;
if (first === undefined) throw new Error('The office has no Object.');
const withObject = (change: object) => parse({ ...office, objects: [{ ...first, ...change }] });

const asset = fc.stringMatching(/^[0-9a-f]{64}\.(png|webp|svg)$/);
const share = fc.double({ min: -worldLimits.imageShares, max: worldLimits.imageShares, noNaN: true });
const customSide = fc.integer({ min: 1, max: worldLimits.customSideTiles });
const appearance = fc.record(
  {
    type: fc.constantFrom(...objectTypes),
    rotation: fc.constantFrom(...rotations),
    look: fc.constantFrom(...Object.values(objectLooks).flat(), 'no-such-look'),
    colour: fc.constantFrom(...colourNames),
    variant: fc.integer({ min: 0, max: worldLimits.variants - 1 }),
    asset,
    image: fc.record(
      {
        width: fc.double({ min: 0.1, max: worldLimits.imageTiles, noNaN: true }),
        anchor: fc.record({ x: share, y: share }),
      },
      { requiredKeys: [] },
    ),
    footprint: fc.record({ width: customSide, depth: customSide }),
    placement: fc.constantFrom(...placements),
    collision: fc.boolean(),
  },
  { requiredKeys: ['type', 'rotation'] },
);
const walls = fc.record(
  { finish: fc.constantFrom(...wallFinishes), colour: fc.constantFrom(...colourNames) },
  { requiredKeys: [] },
);

test('how Objects and walls look is read back as it was written', () => {
  fc.assert(
    fc.property(fc.array(appearance, { maxLength: 6 }), walls, (looks, finish) => {
      const objects = looks.map((look, index): WorldObject => {
        const position = { x: 1 + index, y: 1 };
        return { id: `object-${index}`, position, ...look };
      });
      const zones = office.zones.map((zone) => ({ ...zone, walls: finish }));
      const groundZone = { ...office.groundZone, walls: finish };
      const world: World = { ...office, objects, zones, groundZone };
      // What JSON cannot say, such as -0, is no matter.
      const read = parseWorldShape(new TextEncoder().encode(formatWorld(world)));
      expect(read).toEqual({ ok: true, world: JSON.parse(JSON.stringify(world)) as World, warnings: [] });
    }),
  );
});

describe('what Objects say of their looks is bounded', () => {
  const wrong: readonly (readonly [what: string, change: object])[] = [
    ['a look that is no id', { look: '../desk' }],
    ['a look that is too long', { look: 'l'.repeat(worldLimits.idLength + 1) }],
    ['a colour of one’s own', { colour: '#ff0000' }],
    ['a variant that there cannot be', { variant: worldLimits.variants }],
    ['half a variant', { variant: 1.5 }],
    ['an image without width', { image: { width: 0 } }],
    ['an image that is too wide', { image: { width: worldLimits.imageTiles + 1 } }],
    ['an anchor that is far away', { image: { anchor: { x: 0, y: worldLimits.imageShares + 1 } } }],
    ['an anchor with one side', { image: { anchor: { x: 0 } } }],
    ['an image with more to say', { image: { opacity: 1 } }],
    ['a footprint without tiles', { footprint: { width: 0, depth: 1 } }],
    ['a footprint that is too large', { footprint: { width: 1, depth: worldLimits.customSideTiles + 1 } }],
    ['a place that there is not', { placement: 'ceiling' }],
    ['a collision that is no answer', { collision: 'yes' }],
  ];
  it.each(wrong)('%s is refused', (_, change) => {
    expect(withObject(change)).toMatchObject({ ok: false });
    expect(withObject({})).toMatchObject({ ok: true });
  });

  it.each([{ finish: 'gold' }, { colour: 'gold' }, { height: 2 }])('walls with %o are refused', (finish) => {
    expect(parse({ ...office, groundZone: { ...office.groundZone, walls: finish } }).ok).toBe(false);
  });
});

describe('the size of an Object', () => {
  const placed = { position: { x: 2, y: 3 } } as const;

  it('of one’s own is what it says, and turns with it', () => {
    const custom = { ...placed, type: 'Custom', footprint: { width: 3, depth: 2 } } as const;
    expect(footprintOf({ ...custom, rotation: 0 })).toEqual({ x: 2, y: 3, width: 3, height: 2 });
    expect(footprintOf({ ...custom, rotation: 90 })).toEqual({ x: 2, y: 3, width: 2, height: 3 });
  });

  it('of any other type is that of its look, whatever it says', () => {
    const footprint = { width: 9, depth: 9 };
    expect(kindOf({ type: 'Desk', look: 'no-such-look', footprint, placement: 'flat' })).toEqual(
      kindOf({ type: 'Desk' }),
    );
  });

  it('blocks the way where a Custom Object stands that says so, or nothing', () => {
    const blocks = (change: Partial<WorldObject>) => {
      const object: WorldObject = { ...placed, ...change, id: 'own', type: 'Custom', rotation: 0 };
      const world = { ...office, map: { ...office.map, layers: [] }, zones: [], doors: [], passages: [] };
      return createWorldSpace({ ...world, objects: [object] }).collision.isSolid(2, 3);
    };
    expect(blocks({})).toBe(true);
    expect(blocks({ collision: false })).toBe(false);
    expect(blocks({ placement: 'flat' })).toBe(false);
    expect(blocks({ placement: 'surface', collision: true })).toBe(false);
  });
});
