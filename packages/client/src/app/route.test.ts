import { expect, test } from 'vitest';
import { readRoute, worldAddress } from './route.ts';
import { silentLog } from '../log/log.ts';

test('the root shows the default World', () => {
  expect(readRoute('/', silentLog)).toEqual({ kind: 'defaultWorld' });
});

test.each(['headquarters', 'a b', 'ação', '100%'])(
  'the address of the World %s leads back to it',
  (worldId) => {
    expect(readRoute(worldAddress(worldId), silentLog)).toEqual({ kind: 'world', worldId });
  },
);

test.each(['/w/', '/w/a/b', '/elsewhere', '/w/%E0%A4%A'])('nothing is at %s', (path) => {
  expect(readRoute(path, silentLog)).toEqual({ kind: 'notFound' });
});
