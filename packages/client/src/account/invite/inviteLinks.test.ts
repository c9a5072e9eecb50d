import { expect, test } from 'vitest';
import { linkToRoom, placeOfLink, roomAddress } from './inviteLinks.ts';

const juniper = { worldId: 'head quarters', zoneId: 'juniper#1' };

test('a link leads to a room, and keeps its secret behind the #', () => {
  const link = new URL(linkToRoom('https://office.example.com/join#secret', juniper));
  expect(link.hash).toBe('#secret');
  expect(placeOfLink(link.search, undefined)).toBe('/w/head%20quarters#juniper%231');
});

test('a link without a room leads to its World, or to the first one', () => {
  expect(placeOfLink('', 'lab')).toBe('/w/lab');
  expect(placeOfLink('', undefined)).toBe('/');
});

test('the World of a guest link outranks what the address says', () => {
  expect(placeOfLink('?world=elsewhere&room=juniper', 'lab')).toBe('/w/lab#juniper');
});

test('what an address says stays within this server', () => {
  for (const world of ['//evil.example', '../../evil', 'https://evil.example', '\\evil'])
    expect(placeOfLink(`?world=${encodeURIComponent(world)}&room=x`, undefined)).toMatch(/^\/w\/[^/\\]+#x$/);
});

test('those who may enter already share the address of the room', () => {
  expect(roomAddress('https://office.example.com', juniper)).toBe(
    'https://office.example.com/w/head%20quarters#juniper%231',
  );
});
