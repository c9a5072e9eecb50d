import { describe, expect, test } from 'vitest';
import { zoneRules } from '@atrium/world';
import type { ZoneInfo, ZoneType } from '@atrium/world';
import { randomLook } from '../lobby/avatarChoosing.ts';
import { groupPeople, otherPlaces } from './peopleGroups.ts';
import type { PeopleQuery } from './peopleGroups.ts';

const zone = (id: string, type: ZoneType): ZoneInfo => ({
  id,
  name: id,
  type,
  rules: zoneRules({ type }),
  maxPeople: undefined,
  within: undefined,
});
const zones = [zone('hall', 'OpenArea'), zone('kitchen', 'TeamArea'), zone('focus', 'PrivateRoom')];
const person = (name: string, zoneId: string | null) => ({
  personId: name,
  name,
  role: 'Member' as const,
  status: 'available' as const,
  look: randomLook(() => 0),
  zoneId,
});
const query = (changes: Partial<PeopleQuery>): PeopleQuery => ({
  people: [person('Zé', 'hall'), person('ana', 'kitchen'), person('Me', 'kitchen'), person('Raj', null)],
  zones,
  selfId: 'Me',
  selfZoneId: 'kitchen',
  visibleIds: new Set(['Me', 'ana']),
  search: '',
  locale: 'en',
  ...changes,
});
const shape = (changes: Partial<PeopleQuery>) =>
  groupPeople(query(changes)).map((group) => [group.zone?.id, group.people.map(({ name }) => name)]);

describe('the People list', () => {
  test("begins with one's own Zone and oneself, and ends with those in private rooms", () => {
    expect(shape({})).toEqual([
      ['kitchen', ['Me', 'ana']],
      ['hall', ['Zé']],
      [undefined, ['Raj']],
    ]);
  });

  test('finds names whatever their accents and case', () => {
    expect(shape({ search: ' ze' })).toEqual([['hall', ['Zé']]]);
    expect(shape({ search: 'ANA' })).toEqual([['kitchen', ['ana']]]);
    expect(shape({ search: 'nobody' })).toEqual([]);
  });

  test('shows people in the same private room where they are: whoever is inside sees them', () => {
    const people = [person('Me', null), person('Raj', null), person('Zé', null)];
    const inside = { people, selfZoneId: 'focus', visibleIds: new Set(['Me', 'Raj']) };
    expect(shape(inside)).toEqual([
      ['focus', ['Me', 'Raj']],
      [undefined, ['Zé']],
    ]);
  });

  test('lists other Zones without people, and private rooms whoever is there: one can go and knock', () => {
    const counts = new Map([
      ['kitchen', 2],
      ['focus', 1],
    ]);
    expect(otherPlaces(zones, counts, 'kitchen').map(({ id }) => id)).toEqual(['hall', 'focus']);
    expect(otherPlaces(zones, counts, 'focus').map(({ id }) => id)).toEqual(['hall']);
  });
});
